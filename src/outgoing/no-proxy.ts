import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import { hostOf, portOf } from './host.js'
import { contains, readNetwork } from './network.js'

type Rule = (host: string, port: string) => boolean

/**
 * Parses a value of `NO_PROXY` as Go does (golang.org/x/net/http/httpproxy). Commas separate the entries:
 * - `example.org` matches the host and its subdomains.
 * - `.example.org` and `*.example.org` match only the subdomains.
 * - `10.1.2.3` and `10.0.0.0/8` match URLs with an IP address as host.
 * - `*` matches every host.
 *
 * Each entry may end with `:port`. Loopback addresses never use a proxy.
 * @returns whether a URL is requested without a proxy
 */
export function readNoProxy(text: string): (url: URL) => boolean {
  const entries = text.split(',').map((entry) => entry.trim().toLowerCase())
  if (entries.includes('*')) return () => true
  const rules = entries.filter(Boolean).map(readRule)
  return (url) => {
    const [host, port] = [hostOf(url), portOf(url)]
    return isLoopback(host) || rules.some((rule) => rule(host, port))
  }
}

function readRule(entry: string): Rule {
  const [, name = entry, wantedPort = ''] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? []
  const matchesPort: Rule = (_host, port) => wantedPort === '' || port === wantedPort
  const matchesHost = hostRule(name.replace(/^\[(.*)\]$/, '$1'))
  return (host, port) => matchesPort(host, port) && matchesHost(host, port)
}

function hostRule(name: string): Rule {
  const network = readNetwork(name)
  if (network) return (host) => isIP(host) !== 0 && contains(network, ipaddr.process(host))
  const pattern = name.startsWith('*.') ? name.slice(1) : name
  if (pattern.startsWith('.')) return (host) => host.endsWith(`.${asciiName(pattern.slice(1))}`)
  const domain = asciiName(pattern)
  return (host) => domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

// Converts a name to ASCII (Punycode). Host names in URLs have this form.
function asciiName(name: string): string {
  return domainToASCII(name) || name
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback')
}
