import { domainToASCII } from 'node:url'
import { executingSchemes, protocolOf, forbiddenLoginSchemes } from '../../link-schemes.js'
import { isSystemScheme } from './system-schemes.js'

/** The trusted targets of universal links, as configured. */
export interface TrustSettings {
  /** Host names; their subdomains are trusted, too. */
  domains?: readonly string[] | undefined
  /** URL schemes, as `app`, `app:` or `app://`. */
  protocols?: readonly string[] | undefined
  /** Whole URLs. */
  urls?: readonly string[] | undefined
  /** URL schemes of applications. Only links with the code of a login may redirect to them (`isApplicationScheme`). */
  applications?: readonly string[] | undefined
}

/** The trusted targets in normalised form: in lower case, and schemes with a colon, like `URL.protocol`. */
export interface Trust {
  domains: ReadonlySet<string>
  /** The domains with a dot in front, for comparing with the ends of host names. */
  subdomains: readonly string[]
  protocols: ReadonlySet<string>
  /** Whole URLs, as `URL` serializes them. */
  urls: ReadonlySet<string>
  applications: ReadonlySet<string>
}

/** Normalises the configured targets, once for all links. */
export function readTrust({ domains = [], protocols = [], urls = [], applications = [] }: TrustSettings): Trust {
  // Each domain is kept in two forms, because a URL may contain a host in Unicode, and `URL` serializes it in ASCII (Punycode).
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

// Characters that URL parsers treat differently: blanks, control characters, lone surrogates and backslashes.
const ambiguousCharacter = /[\p{Cc}\p{Z}\p{Cs}\\]/u

/** A URL with its authority as written, and as browsers parse it. */
interface ParsedUrl {
  /** The host and the port as written, in lower case. `''` when the URL has no host. */
  authority: string
  url: URL
}

/** Parses a URL. Returns `undefined` if programs may parse the URL differently, or if it has a user or a password. */
function parseUnambiguous(text: string): ParsedUrl | undefined {
  const url = ambiguousCharacter.test(text) ? undefined : parseUrl(text)
  if (!url) return undefined
  const [, protocol, authority = ''] = /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#]*))?/.exec(text.toLowerCase()) ?? []
  if (protocol !== url.protocol) return undefined
  if (url.username !== '' || url.password !== '' || authority.includes('@')) return undefined
  return { authority, url }
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** Whether all programs parse a URL in the same way. Check this before adding anything to a URL. */
export function isUnambiguous(text: string): boolean {
  return parseUnambiguous(text) !== undefined
}

// Matches URLs that all programs parse in the same way: a host name in lower case, and printable ASCII after it. This is a fast
// path for almost all links. Parsing with `URL` would be the largest part of the cost of a link.
const simpleUrl = /^https?:\/\/((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/

function hostOfSimpleUrl(text: string): string | undefined {
  const host = simpleUrl.exec(text)?.[1]
  // A name in Punycode may be invalid. Such a name is parsed with `URL`.
  return host?.includes('xn--') ? undefined : host
}

/** Whether a URL is trusted. */
export function isTrusted(text: string, trust: Trust): boolean {
  const host = hostOfSimpleUrl(text)
  if (host !== undefined && isTrustedHost(host, trust)) return true
  const target = parseUnambiguous(text)
  if (!target) return false
  const { authority, url } = target
  const { protocol } = url
  const isWeb = protocol === 'https:' || protocol === 'http:'
  // Both the host that browsers parse and the host as it is written must be trusted.
  if (isWeb && isTrustedHost(url.host, trust) && isTrustedHost(authority, trust)) return true
  return !executingSchemes.has(protocol) && (trust.protocols.has(protocol) || trust.urls.has(url.href))
}

function isTrustedHost(host: string, { domains, subdomains }: Trust): boolean {
  // A name with an empty label is invalid.
  if (host.startsWith('.') || host.includes('..')) return false
  return domains.has(host) || subdomains.some((end) => host.endsWith(end))
}

/**
 * Whether a link with the code of a login may redirect to a scheme. The schemes of configured applications and trusted
 * protocols are allowed. If no applications are configured, all schemes are allowed except those of the web, browsers and
 * operating systems.
 */
export function isApplicationScheme(scheme: string, { applications, protocols }: Trust): boolean {
  const protocol = `${scheme.toLowerCase()}:`
  if (!/^[a-z][a-z0-9+.-]*:$/.test(protocol) || forbiddenLoginSchemes.has(protocol)) return false
  if (applications.has(protocol) || protocols.has(protocol)) return true
  return applications.size === 0 && !isSystemScheme(scheme)
}
