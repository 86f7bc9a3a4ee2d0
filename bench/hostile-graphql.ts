import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { send } from '../test/support/http.js'
import { hostile, type Hostile, type HostileRequest } from './hostile-operations.js'
import { startGateway, watchHealth, type Measured } from './servers.js'

/*
 * Measures the cost of hostile GraphQL operations. The gateway has 300 applications, and runs in a child process. `/health` is
 * polled during each operation. Run with `npm run bench:hostile` (Linux: it reads /proc).
 */

// Milliseconds of processor time that a refused operation may take.
const maxRefusalCpu = 50
// Milliseconds that a request for `/health` may wait.
const maxHealthDelay = 100

const refusal = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string(), limit: z.string() }).partial().optional() })),
})

/** The HTTP status of an answer, and the code of its error or the key of the exceeded limit. */
interface Outcome {
  status: string
  code: string
}

interface Row extends Outcome {
  description: string
  /** Milliseconds of the gateway's processor time for one request. The time for the polls is subtracted. */
  cpu: number
  /** Megabytes. */
  memory: number
  /** The longest wait for `/health`, in milliseconds. */
  delay: number
}

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
const gateway = await startGateway(folder)
const health = watchHealth(gateway.url)
// Real clients run on other machines. So the requests must not take processor time from the gateway and from the polls.
setPriority(constants.priority.PRIORITY_LOW)
try {
  await warmUp()
  const idle = await measure({ description: '(nothing)', requests: [] }, 0)
  const perPoll = idle.cpu / idle.polls
  print(
    `Idle gateway: a request for /health takes ${perPoll.toFixed(2)} ms of CPU time, and is answered within ${idle.delay.toFixed(0)} ms.`,
  )
  print(line('operation', ['answer', 'CPU ms', 'memory MB', '/health ms', 'code']))
  for (const operation of hostile) {
    const row = await measure(operation, perPoll)
    const { description, status, code, cpu, memory, delay } = row
    // An operation that is not refused may take more processor time.
    const isRefused = status !== '200' && status !== 'left'
    const isOver = delay > maxHealthDelay || (cpu > maxRefusalCpu && isRefused)
    const figures = [cpu.toFixed(1), memory.toFixed(1), delay.toFixed(0)]
    print(`${line(description, [status, ...figures, code])}${isOver ? '  OVER' : ''}`)
  }
} finally {
  health.close()
  await gateway.close()
  await rm(folder, { recursive: true })
}

async function warmUp(): Promise<void> {
  for (let i = 0; i < 300; i++) {
    await send(gateway.url, '/health')
    await post({ body: { query: `{ space { apps(first: ${String((i % 20) + 1)}) { nodes { slug name } } } }` } })
  }
  await sleep(1000)
}

async function measure({ description, requests }: Hostile, perPoll: number): Promise<Row & { polls: number }> {
  await forgetPeak(gateway)
  const [resident, before] = [await memoryOf(gateway, 'VmRSS'), await gateway.cpu()]
  await health.take()
  const answers = await Promise.all(requests.map((hostileRequest) => post(hostileRequest)))
  // The figures include the work that continues after the answers, or after the client has disconnected.
  await sleep(500)
  const { polls, worst: delay } = await health.take()
  const used = ((await gateway.cpu()) - before) / 1000
  const memory = ((await memoryOf(gateway, 'VmHWM')) - resident) / 1000
  const { status, code } = answers.at(-1) ?? { status: '', code: '' }
  const cpu = Math.max(0, used - polls * perPoll) / Math.max(1, requests.length)
  return { description, status, code, memory, delay, polls, cpu }
}

async function post({ body, search, contentType, disconnectAfter }: HostileRequest): Promise<Outcome> {
  if (disconnectAfter !== undefined) return sendAndDisconnect(JSON.stringify(body), disconnectAfter)
  const options = {
    method: search === undefined ? 'POST' : 'GET',
    headers: { 'Content-Type': contentType ?? 'application/json' },
    ...(body !== undefined && { body }),
  }
  const path = search === undefined ? '/graphql' : `/graphql?query=${encodeURIComponent(search)}`
  try {
    const { status, json } = await send(gateway.url, path, options)
    const { data } = refusal.safeParse(json())
    const extensions = data?.errors[0]?.extensions ?? {}
    return { status: String(status), code: extensions.limit ?? extensions.code ?? '' }
  } catch (error) {
    return { status: 'none', code: error instanceof Error ? error.message : String(error) }
  }
}

// If the client disconnects before the answer, the status is `left`.
function sendAndDisconnect(body: string, milliseconds: number): Promise<Outcome> {
  return new Promise((resolve) => {
    let status = 'left'
    const headers = { 'Content-Type': 'application/json' }
    const clientRequest = request(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => {
      status = String(response.statusCode)
      response.resume()
    })
    clientRequest.on('error', () => undefined)
    clientRequest.on('close', () => resolve({ status, code: '' }))
    clientRequest.end(body)
    setTimeout(() => clientRequest.destroy(), milliseconds)
  })
}

async function memoryOf({ pid }: Measured, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
}

// Resets the peak of the resident memory (proc(5), clear_refs).
async function forgetPeak({ pid }: Measured): Promise<void> {
  await writeFile(`/proc/${String(pid)}/clear_refs`, '5')
}

function line(description: string, [status = '', cpu = '', memory = '', delay = '', code = '']: string[]): string {
  return `${description.padEnd(46)}${status.padStart(7)}${cpu.padStart(9)}${memory.padStart(11)}${delay.padStart(12)}  ${code}`
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
