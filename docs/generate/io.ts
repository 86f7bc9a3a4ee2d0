import { Readable, Writable } from 'node:stream'
import type { Io } from '../../src/cli/io.js'

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })
const refuse = (): Promise<never> => Promise.reject(new Error('Only the names of commands are asked for'))

/** For a program whose commands are read and never run. */
export const ioOfNobody: Io = {
  stdin: Readable.from([]),
  stdout: nowhere(),
  stderr: nowhere(),
  env: {},
  cwd: '/',
  now: () => 0,
  onStop: () => () => undefined,
  connect: refuse,
  startServer: refuse,
}
