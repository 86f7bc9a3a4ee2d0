import '../node-version.js'
import { environment } from '../config/environment.js'
import { quickstart } from './quickstart.js'

const stopped = new Promise<void>((resolve) => {
  // These listeners are never removed. After Ctrl-C, the process gets the signal twice: from the terminal and from npm.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve())
})

// The gateway continues when its output can't be written: a reader such as `head` may close it early, or a disk may be full.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

try {
  await quickstart({
    env: environment(),
    cwd: process.cwd(),
    stopped,
    stdout: process.stdout,
    stderr: process.stderr,
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
