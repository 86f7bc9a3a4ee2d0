/** A block of code in the documentation. */
export interface Block {
  /** The language after the opening fence, such as `sh`; an indented block contains commands. */
  kind: string
  text: string
  /** Where it begins in its page. */
  line: number
  /** Why it can't run in a test, as the comment in front of it says. */
  notRun: string | undefined
}

/** The blocks of a text in Markdown, in order. */
export function readBlocks(markdown: string): Block[] {
  const lines = markdown.split('\n')
  const blocks: Block[] = []
  for (let index = 0; index < lines.length; index++) {
    const [, indent, kind] = /^( *)```(.*)$/.exec(lines[index] ?? '') ?? []
    const start = indent === undefined ? index : index + 1
    const isOurs = indent === undefined ? isIndented : (line: string) => !/^ *```$/.test(line)
    if (indent === undefined && !(isIndented(lines[index] ?? '') && (lines[index - 1] ?? '') === '')) continue
    let end = start
    while (end < lines.length && isOurs(lines[end] ?? '')) end++
    const text = lines.slice(start, end).map((line) => line.slice(indent?.length ?? codeIndent.length))
    blocks.push({ kind: kind ?? 'sh', text: text.join('\n'), line: index + 1, notRun: reasonAbove(lines, index) })
    index = end
  }
  return blocks
}

const codeIndent = '    '

function isIndented(line: string): boolean {
  return line.startsWith(codeIndent) && line.trim() !== ''
}

function reasonAbove(lines: readonly string[], index: number): string | undefined {
  const above = lines.slice(0, index).findLast((line) => line.trim() !== '')
  return /^ *<!-- not run: (.+) -->$/.exec(above ?? '')?.[1]
}
