import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'

/** Line of each key by its dotted path in lower case. */
export type Lines = ReadonlyMap<string, number>

/** The lines of the keys in a YAML document, as parsed; `counter` counted the lines of its text. */
export function yamlLines(root: unknown, counter: LineCounter): Lines {
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

/** The lines of the keys in JSON, which YAML can read. */
export function jsonLines(text: string): Lines {
  const counter = new LineCounter()
  return yamlLines(parseDocument(text, { lineCounter: counter }).contents, counter)
}

/** The lines of the keys in TOML that begin a line, be they of a table or of its members. */
export function tomlLines(text: string): Lines {
  const lines = new Map<string, number>()
  let prefix = ''
  for (const [index, line] of text.split('\n').entries()) {
    const [, table, member] = /^\s*(?:\[\s*([^[\]]+?)\s*\]|([^\s=#[][^=#[]*?)\s*=)/.exec(line) ?? []
    const written = table ?? member
    if (written === undefined) continue
    const name = written.replaceAll(/["'\s]/g, '').toLowerCase()
    const path = table === undefined ? `${prefix}${name}` : name
    if (table !== undefined) prefix = `${name}.`
    if (!lines.has(path)) lines.set(path, index + 1)
  }
  return lines
}
