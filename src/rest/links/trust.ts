import { domainToASCII } from 'node:url'
import { isOpenerScheme } from './opener-schemes.js'

/** Where links of a space may lead, as people write it. */
export interface TrustSettings {
  /** Host names; those below them are trusted too. */
  domains?: readonly string[] | undefined
  /** URL schemes, as `app`, `app:` or `app://`. */
  protocols?: readonly string[] | undefined
  /** Whole URLs. */
  urls?: readonly string[] | undefined
  /** URL schemes of known applications, for the end of a login, beside `protocols`; see `isApplicationScheme` for when there are none. */
  applications?: readonly string[] | undefined
}

/** The same, ready to be compared: in lower case, and schemes with their colon, as `URL` gives them. */
export interface Trust {
  domains: ReadonlySet<string>
  /** What the names below the domains end with. */
  subdomains: readonly string[]
  protocols: ReadonlySet<string>
  /** As `URL` writes them. */
  urls: ReadonlySet<string>
  applications: ReadonlySet<string>
}

/** Makes what people wrote ready, once for all links. */
export function readTrust({ domains = [], protocols = [], urls = [], applications = [] }: TrustSettings): Trust {
  // As in texts, and as `URL` gives them.
  const names = domains
    .flatMap((domain) => [domain.toLowerCase(), domainToASCII(domain)])
    .filter((domain) => domain !== '')
  return {
    domains: new Set(names),
    subdomains: names.map((name) => `.${name}`),
    protocols: new Set(protocols.map(protocolOf)),
    urls: new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).href)),
    applications: new Set(applications.map(protocolOf)),
  }
}

function protocolOf(scheme: string): string {
  return scheme.toLowerCase().replace(/(:(\/\/)?)?$/, ':')
}

// Schemes that run or read something where the link is opened, whatever anybody configured.
const active = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:'])
// None of these is an application: what is sent there goes to whoever chose the address.
const noApplication = new Set([...active, 'http:', 'https:', 'intent:'])

// Programs disagree on what these mean: blanks, control characters, halves of characters and backslashes.
const ambiguous = /[\p{Cc}\p{Z}\p{Cs}\\]/u

/** The parts of a URL that decide where it leads, as its text has them and as browsers understand it. */
interface Target {
  /** Host and port as written, in lower case; `''` when there is none. */
  authority: string
  url: URL
}

/** Reads a URL; `undefined` for one that programs could understand differently, or that carries a user or a password. */
function readTarget(text: string): Target | undefined {
  const url = ambiguous.test(text) ? undefined : parsed(text)
  if (!url) return undefined
  const [, protocol, authority = ''] = /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#]*))?/.exec(text.toLowerCase()) ?? []
  if (protocol !== url.protocol) return undefined
  if (url.username !== '' || url.password !== '' || authority.includes('@')) return undefined
  return { authority, url }
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** Whether a URL can be understood in one way only. What is merged into something else must be as clear as that. */
export function isClear(text: string): boolean {
  return readTarget(text) !== undefined
}

// Almost all links lead to such a web address: a name in plain lower case, which nothing can understand differently, and
// printable ASCII behind it. Nothing of it needs to be parsed to know where it leads, which is most of what a link costs.
const plainAddress = /^https?:\/\/((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/

function plainHost(text: string): string | undefined {
  const host = plainAddress.exec(text)?.[1]
  // Encoded names may be invalid.
  return host?.includes('xn--') ? undefined : host
}

/** Whether a URL leads to a place that is trusted. */
export function isTrusted(text: string, trust: Trust): boolean {
  const host = plainHost(text)
  if (host !== undefined && isTrustedHost(host, trust)) return true
  const target = readTarget(text)
  if (!target) return false
  const { authority, url } = target
  const { protocol } = url
  const isWeb = protocol === 'https:' || protocol === 'http:'
  // Browsers and programs that take the text literally must both end up at a trusted host.
  if (isWeb && isTrustedHost(url.host, trust) && isTrustedHost(authority, trust)) return true
  return !active.has(protocol) && (trust.protocols.has(protocol) || trust.urls.has(url.href))
}

function isTrustedHost(host: string, { domains, subdomains }: Trust): boolean {
  // A name with nothing between two dots is no name.
  if (host.startsWith('.') || host.includes('..')) return false
  return domains.has(host) || subdomains.some((end) => host.endsWith(end))
}

/**
 * Whether a login may end at a scheme: that of a known application or, when none is configured, any but those that lead to the
 * web, to a part of a browser or of the operating system.
 */
export function isApplicationScheme(scheme: string, { applications, protocols }: Trust): boolean {
  const protocol = `${scheme.toLowerCase()}:`
  if (!/^[a-z][a-z0-9+.-]*:$/.test(protocol) || noApplication.has(protocol)) return false
  if (applications.has(protocol) || protocols.has(protocol)) return true
  return applications.size === 0 && !isOpenerScheme(scheme)
}
