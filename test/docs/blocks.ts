/** A block of code in the documentation. */
export interface Block {
  /** The language after the opening fence, such as `sh`. An indented block has the language `sh`. */
  kind: string
  text: string
  /** The line of the page at which the block begins. */
  line: number
  /** The reason in the comment `<!-- not run: … -->` above the block. It is `undefined` if the block is tested. */
  notRun: string | undefined
}

/** Finds the blocks of code in a Markdown text, in order. */
export function readBlocks(markdown: string): Block[] {
  const lines = markdown.split('\n')
  const blocks: Block[] = []
  for (let index = 0; index < lines.length; index++) {
    const [, indent, kind] = /^( *)```(.*)$/.exec(lines[index] ?? '') ?? []
    const start = indent === undefined ? index : index + 1
    const isInBlock = indent === undefined ? isIndented : (line: string) => !/^ *```$/.test(line)
    if (indent === undefined && !(isIndented(lines[index] ?? '') && (lines[index - 1] ?? '') === '')) continue
    let end = start
    while (end < lines.length && isInBlock(lines[end] ?? '')) end++
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
