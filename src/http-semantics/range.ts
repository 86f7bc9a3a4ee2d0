import type { ByteRange } from '../registry/files.js'

/**
 * Parses a `Range` header (RFC 9110, 14.2). The library `range-parser` is not used: version 2 needs Node 22, and version 1
 * reports a range that ends before its start as unsatisfiable, although such a range is invalid.
 * @param size bytes of the file
 * @returns `undefined` for the whole file: several ranges, other units and invalid headers are ignored, as the RFC allows; `none`
 * when the range is not satisfiable
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
