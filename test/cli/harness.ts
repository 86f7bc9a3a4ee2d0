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

/** The working directory, input and environment of a run, and replacements of the functions that it calls. */
export interface RunOptions {
  cwd: string
  stdin?: string | Buffer | Readable
  env?: Record<string, string>
  connect?: Connect
  startServer?: StartServer
  onStop?: Io['onStop']
}

/** A stream that appends its chunks to `chunks`. */
function collectInto(chunks: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
}

/** A readable stream of these bytes, which ends after them, like a pipe. */
export function pipe(bytes: string | Buffer): Readable {
  return Readable.from(bytes.length > 0 ? [Buffer.from(bytes)] : [])
}

/** Creates an `Io` that collects its output in arrays. */
export function fakeIo(options: RunOptions): { io: Io; stdout: string[]; stderr: string[] } {
  const stdout: string[] = []
  const stderr: string[] = []
  const rejectUse = () => Promise.reject(new Error('This command must work without a registry'))
  const { stdin = '' } = options
  const io: Io = {
    stdin: stdin instanceof Readable ? stdin : pipe(stdin),
    stdout: collectInto(stdout),
    stderr: collectInto(stderr),
    env: { HOME: options.cwd, ...options.env },
    cwd: options.cwd,
    now: () => new Date(2026, 0, 31, 12, 0, 0).getTime(),
    onStop: options.onStop ?? (() => () => {}),
    connect: options.connect ?? rejectUse,
    startServer: options.startServer ?? rejectUse,
  }
  return { io, stdout, stderr }
}

/** Runs the program in this process; returns its output and exit status. */
export async function run(argv: string[], options: RunOptions): Promise<Outcome> {
  const { io, stdout, stderr } = fakeIo(options)
  const status = await runCli(argv, io)
  return { status, stdout: stdout.join(''), stderr: stderr.join('') }
}
