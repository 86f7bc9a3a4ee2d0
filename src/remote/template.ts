import { invalidRequest } from './errors.js'
import { escapeValue, type Escape } from './escapes.js'

/** A place in a template that is replaced by the value of a variable. */
export interface Placeholder {
  variable: string
  escape: Escape
}

/** Literal text and placeholders, in order. */
export type Template = readonly (string | Placeholder)[]

/** Returns the value of a variable, not escaped. */
export type ValueOf = (variable: string) => string

// Double braces around text of another form are literal text.
const placeholder = /\{\{([0-9A-Za-z_ ]+)\}\}/g

// The names in front of a variable in the body: `{{json title}}`.
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

/**
 * Parses a part of the URL, or the value of a header. The whole text between the braces is the name of a variable, even if it
 * contains spaces.
 */
export function parseTemplate(text: string, escape: 'path' | 'query' | 'header'): Template {
  return parse(text, (inner) => ({ variable: inner, escape }))
}

/**
 * Parses a body. A placeholder may begin with the name of a helper, which determines how the value is escaped.
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

function parse(text: string, placeholderOf: (inner: string) => Placeholder): Template {
  const parts: (string | Placeholder)[] = []
  let end = 0
  for (const match of text.matchAll(placeholder)) {
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(placeholderOf((match[1] ?? '').trim()))
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/**
 * Replaces the placeholders of a template in one pass. A placeholder in a value is not replaced.
 * @param limit the maximum size of the result, in bytes
 * @param refuse makes the error for a larger result
 */
export function fill(template: Template, valueOf: ValueOf, limit: number, refuse: () => Error): string {
  let [text, bytes] = ['', 0]
  for (const part of template) {
    const piece = typeof part === 'string' ? part : escapeValue(valueOf(part.variable), part.escape)
    bytes += Buffer.byteLength(piece)
    if (bytes > limit) throw refuse()
    text += piece
  }
  return text
}

/** The names of all variables in templates. */
export function variablesOf(templates: readonly Template[]): Set<string> {
  return new Set(templates.flat().flatMap((part) => (typeof part === 'string' ? [] : [part.variable])))
}
