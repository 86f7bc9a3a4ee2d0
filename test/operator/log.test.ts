import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLog } from '../../src/operator/log.js'

it('gives a change one line on a terminal, too', () => {
  const written: string[] = []
  const terminal = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk))
        done()
      },
    }),
    { isTTY: true },
  )
  const on = { space: '__default__', app: 'notes', version: '1.0.0' }
  createLog({ logLevel: 'info' }, terminal).info({ operation: 'publishVersion', on, outcome: 'done' }, 'a change')
  const lines = written.join('').trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  for (const part of ['a change', 'publishVersion', 'notes', 'done']) expect(lines[0]).toContain(part)
})
