import type { ByteRange } from '../registry/files.js'

/**
 * Parses a `Range` header (RFC 9110, 14.2). The library `range-parser` is not used. Its version 2 needs Node 22. Its version 1
 * calls a range unsatisfiable if the range ends before its start, but such a range is invalid.
 * @param size the size of the file in bytes
 * @returns the range, or `undefined` for the whole file. As the RFC allows, the result is the whole file for several ranges,
 * other units and invalid headers.
 */
export function parseRange(header: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header) ?? []
  if (first === '' && last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'unsatisfiable'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
