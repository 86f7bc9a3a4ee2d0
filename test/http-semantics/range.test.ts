import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRange } from '../../src/http-semantics/range.js'

it('a range lies within the file, and is the requested part', () => {
  const bound = fc.option(fc.nat({ max: 50 }), { nil: undefined })
  fc.assert(
    fc.property(bound, bound, fc.nat({ max: 40 }), (first, last, size) => {
      const bytes = Array.from({ length: size }, (_, i) => i)
      const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size)
      if (range === undefined) {
        expect(first === undefined ? last === undefined : last !== undefined && last < first).toBe(true)
        return
      }
      const wanted =
        first === undefined ? bytes.slice(Math.max(0, size - (last ?? 0))) : bytes.slice(first, (last ?? size) + 1)
      expect(range === 'none' ? [] : bytes.slice(range.start, range.end + 1)).toEqual(wanted)
      if (range !== 'none') expect(range.end).toBeLessThan(size)
    }),
  )
})

it('anything but a single byte range means the whole file', () => {
  for (const header of ['', 'bytes', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=0-1,2-3', 'lines=0-1', 'bytes=5-4']) {
    expect(parseRange(header, 10), header).toBeUndefined()
  }
})
