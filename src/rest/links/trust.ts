import { domainToASCII } from 'node:url'
import { isSystemScheme } from './opener-schemes.js'

/** The trusted targets of links, as configured. */
export interface TrustSettings {
  /** Host names; their subdomains are trusted, too. */
  domains?: readonly string[] | undefined
  /** URL schemes, as `app`, `app:` or `app://`. */
  protocols?: readonly string[] | undefined
  /** Whole URLs. */
  urls?: readonly string[] | undefined
  /** URL schemes of applications. They may receive logins, but are no targets of other links. See `isApplicationScheme`. */
  applications?: readonly string[] | undefined
}

/** The trusted targets, normalised: in lower case, and schemes with a colon, as `URL` has them. */
export interface Trust {
  domains: ReadonlySet<string>
  /** The domains with a dot in front: the ends of the names of subdomains. */
  subdomains: readonly string[]
  protocols: ReadonlySet<string>
  /** As `URL` serializes them. */
  urls: ReadonlySet<string>
  applications: ReadonlySet<string>
}

/** Normalises the configured targets, once for all links. */
export function readTrust({ domains = [], protocols = [], urls = [], applications = [] }: TrustSettings): Trust {
  // In Unicode, as URLs may be written, and in ASCII (Punycode), as `URL` serializes them.
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

// Schemes that run code or read files on the device: never trusted, even if configured.
const executing = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:'])
// Schemes that belong to no single application: the author of a link could choose the receiver of the login.
const notApplications = new Set([...executing, 'http:', 'https:', 'intent:'])

// Characters that URL parsers treat differently: blanks, control characters, lone surrogates and backslashes.
const ambiguous = /[\p{Cc}\p{Z}\p{Cs}\\]/u

/** A URL as it is written, and as browsers parse it. */
interface ParsedUrl {
  /** Host and port as written, in lower case; `''` when there is none. */
  authority: string
  url: URL
}

/** Parses a URL; `undefined` for one that programs may parse differently, or that has a user or a password. */
function parseUnambiguous(text: string): ParsedUrl | undefined {
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

/** Whether all programs parse a URL alike. Check it before adding anything to a URL. */
export function isUnambiguous(text: string): boolean {
  return parseUnambiguous(text) !== undefined
}

// A fast path for almost all links: a host name in lower case, and printable ASCII after it, which all programs parse alike.
// Parsing with `URL` is most of the cost of a link.
const plainAddress = /^https?:\/\/((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/

function plainHost(text: string): string | undefined {
  const host = plainAddress.exec(text)?.[1]
  // Punycode may be invalid, so such a name takes the slow path.
  return host?.includes('xn--') ? undefined : host
}

/** Whether a URL is trusted. */
export function isTrusted(text: string, trust: Trust): boolean {
  const host = plainHost(text)
  if (host !== undefined && isTrustedHost(host, trust)) return true
  const target = parseUnambiguous(text)
  if (!target) return false
  const { authority, url } = target
  const { protocol } = url
  const isWeb = protocol === 'https:' || protocol === 'http:'
  // Both the host that browsers parse and the host as it is written must be trusted.
  if (isWeb && isTrustedHost(url.host, trust) && isTrustedHost(authority, trust)) return true
  return !executing.has(protocol) && (trust.protocols.has(protocol) || trust.urls.has(url.href))
}

function isTrustedHost(host: string, { domains, subdomains }: Trust): boolean {
  // A name with an empty label is invalid.
  if (host.startsWith('.') || host.includes('..')) return false
  return domains.has(host) || subdomains.some((end) => host.endsWith(end))
}

/**
 * Whether a login may be sent to a scheme. Schemes of configured applications and trusted protocols are allowed. Without configured
 * applications, so are all schemes, except those of the web, browsers and operating systems.
 */
export function isApplicationScheme(scheme: string, { applications, protocols }: Trust): boolean {
  const protocol = `${scheme.toLowerCase()}:`
  if (!/^[a-z][a-z0-9+.-]*:$/.test(protocol) || notApplications.has(protocol)) return false
  if (applications.has(protocol) || protocols.has(protocol)) return true
  return applications.size === 0 && !isSystemScheme(scheme)
}
