import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createCommandLog, createLog } from '../../src/operator/log.js'
import { temporaryFolder } from '../support/temporary-folder.js'

it('a change is logged in one line, even on a terminal', () => {
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

it('the log says how many lines were dropped while its output was not read', () => {
  let finishWrite: () => void = () => undefined
  const written: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk))
      finishWrite = done
    },
  })
  const log = createLog({ logLevel: 'info' }, stream)
  for (let i = 0; i < 3000; i++) log.info('a'.repeat(1000))
  expect(stream.writableLength).toBeLessThan(1_010_000)
  while (stream.writableLength > 0) finishWrite()
  const dropped = 3000 - written.length
  log.info('read again')
  while (stream.writableLength > 0) finishWrite()
  expect(written.slice(-2).join('')).toMatch(new RegExp(`${String(dropped)} lines.*dropped.*\n.*read again`))
})

it('a pipe is refused as the log file of a command', async () => {
  const logFile = join(await temporaryFolder(), 'log')
  await promisify(execFile)('mkfifo', [logFile])
  expect(() => createCommandLog({ logLevel: 'info', logFile }, true)).toThrow(/"log\.file".*is a pipe/)
})
