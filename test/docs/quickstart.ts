import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { quickstart } from '../../src/quickstart/quickstart.js'

/** A running gateway that the quickstart has started. */
export interface Quickstart {
  url: string
  /** A master token. */
  token: string
  stop: () => Promise<void>
}

/**
 * Runs the quickstart (`npm start`) in this process until the end of the test. Its data are in the folder `data` of `cwd`.
 */
export async function startQuickstart(cwd: string): Promise<Quickstart> {
  const stopping = new AbortController()
  const stopped = new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  let output = ''
  const matchOutput = (pattern: RegExp) => pattern.exec(output)?.[1]
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
        if (matchOutput(/^Token: (.*)\n/m)) resolve()
        done()
      },
    })
    const env = { COZY_REGISTRY_PORT: '0', COZY_REGISTRY_LOG_LEVEL: 'warn' }
    running = quickstart({ env, cwd, stdout, stderr: process.stderr, stopped })
    running.catch(reject)
  })
  return { url: matchOutput(/ runs at (\S+),/) ?? '', token: matchOutput(/^Token: (.*)\n/m) ?? '', stop }
}
