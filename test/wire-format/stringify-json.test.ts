import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringifyJson, memoizedJson } from '../../src/wire-format/stringify-json.js'

it('stringifyJson returns the same text as JSON.stringify, with memoized parts anywhere', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, part) => {
      const answer = { data: [value, memoizedJson(part)], none: undefined, part: memoizedJson(part), again: { part } }
      expect(stringifyJson(answer)).toBe(JSON.stringify(answer))
    }),
  )
})

it('stringifyJson generates the text of a memoized value only once', () => {
  let reads = 0
  const manifest = memoizedJson({
    get reads() {
      return ++reads
    },
  })
  expect(stringifyJson([manifest])).toBe('[{"reads":1}]')
  expect(stringifyJson({ manifest })).toBe('{"manifest":{"reads":1}}')
})
