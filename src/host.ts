import { isIPv6 } from 'node:net'
import { domainToUnicode } from 'node:url'

const hostPattern = /^(\[([\da-f:.]+)\]|\w(?:[\w-]{0,61}\w)?(?:\.\w(?:[\w-]{0,61}\w)?)*\.?)(?::(\d*))?$/i

/**
 * Parses a host with an optional port, as in a `Host` header. Returns `''` for an invalid host.
 *
 * URLs with this host are stored for ever, and all clients must parse them in the same way. So escapes are invalid. Numbers
 * that browsers read as IPv4 addresses are invalid, too.
 */
export function readHost(text: string): string {
  if (text.length > 300) return ''
  const [, name = '', bracketed, port] = hostPattern.exec(text) ?? []
  const isName = bracketed === undefined ? name.length < 254 && isPlainName(name) : isIPv6(bracketed)
  if (!isName) return ''
  if (!port) return name
  return Number(port) >= 1 && Number(port) <= 65_535 ? `${name}:${String(Number(port))}` : ''
}

/**
 * The form in which hosts are compared: in lower case, and without the final dot of a fully qualified name. A port stays.
 */
export function canonicalHost(host: string): string {
  return host.toLowerCase().replace(/\.(?=:\d*$|$)/, '')
}

function isPlainName(name: string): boolean {
  const address = `http://${name}`
  return URL.canParse(address) && new URL(address).hostname === name.toLowerCase() && isDecodable(name)
}

// Node 24 accepts labels with the prefix `xn--` that are not valid Punycode (RFC 3492). Browsers refuse such labels.
function isDecodable(name: string): boolean {
  const labels = domainToUnicode(name).split('.')
  return labels.join('') !== '' && !labels.some((label) => /^xn--/i.test(label))
}
