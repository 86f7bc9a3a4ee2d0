import type { Readable, Writable } from 'node:stream'
import type { Environment } from '../config/environment.js'
import type { Connect, StartServer } from '../operator/operations.js'

/** The environment of a run of the program. Thus the program can also run inside another process, as in tests. */
export interface Io {
  stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  stdout: Writable & { isTTY?: boolean }
  stderr: Writable & { isTTY?: boolean }
  env: Environment
  cwd: string
  /** The clock, in milliseconds since 1970. */
  now(): number
  /** Calls `listener` at SIGINT and SIGTERM. Returns a function that removes the listener. */
  onStop(listener: () => void): () => void
  connect: Connect
  startServer: StartServer
}
