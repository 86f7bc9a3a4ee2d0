import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRange } from '../../src/http-semantics/range.js'

it('a Range header with one range selects the bytes of this range that the file has, or the last bytes of the file', () => {
  const bound = fc.option(fc.nat({ max: 50 }), { nil: undefined })
  fc.assert(
    fc.property(bound, bound, fc.nat({ max: 40 }), (first, last, size) => {
      const bytes = Array.from({ length: size }, (_, i) => i)
      const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size)
      if (range === undefined) {
        expect(first === undefined ? last === undefined : last !== undefined && last < first).toBe(true)
        return
      }
      const expected =
        first === undefined ? bytes.slice(Math.max(0, size - (last ?? 0))) : bytes.slice(first, (last ?? size) + 1)
      expect(range === 'unsatisfiable' ? [] : bytes.slice(range.start, range.end + 1)).toEqual(expected)
      if (range !== 'unsatisfiable') expect(range.end).toBeLessThan(size)
    }),
  )
})

it('a Range header that is invalid, has several ranges or has another unit is ignored', () => {
  for (const header of ['', 'bytes', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=0-1,2-3', 'lines=0-1', 'bytes=5-4']) {
    expect(parseRange(header, 10), header).toBeUndefined()
  }
})
