import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../../test/support/http.js'
import type { Measured } from '../servers.js'
import { median } from './load.js'
import type { Publisher } from './publications.js'
import type { BenchRoute } from './routes.js'
import { benchSlug } from './seed.js'

/** The cost of one request, in microseconds. */
export interface Cost {
  cpu: number
  time: number
}

const archiveBytes = 2_000
// In milliseconds. After a start or a publication, the gateway is busy for a moment.
const pause = 300
// In milliseconds. As soon as the repetitions take longer, there are no more.
const mostTime = 20_000

/** Sends one request to an idle gateway. */
export async function costOf({ url, cpu }: Pick<Measured, 'url' | 'cpu'>, route: BenchRoute): Promise<Cost> {
  const { method, path, headers, body } = route
  const [before, start] = [await cpu(), performance.now()]
  await send(url, path, { method, headers, ...(body !== undefined && { body }) })
  const time = (performance.now() - start) * 1000
  return { cpu: (await cpu()) - before, time }
}

/** Starts a gateway for each repetition, and sends one request to it. Returns the median costs. */
export async function coldCost(start: () => Promise<Measured>, route: BenchRoute, times: number): Promise<Cost> {
  return repeat(times, async () => {
    const gateway = await start()
    try {
      await sleep(pause)
      return await costOf(gateway, route)
    } finally {
      await gateway.close()
    }
  })
}

/** Publishes a version, and then sends one request, several times. Returns the median costs of the requests. */
export async function costAfterPublication(
  gateway: Pick<Measured, 'url' | 'cpu'>,
  publisher: Publisher,
  route: BenchRoute,
  times: number,
): Promise<Cost> {
  let published = 0
  await costOf(gateway, route)
  return repeat(times, async () => {
    await publisher.publish(gateway.url, await publisher.prepare(publishedSlug(published++), archiveBytes))
    await sleep(pause)
    return costOf(gateway, route)
  })
}

/** The slug of a webapp for the publication of this number, of 30. */
export function publishedSlug(number: number): string {
  // Every third application is a konnector.
  return benchSlug(3 * (2 + (number % 30)) + 1)
}

async function repeat(times: number, measure: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = []
  const start = performance.now()
  while (costs.length < times && (costs.length === 0 || performance.now() - start < mostTime)) {
    costs.push(await measure())
  }
  return { cpu: median(costs.map(({ cpu }) => cpu)), time: median(costs.map(({ time }) => time)) }
}
