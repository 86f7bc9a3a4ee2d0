import autocannon from 'autocannon'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchRoute } from './routes.js'

/** A server that gets requests. */
export interface Target {
  /** Scheme, host and port. */
  url: string
  /** The processor time that it has used so far, in microseconds. */
  cpu: () => Promise<number>
}

/** Measurements of requests to one server. Times are in microseconds. */
export interface Load {
  requestsPerSecond: number
  p50: number
  p99: number
  /** The processor time of one request. The processor time of the idle server is subtracted. */
  cpu: number
}

/** How many requests wait for their answers at a time. */
export const connections = 16

const mostRequests = 20_000
// Seconds: more than the slowest answer takes.
const answerTimeout = 120

/**
 * Sends requests to a server for about some seconds.
 * @param idleCpu the result of `idleCpuOf`
 * @param perSecond about how many requests the server answers in a second
 */
export async function sendLoad(
  { url, cpu }: Target,
  { method, path, headers, body, nextBody }: BenchRoute,
  { seconds, perSecond, idleCpu }: { seconds: number; perSecond: number; idleCpu: number },
): Promise<Load> {
  const amount = Math.min(mostRequests, Math.max(connections, Math.round(perSecond * seconds)))
  const options = {
    url: `${url}${path}`,
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(nextBody && {
      requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, body: nextBody() }) }],
    }),
    connections,
    amount,
    timeout: answerTimeout,
    // The load generator checks at these intervals, in milliseconds, whether all requests are done.
    sampleInt: 20,
  }
  const [before, start] = [await cpu(), performance.now()]
  const { times, last } = await run(options)
  const used = (await cpu()) - before - (performance.now() - start) * idleCpu
  times.sort((a, b) => a - b)
  return {
    requestsPerSecond: (times.length / (last - start)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: Math.max(0, used) / times.length,
  }
}

// Returns the times of all requests in microseconds, and when the last one was answered.
async function run(options: autocannon.Options): Promise<{ times: number[]; last: number }> {
  const times: number[] = []
  let last = 0
  const { errors, timeouts, non2xx } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (error: unknown, result) => {
      if (error) reject(new Error(`${options.url} can't be measured`, { cause: error }))
      else resolve(result)
    })
    running.on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds * 1000)
      last = performance.now()
    })
  })
  if (errors > 0 || timeouts > 0 || times.length === 0) {
    throw new Error(`${options.url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} refusals`)
  }
  return { times, last }
}

/** The processor time of an idle server, in microseconds per millisecond. A gateway polls for changes, and gathers metrics. */
export async function idleCpuOf({ cpu }: Target, milliseconds: number): Promise<number> {
  const [before, start] = [await cpu(), performance.now()]
  await sleep(milliseconds)
  return ((await cpu()) - before) / (performance.now() - start)
}

/** A quantile of sorted numbers. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The median of numbers. */
export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}
