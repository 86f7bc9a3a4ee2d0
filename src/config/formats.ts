import { getStaticTOMLValue, parseTOML, traverseNodes, type AST } from 'toml-eslint-parser'
import { isMap, isSeq, LineCounter, isScalar, parseAllDocuments, parseDocument, visit } from 'yaml'

/** Line of each key by its dotted path in lower case. */
export type Lines = ReadonlyMap<string, number>

/**
 * A configuration file, parsed. Scalars are texts as they are written, since a password of `012345` or `12e3` is no number:
 * the keys give them their types. Exceptions are JSON's booleans, which have one spelling, and null.
 */
export interface ParsedFile {
  tree: unknown
  lines: Lines
}

/** Parses the first document of a YAML stream. */
export function parseYaml(text: string): ParsedFile {
  const lineCounter = new LineCounter()
  const [first] = parseAllDocuments(text, { schema: 'failsafe', customTags: ['null'], merge: true, lineCounter })
  if (!first || !('contents' in first)) return { tree: null, lines: new Map() }
  const [error] = first.errors
  if (error) throw error
  visit(first, {
    Scalar(role, node, path) {
      // A null value is a key that is not set; a name or a member of a list has no such meaning.
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

/** Parses JSON; YAML, which is a superset, tells the lines. */
export function parseJson(text: string): ParsedFile {
  const lineCounter = new LineCounter()
  const tree = parseJsonTexts(text)
  return { tree, lines: yamlLines(parseDocument(text, { lineCounter }).contents, lineCounter) }
}

/** The value of a JSON text, with numbers as the texts that they are written in. */
export function parseJsonTexts(text: string): unknown {
  JSON.parse(text) // throws for a text that is not JSON
  const quoted = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
  return JSON.parse(quoted)
}

/** Parses TOML. */
export function parseToml(text: string): ParsedFile {
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
      // All is known on entering.
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
