import { invalidRequest } from './errors.js'
import { escapeValue, type Escape } from './escapes.js'

/** A place in a definition that the value of a variable takes. */
export interface Placeholder {
  variable: string
  escape: Escape
}

/** Literal text and placeholders, in order. */
export type Template = readonly (string | Placeholder)[]

/** Returns the value of a variable, not escaped. */
export type ValueOf = (variable: string) => string

/** Any other text between braces is literal. */
const placeholder = /\{\{([0-9A-Za-z_ ]+)\}\}/g

const helpers: Readonly<Record<string, Escape>> = {
  path: 'path',
  query: 'query',
  header: 'header',
  json: 'json',
  html: 'html',
}

/** Whether a text has a placeholder. */
export function hasPlaceholder(text: string): boolean {
  return text.search(placeholder) !== -1
}

/** Parses a part of the URL, or the value of a header: the whole text between the braces is the name of a variable. */
export function parseTemplate(text: string, escape: 'path' | 'query' | 'header'): Template {
  return parse(text, (inner) => ({ variable: inner, escape }))
}

/**
 * Parses a body: a placeholder may begin with the name of a helper.
 * @throws RemoteError for an unknown helper
 */
export function parseBodyTemplate(text: string): Template {
  return parse(text, (inner) => {
    const space = inner.indexOf(' ')
    if (space === -1) return { variable: inner, escape: 'none' }
    const helper = inner.slice(0, space)
    const escape = Object.hasOwn(helpers, helper) ? helpers[helper] : undefined
    if (escape === undefined) throw invalidRequest(`"{{${inner}}}" has the unknown helper "${helper}"`)
    return { variable: inner.slice(space).trim(), escape }
  })
}

function parse(text: string, read: (inner: string) => Placeholder): Template {
  const parts: (string | Placeholder)[] = []
  let end = 0
  for (const match of text.matchAll(placeholder)) {
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(read((match[1] ?? '').trim()))
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/**
 * Fills a template in one pass: placeholders in a value stay text.
 * @param limit the most bytes of the result
 * @throws RemoteError when the result is larger
 */
export function fill(template: Template, valueOf: ValueOf, limit: number): string {
  let [text, bytes] = ['', 0]
  for (const part of template) {
    const piece = typeof part === 'string' ? part : escapeValue(valueOf(part.variable), part.escape)
    bytes += Buffer.byteLength(piece)
    if (bytes > limit) throw invalidRequest(`a part of the request is larger than ${String(limit)} bytes`)
    text += piece
  }
  return text
}

/** The names of the variables in templates, each once. */
export function variablesOf(templates: readonly Template[]): Set<string> {
  return new Set(templates.flat().flatMap((part) => (typeof part === 'string' ? [] : [part.variable])))
}
