import { Readable, Writable } from 'node:stream'
import type { Io } from '../../src/cli/io.js'

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })
const refuse = (): Promise<never> => Promise.reject(new Error('The commands are only documented, not run'))

/** The `Io` of a program whose commands are documented, but never run. */
export const unusedIo: Io = {
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
