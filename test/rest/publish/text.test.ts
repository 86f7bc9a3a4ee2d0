import { expect, test } from 'vitest'
import { startWithNotes } from './attempt.js'

test('texts and member names of a manifest may contain any Unicode character', async () => {
  const { publish, send } = await startWithNotes()
  const manifest = { name: 'N\u0000tes \u{1f4dd}\uffff', 'a\u0000b': { '\u2028': '\ufffd' } }
  const answer = await publish({
    slug: 'notes',
    version: '1.0.0',
    manifest,
    body: { parameters: { '\u0000': '\u0000' } },
  })
  expect(answer.status).toBe(201)
  const expected = { manifest: { ...manifest, parameters: { '\u0000': '\u0000' } } }
  expect((await send('/registry/notes/1.0.0')).json()).toMatchObject(expected)
  expect((await send('/registry?filter[select]=notes')).json()).toMatchObject({ data: [{ latest_version: expected }] })
})
