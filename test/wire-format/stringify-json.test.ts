import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringifyJson, memoizedJson } from '../../src/wire-format/stringify-json.js'

it('writes the same as JSON.stringify, with any memoized parts', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, kept) => {
      const answer = { data: [value, memoizedJson(kept)], none: undefined, kept: memoizedJson(kept), again: { kept } }
      expect(stringifyJson(answer)).toBe(JSON.stringify(answer))
    }),
  )
})

it('generates the text of memoized JSON once', () => {
  let made = 0
  const manifest = memoizedJson({
    get made() {
      return ++made
    },
  })
  expect(stringifyJson([manifest])).toBe('[{"made":1}]')
  expect(stringifyJson({ manifest })).toBe('{"manifest":{"made":1}}')
})
