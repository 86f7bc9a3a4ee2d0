import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compose, lasting } from '../../src/wire-format/compose.js'

it('writes what JSON.stringify writes, whatever lasts in it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, kept) => {
      const answer = { data: [value, lasting(kept)], none: undefined, kept: lasting(kept), again: { kept } }
      expect(compose(answer)).toBe(JSON.stringify(answer))
    }),
  )
})

it('makes the text of what lasts once', () => {
  let made = 0
  const manifest = lasting({
    get made() {
      return ++made
    },
  })
  expect(compose([manifest])).toBe('[{"made":1}]')
  expect(compose({ manifest })).toBe('{"manifest":{"made":1}}')
})
