import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringifyJson, memoizeJsonText } from '../../src/wire-format/stringify-json.js'

it('stringifyJson returns the same text as JSON.stringify when parts are memoized', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, part) => {
      const answer = {
        data: [value, memoizeJsonText(part)],
        none: undefined,
        part: memoizeJsonText(part),
        again: { part },
      }
      expect(stringifyJson(answer)).toBe(JSON.stringify(answer))
    }),
  )
})

it('stringifyJson generates the text of a memoized value only once', () => {
  let reads = 0
  const manifest = memoizeJsonText({
    get reads() {
      return ++reads
    },
  })
  expect(stringifyJson([manifest])).toBe('[{"reads":1}]')
  expect(stringifyJson({ manifest })).toBe('{"manifest":{"reads":1}}')
})
