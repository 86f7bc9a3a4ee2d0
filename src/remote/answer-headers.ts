import { validateHeaderName, validateHeaderValue } from 'node:http'

/** The names and values of headers, in order. A name may occur several times. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** The properties of an answer that decide which of its headers are sent to the client. */
export interface AnswerTraits {
  status: number
  /** `undefined` when the answer has no valid `Content-Type`. */
  mediaType: string | undefined
  /** Whether the request contained a secret. */
  hasSecret: boolean
}

/** The policy for answers that browsers might run as documents. */
export const sandboxPolicy = "default-src 'none'; sandbox"

// Browsers would apply these headers to the origin of the Cozy, not to the origin of the remote host.
const originHeaders = new Set([
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

// These headers belong to one connection (RFC 9110, 7.6.1).
const hopByHop = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'])
const droppedPrefixes = ['proxy-', 'cross-origin-']

// These headers allow caches to store an answer.
const cacheHeaders = new Set(['cache-control', 'cdn-cache-control', 'surrogate-control', 'expires', 'pragma'])

/** The headers that a client gets. Headers of the remote host that would weaken the security of the Cozy are removed. */
export function answerHeaders(headers: Headers, traits: AnswerTraits): [string, string][] {
  const connectionOptions = new Set(
    valuesOf(headers, 'connection').flatMap((value) => value.toLowerCase().split(/[ \t]*,[ \t]*/)),
  )
  const isKept = (name: string): boolean =>
    !originHeaders.has(name) &&
    !hopByHop.has(name) &&
    !connectionOptions.has(name) &&
    !droppedPrefixes.some((prefix) => name.startsWith(prefix)) &&
    (name !== 'location' || usesLocation(traits.status)) &&
    (!traits.hasSecret || !cacheHeaders.has(name))
  const kept = headers.filter(([name, value]) => isKept(name.toLowerCase()) && canBeSent(name, value))
  return [...kept.map(([name, value]): [string, string] => [name, value]), ...addedHeaders(traits)]
}

/**
 * The values of a header.
 * @param name in lower case
 */
export function valuesOf(headers: Headers, name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
}

function addedHeaders({ mediaType = '', hasSecret }: AnswerTraits): [string, string][] {
  // Browsers run scripts in SVG, and in XML with elements of XHTML.
  const isXml = /[/+]xml$/.test(mediaType)
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ...(isXml ? [['Content-Security-Policy', sandboxPolicy] satisfies [string, string]] : []),
    ...(hasSecret ? [['Cache-Control', 'private, no-store'] satisfies [string, string]] : []),
  ]
}

// Whether `Location` has a meaning with this status (RFC 9110, 10.2.2).
function usesLocation(status: number): boolean {
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
