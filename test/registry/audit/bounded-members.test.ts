import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundedMembers } from '../../../src/registry/audit/bounded-members.js'

it('any members become JSON of a bounded size, without lone surrogates', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 })
  const members = fc.object({ key: text, maxDepth: 6, values: [text, fc.double(), fc.date(), fc.constant(undefined)] })
  fc.assert(
    fc.property(members, (value) => {
      const bounded = JSON.stringify(boundedMembers(value))
      expect(bounded.length).toBeLessThan(4000)
      expect(bounded).not.toMatch(/\\ud[89a-f]/)
    }),
  )
})

it('characters that change what a terminal shows are replaced', () => {
  const text = '\u001b[31mX\n2026-01-01T00:00:00Z done forged\u202e'
  expect(boundedMembers({ [text]: text })).toEqual({
    '?[31mX?2026-01-01T00:00:00Z done forged?': '?[31mX?2026-01-01T00:00:00Z done forged?',
  })
})

it('long texts and lists are cut, secrets in URLs are redacted, and members beyond the maximum size are left out', () => {
  const bounded = boundedMembers({
    text: 'x'.repeat(1000),
    list: Array.from({ length: 100 }, (_, number) => number),
    url: 'see https://user:secret@example.org/?token=secret',
    absent: undefined,
  })
  expect(bounded).toEqual({
    text: 'x'.repeat(200),
    list: Array.from({ length: 20 }, (_, number) => number),
    url: expect.not.stringContaining('secret'),
  })
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, number) => [`name${String(number)}`, 'x'.repeat(90)]))
  const kept = Object.keys(boundedMembers(many))
  expect(kept).toEqual(Object.keys(many).slice(0, kept.length))
  expect(kept.length).toBeLessThan(40)
})
