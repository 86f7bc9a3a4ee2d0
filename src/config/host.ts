import { isIPv6 } from 'node:net'
import { domainToUnicode } from 'node:url'

const hostPattern = /^(\[([\da-f:.]+)\]|\w(?:[\w-]{0,61}\w)?(?:\.\w(?:[\w-]{0,61}\w)?)*\.?)(?::(\d*))?$/i

/**
 * The host that a text names, with its port, as in a `Host` header; `''` when it names none. Addresses with it are stored for
 * ever, so it must mean one and the same to everybody: no escapes, and no numbers that browsers read as IPv4 addresses.
 */
export function readHost(text: string): string {
  if (text.length > 300) return ''
  const [, name = '', bracketed, port] = hostPattern.exec(text) ?? []
  const isName = bracketed === undefined ? name.length < 254 && isPlainName(name) : isIPv6(bracketed)
  if (!isName) return ''
  if (!port) return name
  return Number(port) >= 1 && Number(port) <= 65_535 ? `${name}:${String(Number(port))}` : ''
}

function isPlainName(name: string): boolean {
  const address = `http://${name}`
  return URL.canParse(address) && new URL(address).hostname === name.toLowerCase() && isDecodable(name)
}

// Node 24 takes labels that begin as Punycode does (RFC 3492) and are none; browsers refuse them.
function isDecodable(name: string): boolean {
  const labels = domainToUnicode(name).split('.')
  return labels.join('') !== '' && !labels.some((label) => /^xn--/i.test(label))
}
