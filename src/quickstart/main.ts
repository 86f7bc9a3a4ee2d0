import '../node-version.js'
import { environment } from '../config/environment.js'
import { quickstart } from './quickstart.js'

const stopped = new Promise<void>((resolve) => {
  // These listeners are never removed. After Ctrl-C, the process gets the signal twice: from the terminal and from npm.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve())
})

// A reader may close the output early, as `head` does, or its disk may be full. The gateway serves on.
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
