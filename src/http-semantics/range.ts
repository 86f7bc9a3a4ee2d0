import type { ByteRange } from '../registry/files.js'

/**
 * Parses a `Range` header (RFC 9110, 14.2). `undefined` means the whole file: also for several ranges, other units and invalid
 * headers, as the RFC allows. `none` means that the range is not satisfiable. The library `range-parser` is not used: version 2
 * needs Node 22, and version 1 calls a range that ends before its start unsatisfiable, although it is invalid.
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
