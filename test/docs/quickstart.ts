import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { quickstart } from '../../src/quickstart/quickstart.js'

/** The gateway that `npm start` started. */
export interface Quickstart {
  url: string
  /** A master token. */
  token: string
  stop: () => Promise<void>
}

/** Does what `npm start` does, in this process, until the end of the test; its data are in `data`. */
export async function startQuickstart(cwd: string): Promise<Quickstart> {
  const stopping = new AbortController()
  const stopped = new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  let output = ''
  const printed = (pattern: RegExp) => pattern.exec(output)?.[1]
  let running = Promise.resolve()
  const stop = async (): Promise<void> => {
    stopping.abort()
    await running
  }
  onTestFinished(stop)
  await new Promise<void>((resolve, reject) => {
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        output += String(chunk)
        if (printed(/^Token: (.*)\n/m)) resolve()
        done()
      },
    })
    const env = { COZY_REGISTRY_PORT: '0', COZY_REGISTRY_LOG_LEVEL: 'warn' }
    running = quickstart({ env, cwd, stdout, stderr: process.stderr, stopped })
    running.catch(reject)
  })
  return { url: printed(/ runs at (\S+),/) ?? '', token: printed(/^Token: (.*)\n/m) ?? '', stop }
}
