import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { storeManyApps } from '../test/support/many-apps.js'
import { watchHealth } from './servers.js'

/*
 * Lets 1 000 slow clients read files through a gateway. The gateway's S3 store closes its connection after each response.
 * Prints the number of clients that got the whole file, and the processor time and memory of the gateway. Run with
 * `npm run bench:slow-readers` (Linux: it reads /proc). If a client did not get the whole file, or the gateway ended, the exit
 * status is 1.
 *
 * Each request for `/health` uses a new connection. Node accepts one connection in each turn of its event loop (libuv 1.45).
 * While 1 000 clients connect at once, a request for `/health` waits one turn for each earlier connection.
 */

const readers = 1_000
const sizes = [64, 80, 96, 112, 128].map((kilobytes) => kilobytes * 1024)
/** Every tenth client reads a file of this size, in bytes. */
const largeSize = 5_000_000
/** Each client reads its file in this number of steps, with a pause after each: 30 seconds in all. */
const steps = 60
const stepPause = 500
const readTimeout = 120_000
const ticksPerSecond = 100
const program = new URL('../dist/main.js', import.meta.url).pathname

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
const store = fork(new URL('closing-store.ts', import.meta.url), { execArgv: process.execArgv })
try {
  const { port } = z.object({ port: z.number() }).parse((await once(store, 'message')).at(0))
  const attachments = Object.fromEntries([...sizes, largeSize].map((size) => [`screenshots/${size}`, String(size)]))
  await storeManyApps(folder, { prefix: 'cozyregistry', apps: 1, versions: 1, attachments })
  process.exitCode = await measure(`http://127.0.0.1:${port}`)
} finally {
  store.disconnect()
  await rm(folder, { recursive: true })
}

async function measure(endpoint: string): Promise<number> {
  const environment = {
    ...process.env,
    COZY_REGISTRY_DATA: folder,
    COZY_REGISTRY_PORT: '0',
    COZY_REGISTRY_HOST: '127.0.0.1',
    COZY_REGISTRY_LOG_LEVEL: 'warn',
    COZY_REGISTRY_S3_ENDPOINT: endpoint,
    COZY_REGISTRY_S3_BUCKET: 'bench',
    COZY_REGISTRY_S3_ACCESS_KEY: 'key',
    COZY_REGISTRY_S3_SECRET_KEY: 'secret',
  }
  const run = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  await once(
    run('gen-session-secret', '--passphrase=false').on('error', () => undefined),
    'exit',
  )
  const gateway = run('serve')
  try {
    const origin = `http://${await addressIn(gateway)}`
    // The first request loads the code that all later requests use.
    await read(origin, sizes[0] ?? 0, 1)
    await pause(2_000)
    const idle = { memory: await memoryOf(gateway), cpu: await cpuOf(gateway) }
    const watching = watch(origin, gateway)
    // The watching process needs a moment to begin.
    await pause(2_000)
    const reading = Array.from({ length: readers }, (_, i) =>
      read(origin, (i % 10 === 0 ? largeSize : sizes[i % sizes.length]) ?? 0, steps),
    )
    const results = await Promise.all(reading)
    const { peak, delay } = await watching.stop()
    const ended = gateway.exitCode !== null || gateway.signalCode !== null
    const whole = results.filter((result) => result === 'whole').length
    print(`served whole: ${whole} of ${readers}${ended ? '; the gateway ended' : ''}`)
    const failures = new Set(results.filter((result) => result !== 'whole'))
    for (const failure of failures) print(`failed: ${failure}`)
    if (!ended) print(`processor of the gateway: ${((await cpuOf(gateway)) - idle.cpu).toFixed(1)} s`)
    print(`memory: idle ${mb(idle.memory)}, peak ${mb(peak)}, grown by ${mb(peak - idle.memory)}`)
    print(`worst delay of /health: ${delay.toFixed(0)} ms`)
    return whole === readers && !ended ? 0 : 1
  } finally {
    gateway.kill()
  }
}

/** Reads a file in `steps` steps. Returns `whole`, or a description of the failure. */
async function read(origin: string, size: number, steps: number): Promise<string> {
  try {
    const signal = AbortSignal.timeout(readTimeout)
    const response = await answerOf(`${origin}/registry/app-0000/1.0.0/screenshots/${size}`, signal)
    if (response.statusCode !== 200) return `status ${response.statusCode}`
    let seen = 0
    for (let step = 1; !response.readableEnded; step++) {
      const wanted = Math.min(Math.ceil((size * step) / steps), size)
      for (let chunk: unknown; seen < wanted && (chunk = readArrived(response, wanted - seen)) !== null;) {
        seen += Buffer.isBuffer(chunk) ? chunk.length : 0
      }
      if (seen === size) response.resume()
      if (response.errored) throw response.errored
      await pause(steps === 1 ? 1 : stepPause, undefined, { signal })
    }
    return seen === size ? 'whole' : `${seen} of ${size} bytes`
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}

/** Returns at most `maximum` of the bytes that have arrived; `null` when none have. */
function readArrived(response: IncomingMessage, maximum: number): unknown {
  return response.readableLength === 0 ? response.read(0) : response.read(Math.min(maximum, response.readableLength))
}

async function answerOf(url: string, signal: AbortSignal): Promise<IncomingMessage> {
  const request = get(url, { agent: new Agent(), signal })
  return new Promise((resolve, reject) => {
    request.on('response', (response) => resolve(response.on('error', () => undefined))).on('error', reject)
  })
}

/** Polls `/health` and the memory of the gateway. `stop` returns the longest wait for `/health`, and the peak of the memory. */
function watch(origin: string, gateway: ChildProcess) {
  const ending = new AbortController()
  const health = watchHealth(origin)
  let peak = 0
  const watching = (async () => {
    while (!ending.signal.aborted) {
      peak = Math.max(peak, await memoryOf(gateway).catch(() => 0))
      await pause(100)
    }
  })()
  return {
    async stop() {
      ending.abort()
      await watching
      const { worst } = await health.take()
      health.close()
      return { peak, delay: worst }
    },
  }
}

async function addressIn({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += String(chunk)
    const address = /Listening on (\S+:\d+)/.exec(text)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`The gateway did not start: ${text}`)
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
}

/** Seconds of processor time that a process has used. */
async function cpuOf({ pid }: ChildProcess): Promise<number> {
  const fields = (await readFile(`/proc/${String(pid)}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

function mb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
