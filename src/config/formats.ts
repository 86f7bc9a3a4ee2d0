import { getStaticTOMLValue, ParseError, parseTOML, traverseNodes, type AST } from 'toml-eslint-parser'
import { isMap, isSeq, LineCounter, isScalar, parseAllDocuments, parseDocument, visit } from 'yaml'

/** The line of each key, by its dotted path in lower case. */
export type Lines = ReadonlyMap<string, number>

/**
 * A parsed configuration file. Its scalars are strings as written: a password such as `012345` or `12e3` must not become a
 * number. Only null, and booleans in JSON, are not strings. `settingsSchema` converts the strings.
 */
export interface ParsedFile {
  tree: unknown
  lines: Lines
}

// Removes the quoted input from the message of a parser. The input may be part of a password.
function syntaxError(message: string, line: number | undefined, cause?: unknown): Error {
  const place = line === undefined ? '' : ` (line ${line})`
  return new Error(`${message.replace(/(: |, (?=\.*")).*/s, '')}${place}`, { cause })
}

/** Parses the first document of a YAML stream. */
export function parseYaml(text: string): ParsedFile {
  const lineCounter = new LineCounter()
  const lineOf = (position = 0): number => lineCounter.linePos(position).line
  const [first] = parseAllDocuments(text, {
    schema: 'failsafe',
    customTags: ['null'],
    merge: true,
    prettyErrors: false,
    lineCounter,
  })
  if (!first || !('contents' in first)) return { tree: null, lines: new Map() }
  // All scalars are read as strings, so warnings about other YAML types, such as !!int, are dropped.
  const warnings = first.warnings.filter(({ message }) => !message.includes('tag:yaml.org,2002:'))
  const [error] = [...first.errors, ...warnings]
  if (error) throw syntaxError(error.message, lineOf(error.pos[0]), error)
  visit(first, {
    Alias(_role, node) {
      if (!node.resolve(first)) throw syntaxError('A value that begins with "*" needs quotes', lineOf(node.range?.[0]))
    },
    Scalar(role, node, path) {
      if (node.value === null && node.anchor !== undefined)
        throw syntaxError('A value that begins with "&" needs quotes', lineOf(node.range?.[0]))
      // As the value of a key, null means that the key is not set. As a key or in a list, null becomes its text in the file.
      if (node.value === null && (role === 'key' || isSeq(path.at(-1)))) node.value = node.source ?? ''
    },
  })
  return { tree: first.toJS(), lines: yamlLines(first.contents, lineCounter) }
}

function yamlLines(root: unknown, counter: LineCounter): Lines {
  const lines = new Map<string, number>()
  const collect = (node: unknown, prefix: string): void => {
    if (!isMap(node)) return
    for (const { key, value } of node.items) {
      if (!isScalar(key) || !key.range) continue
      const path = `${prefix}${String(key.value).toLowerCase()}`
      lines.set(path, counter.linePos(key.range[0]).line)
      collect(value, `${path}.`)
    }
  }
  collect(root, '')
  return lines
}

/** Parses JSON. The YAML parser finds the line numbers, because YAML is a superset of JSON. */
export function parseJson(text: string): ParsedFile {
  const lineCounter = new LineCounter()
  const { contents, errors } = parseDocument(text, { schema: 'json', prettyErrors: false, lineCounter })
  const lineOf = (error: (typeof errors)[number]): number => lineCounter.linePos(error.pos[0]).line
  // `JSON.parse` would silently drop the first of two values.
  const duplicate = errors.find(({ code }) => code === 'DUPLICATE_KEY')
  if (duplicate) throw syntaxError(duplicate.message, lineOf(duplicate), duplicate)
  try {
    return { tree: parseJsonWithTextNumbers(text), lines: yamlLines(contents, lineCounter) }
  } catch (cause) {
    const [error] = errors
    const message = cause instanceof Error ? cause.message : String(cause)
    throw syntaxError(message, error && lineOf(error), cause)
  }
}

/** Parses JSON. Numbers become strings, exactly as written. */
export function parseJsonWithTextNumbers(text: string): unknown {
  JSON.parse(text) // Throws if the text is not JSON.
  const quoted = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
  return JSON.parse(quoted)
}

/** Parses TOML. */
export function parseToml(text: string): ParsedFile {
  try {
    return readToml(text)
  } catch (cause) {
    throw cause instanceof ParseError ? syntaxError(cause.message, cause.lineNumber, cause) : cause
  }
}

// Puts all values other than strings in quotes, and parses the result, so that they become strings as written.
function readToml(text: string): ParsedFile {
  const lines = new Map<string, number>()
  let quoted = ''
  let end = 0
  const note = (keys: readonly (string | number)[], { loc }: AST.TOMLNode): void => {
    const path = keys.join('.').toLowerCase()
    if (!lines.has(path)) lines.set(path, loc.start.line)
  }
  traverseNodes(parseTOML(text), {
    enterNode(node) {
      if (node.type === 'TOMLTable') note(node.resolvedKey, node)
      else if (node.type === 'TOMLKeyValue') note(keysOf(node), node)
      else if (node.type === 'TOMLValue' && node.kind !== 'string') {
        quoted += `${text.slice(end, node.range[0])}"${text.slice(...node.range)}"`
        end = node.range[1]
      }
    },
    leaveNode() {
      // Required by the interface.
    },
  })
  return { tree: getStaticTOMLValue(parseTOML(quoted + text.slice(end))), lines }
}

function keysOf({ key, parent }: AST.TOMLKeyValue): (string | number)[] {
  const own = getStaticTOMLValue(key)
  if (parent.type === 'TOMLTable') return [...parent.resolvedKey, ...own]
  if (parent.type === 'TOMLInlineTable' && parent.parent.type === 'TOMLKeyValue')
    return [...keysOf(parent.parent), ...own]
  return own
}
