import '../node-version.js'
import { environment } from '../config/environment.js'
import { quickstart } from './quickstart.js'

const stopped = new Promise<void>((resolve) => {
  // Never unregistered: npm passes a Ctrl-C on to a process that has got it from the terminal already.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve())
})

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
