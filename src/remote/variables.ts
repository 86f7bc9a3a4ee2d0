import { isJsonObject, jsonOf } from '../json.js'
import { RemoteError } from './errors.js'

/** The values that a call of a remote doctype gives, by the name of the variable. */
export type Variables = ReadonlyMap<string, string>

/** Whether the value of a variable is one of the operator's secrets. If so, a value in the call is ignored. */
export function isSecretVariable(name: string): boolean {
  return name.startsWith(secretPrefix)
}

/** The name of the secret whose value a variable has: `token` for the variable `secret_token`. */
export function secretNameOf(variable: string): string {
  return variable.slice(secretPrefix.length)
}

const secretPrefix = 'secret_'
// How many characters of a variable's name a refusal shows.
const longestShown = 100
// This parameter has the client's token, which must not be sent to the remote host or logged.
const tokenParameter = 'bearer_token'

/**
 * Reads the variables of a GET request from its query (without `?`). The first value of each name counts. Ignores `bearer_token`,
 * and pairs with an invalid escape or a semicolon.
 */
export function variablesOfQuery(query: string): Variables {
  const variables = new Map<string, string>()
  for (const pair of query.split('&')) {
    // Go's parser, which cozy-stack uses, refuses pairs with a semicolon.
    if (pair === '' || pair.includes(';')) continue
    const [name = '', ...rest] = pair.split('=').map((text) => text.replaceAll('+', ' '))
    const decoded = decode(name, rest.join('='))
    if (decoded && !variables.has(decoded[0])) variables.set(...decoded)
  }
  variables.delete(tokenParameter)
  return variables
}

function decode(name: string, value: string): [string, string] | undefined {
  if (/%(?![0-9a-f]{2})/i.test(`${name} ${value}`)) return undefined
  return [decodePercent(name), decodePercent(value)]
}

// Bytes that are not valid UTF-8 become U+FFFD.
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}

/**
 * Reads the variables of a POST request from its body: a JSON object whose values are strings, or `null` for an empty string.
 * As in cozy-stack, a body `null` means an empty object, and text after the object is ignored.
 * @throws RemoteError INVALID_VARIABLES
 */
export function variablesOfBody(body: string): Variables {
  if (/^[ \t\r\n]*null/.test(body)) return new Map()
  const members = jsonOf(body) ?? jsonOf(firstObject(body))
  if (!isJsonObject(members)) throw invalidVariables('the body is no JSON object')
  return new Map(
    Object.entries(members).map(([name, value]) => [wellFormed(name), wellFormed(textOf(name, value ?? null))]),
  )
}

// The text up to the brace that closes the first object. Empty if no brace closes it.
function firstObject(text: string): string {
  let [depth, isInString] = [0, false]
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '"') isInString = !isInString
    else if (isInString && character === '\\') i++
    else if (!isInString && character === '{') depth++
    else if (!isInString && character === '}' && --depth === 0) return text.slice(0, i + 1)
  }
  return ''
}

// Lone surrogates become U+FFFD, as in the request that is sent. CouchDB can't store lone surrogates.
function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

function textOf(name: string, value: unknown): string {
  if (value === null) return ''
  if (typeof value !== 'string') throw invalidVariables(`the value of "${name.slice(0, longestShown)}" is no string`)
  return value
}

function invalidVariables(detail: string): RemoteError {
  return new RemoteError('INVALID_VARIABLES', 'the variables are not valid', detail)
}
