import { Readable, Writable } from 'node:stream'
import type { Io } from '../../src/cli/io.js'
import type { Connect, StartServer } from '../../src/operator/operations.js'
import { runCli } from '../../src/cli/program.js'

/** The output and the status of one run of the program. */
export interface Outcome {
  status: number
  stdout: string
  stderr: string
}

/** Where and with what the program runs. */
export interface Setting {
  cwd: string
  stdin?: string | Buffer | Readable
  env?: Record<string, string>
  connect?: Connect
  startServer?: StartServer
  onStop?: Io['onStop']
}

function sink(into: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      into.push(String(chunk))
      done()
    },
  })
}

/** A source that gives its bytes at once and ends, as a pipe does. */
export function pipe(bytes: string | Buffer): Readable {
  return Readable.from(bytes.length > 0 ? [Buffer.from(bytes)] : [])
}

/** An `Io` that prints into lists. */
export function fakeIo(setting: Setting): { io: Io; stdout: string[]; stderr: string[] } {
  const stdout: string[] = []
  const stderr: string[] = []
  const refuse = () => Promise.reject(new Error('this command must not need the registry'))
  const { stdin = '' } = setting
  const io: Io = {
    stdin: stdin instanceof Readable ? stdin : pipe(stdin),
    stdout: sink(stdout),
    stderr: sink(stderr),
    env: { HOME: setting.cwd, ...setting.env },
    cwd: setting.cwd,
    now: () => new Date(2026, 0, 31, 12, 0, 0).getTime(),
    onStop: setting.onStop ?? (() => () => {}),
    connect: setting.connect ?? refuse,
    startServer: setting.startServer ?? refuse,
  }
  return { io, stdout, stderr }
}

/** Runs the program in this process. */
export async function run(argv: string[], setting: Setting): Promise<Outcome> {
  const { io, stdout, stderr } = fakeIo(setting)
  const status = await runCli(argv, io)
  return { status, stdout: stdout.join(''), stderr: stderr.join('') }
}
