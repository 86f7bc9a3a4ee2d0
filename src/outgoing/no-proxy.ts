import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import { hostOf, portOf } from './host.js'
import { contains, readNetwork } from './network.js'

type Rule = (host: string, port: string) => boolean

/**
 * Reads a value of `NO_PROXY` as Go does (golang.org/x/net/http/httpproxy). Members are separated by commas, and each may end
 * with `:port`. `example.org` matches the host and its subdomains, `.example.org` and `*.example.org` only the subdomains;
 * `10.1.2.3` and `10.0.0.0/8` match addresses (names are not resolved for them); `*` matches every host.
 * Loopback addresses never use a proxy.
 */
export function readNoProxy(text: string): (url: URL) => boolean {
  const members = text.split(',').map((member) => member.trim().toLowerCase())
  if (members.includes('*')) return () => true
  const rules = members.filter(Boolean).map(readRule)
  return (url) => {
    const [host, port] = [hostOf(url), portOf(url)]
    return isLoopback(host) || rules.some((rule) => rule(host, port))
  }
}

function readRule(member: string): Rule {
  const [, name = member, wantedPort = ''] = /^(\[.*\]|[^:]*):(\d+)$/.exec(member) ?? []
  const isPort: Rule = (_host, port) => wantedPort === '' || port === wantedPort
  const isHost = hostRule(name.replace(/^\[(.*)\]$/, '$1'))
  return (host, port) => isPort(host, port) && isHost(host, port)
}

function hostRule(name: string): Rule {
  const network = readNetwork(name)
  if (network) return (host) => isIP(host) !== 0 && contains(network, ipaddr.process(host))
  const below = name.startsWith('*.') ? name.slice(1) : name
  if (below.startsWith('.')) return (host) => host.endsWith(`.${asciiName(below.slice(1))}`)
  const domain = asciiName(below)
  return (host) => domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

// Host names in URLs are in ASCII (Punycode).
function asciiName(name: string): string {
  return domainToASCII(name) || name
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback')
}
