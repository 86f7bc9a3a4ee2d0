import type { Readable, Writable } from 'node:stream'
import type { Environment } from '../config/environment.js'
import type { Connect, StartServer } from '../operator/operations.js'

/** Everything that a run of the program touches, so that it can also run inside another process. */
export interface Io {
  stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  stdout: Writable & { isTTY?: boolean }
  stderr: Writable & { isTTY?: boolean }
  env: Environment
  cwd: string
  /** The clock, in milliseconds since 1970. */
  now(): number
  /** Calls `listener` when the program is asked to stop (SIGINT, SIGTERM), until the function that it returns is called. */
  onStop(listener: () => void): () => void
  connect: Connect
  startServer: StartServer
}
