import type { Environment } from './environment.js'

/** A template that is invalid, or uses unsupported syntax. */
export class TemplateError extends Error {
  override name = 'TemplateError'
  /** @param line the number of the line; messages don't show the line itself, because it may contain a password */
  constructor(problem: string, line: number) {
    super(`${problem} (line ${line})`)
  }
}

/**
 * Replaces environment references in the text of a configuration file. The language is a subset of Go's text/template:
 * - `{{ .Env.NAME }}` and `{{ index .Env "NAME" }}`
 * - `{{ or .Env.A .Env.B "text" }}`
 * - `{{ "text" }}`
 * - `{{ if … }}…{{ else }}…{{ end }}`
 * - comments, and the trim markers `{{-` and `-}}`
 *
 * An unset variable is replaced by nothing. Values are not escaped.
 * @throws TemplateError for anything else between braces
 */
export function renderTemplate(source: string, env: Environment): string {
  let output = ''
  let emitting = true
  const open: Conditional[] = []
  for (const piece of split(source)) {
    if ('text' in piece) {
      if (emitting) output += piece.text
      continue
    }
    const words = tokens(piece.action)
    const innermost = open.at(-1)
    if (words[0] === 'if') {
      const holds = evaluate(words.slice(1), piece.line, env) !== ''
      open.push({ outer: emitting, holds, hasElse: false, line: piece.line })
      emitting = emitting && holds
    } else if (words[0] === 'else' && words.length === 1) {
      if (!innermost || innermost.hasElse) throw new TemplateError('unexpected {{else}}', piece.line)
      innermost.hasElse = true
      emitting = innermost.outer && !innermost.holds
    } else if (words[0] === 'end' && words.length === 1) {
      if (!innermost) throw new TemplateError('unexpected {{end}}', piece.line)
      emitting = innermost.outer
      open.pop()
    } else {
      const value = evaluate(words, piece.line, env)
      if (emitting) output += value
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw new TemplateError('an {{if}} without its {{end}}', unclosed.line)
  return output
}

interface Conditional {
  /** Whether the text around the conditional is emitted. */
  outer: boolean
  /** Whether the condition is true. */
  holds: boolean
  /** Whether the `else` of the conditional has been read. */
  hasElse: boolean
  line: number
}

type Piece = { text: string } | { action: string; line: number }

// Matches a comment or an action, up to its closing braces. Braces within quotes don't close an action.
const action =
  /\{\{(?<before>-(?=[ \t\r\n]))?(?:[ \t\r\n]*\/\*[^]*?\*\/[ \t\r\n]*?|(?<body>(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`])*?))(?<after>[ \t\r\n]-)?\}\}/y

function split(source: string): Piece[] {
  const pieces: Piece[] = []
  let position = 0
  let trim = false
  for (;;) {
    const start = source.indexOf('{{', position)
    const text = source.slice(position, start < 0 ? undefined : start)
    const kept = trim ? text.replace(/^[ \t\r\n]+/, '') : text
    if (start < 0) return [...pieces, { text: kept }]
    action.lastIndex = start
    const found = action.exec(source)
    const line = source.slice(0, start).split('\n').length
    if (!found) throw new TemplateError('{{ without its }}', line)
    pieces.push({ text: found.groups?.before ? kept.replace(/[ \t\r\n]+$/, '') : kept })
    if (found.groups?.body !== undefined) pieces.push({ action: found.groups.body.trim(), line })
    trim = found.groups?.after !== undefined
    position = action.lastIndex
  }
}

function tokens(text: string): string[] {
  return text.match(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^\s"`]+/g) ?? []
}

function evaluate(words: string[], line: number, env: Environment): string {
  const [first, ...others] = words
  if (first === 'index' && others[0] === '.Env' && others.length === 2) {
    const name = others[1] === undefined ? undefined : literal(others[1], line)
    if (name !== undefined) return env[name] ?? ''
  }
  if (first === 'or' && others.length > 0) {
    const values = others.map((word) => operand(word, line, env))
    return values.find((value) => value !== '') ?? ''
  }
  if (first !== undefined && others.length === 0) return operand(first, line, env)
  throw unsupported(line)
}

function operand(word: string, line: number, env: Environment): string {
  const text = literal(word, line)
  if (text !== undefined) return text
  const name = /^\.Env\.([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(word)?.[1]
  if (name === undefined) throw unsupported(line)
  return env[name] ?? ''
}

/**
 * The value of a string literal; `undefined` for any other word. A literal in double quotes has the escapes of JSON (Go also has
 * them). A literal in back quotes is raw.
 */
function literal(word: string, line: number): string | undefined {
  if (word.startsWith('`')) return word.slice(1, -1)
  if (!word.startsWith('"')) return undefined
  try {
    return String(JSON.parse(word))
  } catch {
    throw new TemplateError('unsupported escape in a string', line)
  }
}

function unsupported(line: number): TemplateError {
  return new TemplateError(
    'unsupported expression between {{ and }}: only .Env.NAME, index, or, if, else, end and strings are supported',
    line,
  )
}
