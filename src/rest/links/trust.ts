/** Where links of a space may lead, as people write it. */
export interface TrustSettings {
  /** Host names; those below them are trusted too. */
  domains?: readonly string[] | undefined
  /** URL schemes, as `app`, `app:` or `app://`. */
  protocols?: readonly string[] | undefined
  /** Whole URLs. */
  urls?: readonly string[] | undefined
  /** URL schemes of known applications, for the end of a login; any application will do when there are none. */
  applications?: readonly string[] | undefined
}

/** The same, ready to be compared with. */
export interface Trust {
  /** In lower case. */
  domains: readonly string[]
  /** In lower case, without what follows a scheme. */
  protocols: ReadonlySet<string>
  /** As `URL` writes them. */
  urls: ReadonlySet<string>
  /** As `protocols`. */
  applications: ReadonlySet<string>
}

/** Makes what people wrote ready, once for all links. */
export function readTrust({ domains = [], protocols = [], urls = [], applications = [] }: TrustSettings): Trust {
  return {
    domains: domains.map((domain) => domain.toLowerCase()),
    protocols: new Set(protocols.map(schemeOf)),
    urls: new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).href)),
    applications: new Set(applications.map(schemeOf)),
  }
}

function schemeOf(written: string): string {
  return written.toLowerCase().replace(/:(\/\/)?$/, '')
}

// Schemes that run or read something where the link is opened, whatever anybody configured.
const active = ['javascript', 'data', 'vbscript', 'file', 'blob', 'about']
// Neither of these is an application: what is sent there goes to whoever chose the address.
const noApplication = [...active, 'http', 'https', 'intent']

// Programs disagree on what these mean: blanks, control characters, halves of characters and backslashes.
const ambiguous = /[\p{Cc}\p{Z}\p{Cs}\\]/u

/** The parts of a URL that decide where it leads, as its text has them and as browsers understand it. */
interface Target {
  scheme: string
  /** Host and port as written, in lower case; `''` when there is none. */
  authority: string
  url: URL
}

/** Reads a URL; `undefined` for one that programs could understand differently, or that carries a user or a password. */
function readTarget(text: string): Target | undefined {
  const url = ambiguous.test(text) ? undefined : parsed(text)
  if (!url) return undefined
  const [, scheme = '', authority = ''] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?/i.exec(text) ?? []
  if (scheme === '' || url.protocol !== `${scheme.toLowerCase()}:`) return undefined
  if (url.username !== '' || url.password !== '' || authority.includes('@')) return undefined
  return { scheme: scheme.toLowerCase(), authority: authority.toLowerCase(), url }
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

/** Whether a URL leads to a place that is trusted. */
export function isTrusted(text: string, { domains, protocols, urls }: Trust): boolean {
  const target = readTarget(text)
  if (!target || active.includes(target.scheme)) return false
  const { scheme, authority, url } = target
  const isWeb = scheme === 'http' || scheme === 'https'
  return (
    (isWeb && authority === url.host && domains.some((domain) => isWithin(authority, domain))) ||
    protocols.has(scheme) ||
    urls.has(url.href)
  )
}

function isWithin(host: string, domain: string): boolean {
  // A name with nothing between two dots is no name.
  const isName = domain !== '' && !/^\.|\.\./.test(host)
  return isName && (host === domain || host.endsWith(`.${domain}`))
}

/** Whether a scheme is that of an application. */
export function isApplicationScheme(scheme: string, { applications }: Trust): boolean {
  const name = scheme.toLowerCase()
  if (!/^[a-z][a-z0-9+.-]*$/.test(name) || noApplication.includes(name)) return false
  return applications.size === 0 || applications.has(name)
}
