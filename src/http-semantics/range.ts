import type { ByteRange } from '../registry/files.js'

/**
 * The part of a file that a `Range` header asks for (RFC 9110, 14.2). `undefined` means the whole file: also for several
 * parts at once, other units, and what can't be read, as the RFC allows. `none` means a part that the file does not have.
 * `range-parser` 2 needs Node 22, and 1 calls a range that ends before its start one that the file does not have.
 * @param size bytes of the file
 */
export function parseRange(header: string, size: number): ByteRange | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header) ?? []
  if (first === '' && last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'none' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'none'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
