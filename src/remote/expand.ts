import type { Definition, Verb } from './definition.js'
import { invalidRequest } from './errors.js'
import { encodeLiteral } from './escapes.js'
import { fill, variablesOf, type Template, type ValueOf } from './template.js'

/** The values for placeholders. */
export interface Values {
  /** Throws when there is no value. */
  valueOf: ValueOf
  /** Whether the value of this variable is a secret of the operator. */
  isSecret: (variable: string) => boolean
}

/** A request to send: a definition with values in the places of its placeholders. */
export interface RemoteRequest {
  verb: Verb
  /** Scheme, host and port if it has one; for example `https://api.example`. */
  origin: string
  /** Path and query, as sent. */
  target: string
  headers: [name: string, value: string][]
  body: Buffer
  /** The names (in lower case) of the headers with a secret. */
  secretHeaders: ReadonlySet<string>
  /** Whether the URL or the body has a secret. */
  hasSecret: boolean
  /** The URL with masks in place of secrets, for logs. */
  loggedUrl: string
}

/** In place of a secret in a log. */
export const mask = '********'
const limits = { url: 8 * 1024, headers: 16 * 1024, body: 8 * 1024 * 1024 }
// These belong to one connection, or follow from the body (RFC 9110, 7.6.1).
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
 * Puts values into the placeholders of a definition. Each part is filled on its own, so that no value can get into another part.
 * @throws RemoteError when a value is missing, or the result can't be sent
 */
export function expand(definition: Definition, values: Values): RemoteRequest {
  const { verb, path, query = [], headers, body } = definition
  const isSecret = (templates: readonly Template[]): boolean => [...variablesOf(templates)].some(values.isSecret)
  const masked = (template: Template): Template =>
    template.map((part) => (typeof part !== 'string' && values.isSecret(part.variable) ? mask : part))
  const sent = [...headers].filter(([name]) => !connectionHeaders.has(name.toLowerCase()))
  const origin = originOf(definition)
  const target = targetOf(definition, values.valueOf)
  if (origin.length + target.length > limits.url)
    throw invalidRequest(`the URL is larger than ${String(limits.url)} bytes`)
  return {
    verb,
    origin,
    target,
    headers: headersOf(sent, values.valueOf),
    body: Buffer.from(fill(body, values.valueOf, limits.body)),
    secretHeaders: new Set(sent.filter(([, value]) => isSecret([value])).map(([name]) => name.toLowerCase())),
    hasSecret: isSecret([path, query, body]),
    loggedUrl: origin + targetOf({ path: masked(path), query: definition.query && masked(query) }, values.valueOf),
  }
}

function originOf({ scheme, host, port }: Definition): string {
  return `${scheme}://${host}${port === undefined ? '' : `:${String(port)}`}`
}

function targetOf({ path, query }: Pick<Definition, 'path' | 'query'>, valueOf: ValueOf): string {
  const filled = fill(encodeLiterals(path, '{}"<>\\^`|'), valueOf, limits.url)
  checkSegments(path, filled)
  return query === undefined ? filled : `${filled}?${fill(encodeLiterals(query, '"<>'), valueOf, limits.url)}`
}

function encodeLiterals(template: Template, others: string): Template {
  return template.map((part) => (typeof part === 'string' ? encodeLiteral(part, others) : part))
}

// A segment that means another place (RFC 3986, 3.3) must be written in the definition, not made by a value. Slashes of values
// are escaped, so both texts have the same number of segments.
function checkSegments(path: Template, filled: string): void {
  const written = fill(path, () => 'value', Infinity).split('/')
  if (filled.split('/').some((segment, i) => isDots(segment) && !isDots(written[i] ?? ''))) {
    throw invalidRequest('a value makes a segment of the path "." or ".."')
  }
}

// However often it is percent-encoded.
function isDots(segment: string): boolean {
  return /^(?:\.|%(?:25)*2e){1,2}$/i.test(segment)
}

function headersOf(headers: [string, Template][], valueOf: ValueOf): [string, string][] {
  let left = limits.headers
  return headers.map(([name, template]) => {
    const value = fill(template, valueOf, left)

    if (/[\0-\x08\x0a-\x1f\x7f]/.test(value)) throw invalidRequest(`the header "${name}" has a control character`)
    left -= name.length + Buffer.byteLength(value)
    // Node sends each character of a header as one byte.
    return [name, Buffer.from(value).toString('latin1')]
  })
}

/** The names of the variables of a definition, each once. */
export function variablesIn({ path, query = [], headers, body }: Definition): Set<string> {
  return variablesOf([path, query, ...headers.values(), body])
}
