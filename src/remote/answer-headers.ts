import { validateHeaderName, validateHeaderValue } from 'node:http'

/** Names and values of headers, in order; a name may come several times. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** What the headers of an answer depend on. */
export interface AnswerTraits {
  status: number
  /** `undefined` when there is no valid one. */
  mediaType: string | undefined
  /** Whether the request had a secret. */
  hasSecret: boolean
}

// They would act on the origin of the Cozy, and not on that of the remote host.
const dropped = new Set([
  'set-cookie',
  'set-cookie2',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-private-network',
  'access-control-expose-headers',
  'access-control-max-age',
  'content-security-policy',
  'content-security-policy-report-only',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'clear-site-data',
  'refresh',
  'service-worker-allowed',
  'sourcemap',
  'x-sourcemap',
  'alt-svc',
  'nel',
  'report-to',
  'reporting-endpoints',
  'public-key-pins',
  'public-key-pins-report-only',
  'www-authenticate',
])

// They belong to one connection (RFC 9110, 7.6.1).
const hopByHop = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'])
const droppedPrefixes = ['proxy-', 'cross-origin-']

// They tell caches how long they may keep an answer.
const caching = new Set(['cache-control', 'cdn-cache-control', 'surrogate-control', 'expires', 'pragma'])

/** The headers of an answer as a client gets them: without those that would weaken the security of the Cozy. */
export function answerHeaders(headers: Headers, traits: AnswerTraits): [string, string][] {
  const named = new Set(valuesOf(headers, 'connection').flatMap((value) => value.toLowerCase().split(/[ \t]*,[ \t]*/)))
  const isKept = (name: string): boolean =>
    !dropped.has(name) &&
    !hopByHop.has(name) &&
    !named.has(name) &&
    !droppedPrefixes.some((prefix) => name.startsWith(prefix)) &&
    (name !== 'location' || leadsElsewhere(traits.status)) &&
    (!traits.hasSecret || !caching.has(name))
  const kept = headers.filter(([name, value]) => isKept(name.toLowerCase()) && canBeSent(name, value))
  return [...kept.map(([name, value]): [string, string] => [name, value]), ...addedHeaders(traits)]
}

/** The values of a header. */
export function valuesOf(headers: Headers, name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
}

function addedHeaders({ mediaType = '', hasSecret }: AnswerTraits): [string, string][] {
  // Browsers run scripts in SVG, and in XML that says it is XHTML.
  const isXml = /[/+]xml$/.test(mediaType)
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ...(isXml ? [['Content-Security-Policy', "default-src 'none'; sandbox"] satisfies [string, string]] : []),
    ...(hasSecret ? [['Cache-Control', 'private, no-store'] satisfies [string, string]] : []),
  ]
}

function leadsElsewhere(status: number): boolean {
  return status === 201 || (status >= 300 && status < 400)
}

// Node's parser accepts bytes that Node refuses to send.
function canBeSent(name: string, value: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}
