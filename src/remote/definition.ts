import { validateHeaderName } from 'node:http'
import { invalidRequest, tooLarge } from './errors.js'
import type { RemoteLimits } from './limits.js'
import { hasPlaceholder, parseBodyTemplate, parseTemplate, type Template } from './template.js'

/** The HTTP methods that a remote doctype may have. */
export type Verb = 'GET' | 'POST'

/** The definition of a remote doctype: the request to send, with placeholders for values. */
export interface Definition {
  verb: Verb
  scheme: 'http' | 'https'
  /** The host as the class `URL` serializes it: a name in ASCII, an IPv4 address, or an IPv6 address in brackets. */
  host: string
  /** Whether the URL has a port or an IPv6 address. These are allowed only with the setting `remote_allow_custom_port`. */
  hasColon: boolean
  /** The port, if the URL has one. */
  port: number | undefined
  /** Begins with `/`. */
  path: Template
  /** The query without `?`; `undefined` when the URL has none. */
  query: Template | undefined
  /** By name, as written in the definition. Of names that differ only in case, the last one counts. */
  headers: ReadonlyMap<string, Template>
  /** Empty for GET. */
  body: Template
}

/**
 * Parses the text of a definition (a file called `request`).
 * @throws RemoteError INVALID_REQUEST
 */
export function parseDefinition(text: string, limits: Pick<RemoteLimits, 'definition'>): Definition {
  if (Buffer.byteLength(text) > limits.definition) throw tooLarge('a definition', limits.definition, 'definition')
  const [first, rest] = splitOnce(text, '\n')
  const [verb, url] = splitOnce(first.replace(/\r$/, ''), ' ')
  if (verb !== 'GET' && verb !== 'POST') throw invalidRequest('the definition does not begin with "GET " or "POST "')
  const { head, body } = verb === 'GET' ? { head: rest, body: '' } : splitBody(rest)
  return {
    verb,
    ...parseUrl(url.replace(/ HTTP\/\d(\.\d)?$/, '')),
    headers: parseHeaders(head),
    body: parseBodyTemplate(body),
  }
}

// Splits a text at the first separator. Without a separator, the second part is empty.
function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

// The first empty line ends the headers. The rest is the body, byte for byte.
function splitBody(rest: string): { head: string; body: string } {
  const empty = /(^|\n)\r?\n/.exec(rest)
  if (!empty) return { head: rest, body: '' }
  return { head: rest.slice(0, empty.index), body: rest.slice(empty.index + empty[0].length) }
}

// The class `URL` can't parse a template: it encodes braces, and resolves `..` and `%2e%2e`.
const urlParts = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i

function parseUrl(url: string): Pick<Definition, 'scheme' | 'host' | 'hasColon' | 'port' | 'path' | 'query'> {
  if (/[\0-\x1f\x7f]/.test(url)) throw invalidRequest('the URL has a control character')
  const [, scheme = '', authority = '', path = '', query] = urlParts.exec(url) ?? []
  if (scheme === '') throw invalidRequest('the URL does not begin with "http://" or "https://"')
  if (hasPlaceholder(authority)) throw invalidRequest('the host of the URL has a placeholder')
  // A user name and a password in the URL are ignored.
  const address = authority.slice(authority.lastIndexOf('@') + 1)
  return {
    scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    ...parseAddress(address),
    path: parseTemplate(path === '' ? '/' : path, 'path'),
    query: query === undefined ? undefined : parseTemplate(query, 'query'),
  }
}

function parseAddress(address: string): Pick<Definition, 'host' | 'hasColon' | 'port'> {
  const url = `http://${address}/`
  if (address === '' || !URL.canParse(url)) throw invalidRequest(`the URL has no valid host: "${address}"`)
  // The class `URL` has no port if the port is the default one of the scheme.
  const digits = /:(\d+)$/.exec(address)?.[1]
  return {
    host: new URL(url).hostname,
    hasColon: address.includes(':'),
    port: digits === undefined ? undefined : Number(digits),
  }
}

function parseHeaders(head: string): ReadonlyMap<string, Template> {
  const headers = new Map<string, [string, Template]>()
  for (const line of head.split('\n').map((line) => line.replace(/\r$/, ''))) {
    if (line === '') continue
    const [name, value] = splitOnce(line, ':')
    if (!line.includes(':')) throw invalidRequest('a line of the headers has no colon')
    checkHeaderName(name)
    headers.set(name.toLowerCase(), [name, parseTemplate(value.trim(), 'header')])
  }
  return new Map(headers.values())
}

function checkHeaderName(name: string): void {
  try {
    validateHeaderName(name)
  } catch {
    throw invalidRequest(`"${name}" can't be the name of a header`)
  }
}
