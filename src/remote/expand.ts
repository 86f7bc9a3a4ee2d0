import type { Definition, Verb } from './definition.js'
import { invalidRequest, tooLarge } from './errors.js'
import { encodeLiteral } from './escapes.js'
import type { RemoteLimits } from './limits.js'
import { fill, variablesOf, type Template, type ValueOf } from './template.js'

/** The values for placeholders. */
export interface Values {
  /** Returns the value of a variable. Throws if the variable has no value. */
  valueOf: ValueOf
  /** Whether the value of this variable is a secret of the operator. */
  isSecret: (variable: string) => boolean
}

/** A request to send: a definition whose placeholders are replaced by values. */
export interface RemoteRequest {
  verb: Verb
  /** The scheme, the host, and the port if the definition has one, such as `https://api.example`. */
  origin: string
  /** The path and the query, as sent. */
  target: string
  headers: [name: string, value: string][]
  body: Buffer
  /** The names of the headers that contain a secret, in lower case. */
  secretHeaders: ReadonlySet<string>
  /** Whether the URL or the body contains a secret. */
  hasSecret: boolean
  /** The URL for logs: secrets are masked. */
  loggedUrl: string
}

/** The maximum sizes of the parts of a request, in bytes. */
type PartLimits = Pick<RemoteLimits, 'url' | 'headers' | 'body'>

/** Replaces a secret in logs. */
export const mask = '********'
// The HTTP client sets these headers itself: they describe the host, the body or the connection (RFC 9110, 7.6.1).
const connectionHeaders = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
])

/**
 * Replaces the placeholders of a definition by values. Each part of the request is filled separately, so a value can't add
 * another header or parameter.
 * @throws RemoteError INVALID_REQUEST if the result can't be sent, and the errors of `valueOf`
 */
export function expand(definition: Definition, values: Values, limits: PartLimits): RemoteRequest {
  const { verb, path, query = [], headers, body } = definition
  const isSecret = (templates: readonly Template[]): boolean => [...variablesOf(templates)].some(values.isSecret)
  const masked = (template: Template): Template =>
    template.map((part) => (typeof part !== 'string' && values.isSecret(part.variable) ? mask : part))
  const isSent = ([name]: readonly [name: string, value: unknown]): boolean =>
    !connectionHeaders.has(name.toLowerCase())
  const sentSecrets = [...headers].filter((header) => isSent(header) && isSecret([header[1]]))
  const origin = originOf(definition)
  const target = targetOf(definition, values.valueOf, limits)
  if (origin.length + target.length > limits.url) throw tooLargePart('url', limits)
  return {
    verb,
    origin,
    target,
    // Headers that are not sent are filled too, because each placeholder of a definition needs a value.
    headers: headersOf([...headers], values.valueOf, limits).filter(isSent),
    body: Buffer.from(fill(body, values.valueOf, limits.body, () => tooLargePart('body', limits))),
    secretHeaders: new Set(sentSecrets.map(([name]) => name.toLowerCase())),
    hasSecret: isSecret([path, query, body]),
    loggedUrl:
      origin + targetOf({ path: masked(path), query: definition.query && masked(query) }, values.valueOf, limits),
  }
}

function originOf({ scheme, host, port }: Definition): string {
  return `${scheme}://${host}${port === undefined ? '' : `:${String(port)}`}`
}

function targetOf({ path, query }: Pick<Definition, 'path' | 'query'>, valueOf: ValueOf, limits: PartLimits): string {
  const fillPart = (template: Template): string =>
    fill(template, valueOf, limits.url, () => tooLargePart('url', limits))
  const filled = fillPart(encodeLiterals(path, '{}"<>\\^`|'))
  checkSegments(path, filled)
  return query === undefined ? filled : `${filled}?${fillPart(encodeLiterals(query, '"<>'))}`
}

function tooLargePart(part: keyof PartLimits, limits: PartLimits): Error {
  const subjects = { url: 'the URL', headers: 'the headers', body: 'the body' }
  return tooLarge(`${subjects[part]} of the request`, limits[part], part)
}

function encodeLiterals(template: Template, forbidden: string): Template {
  return template.map((part) => (typeof part === 'string' ? encodeLiteral(part, forbidden) : part))
}

// Refuses a value that makes a segment `.` or `..` of the path (RFC 3986, 3.3). The definition itself may have such segments.
// To find these, the path is also filled with a harmless word for each value. Slashes in values are escaped, so both paths have
// the same number of segments.
function checkSegments(path: Template, filled: string): void {
  const segmentsOfDefinition = fill(
    path,
    () => 'value',
    Infinity,
    () => invalidRequest('its path is endless'),
  ).split('/')
  if (filled.split('/').some((segment, i) => isDots(segment) && !isDots(segmentsOfDefinition[i] ?? ''))) {
    throw invalidRequest('a value makes a segment of the path "." or ".."')
  }
}

// Whether a segment is `.` or `..`, even if it is percent-encoded several times.
function isDots(segment: string): boolean {
  return /^(?:\.|%(?:25)*2e){1,2}$/i.test(segment)
}

function headersOf(headers: [string, Template][], valueOf: ValueOf, limits: PartLimits): [string, string][] {
  let bytesLeft = limits.headers
  return headers.map(([name, template]) => {
    const value = fill(template, valueOf, bytesLeft, () => tooLargePart('headers', limits))
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(value)) throw invalidRequest(`the header "${name}" has a control character`)
    bytesLeft -= name.length + Buffer.byteLength(value)
    // Node sends each character of a header as one byte.
    return [name, Buffer.from(value).toString('latin1')]
  })
}

/** The names of all variables in a definition. */
export function variablesIn({ path, query = [], headers, body }: Definition): Set<string> {
  return variablesOf([path, query, ...headers.values(), body])
}
