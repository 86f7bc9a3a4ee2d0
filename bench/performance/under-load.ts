import { setTimeout as sleep } from 'node:timers/promises'
import { watchHealth } from '../servers.js'
import { costOf, publishedSlug, type Cost } from './first-reads.js'
import type { StartedGateway } from './gateway.js'
import { sendLoad, type Load, type Target } from './load.js'
import type { Publisher } from './publications.js'
import type { BenchRoute } from './routes.js'

// In milliseconds.
const settleTime = 500
const archiveBytes = 2_000
// Each of them publishes one version at a time.
const clients = 3
const seconds = 5

/** Requests of a route while versions are published, and while none is. */
export interface ReadsDuringPublications {
  idle: Load
  publishing: Load
  publicationsPerSecond: number
}

/**
 * Sends one request to a new gateway, and meanwhile polls its `/health`.
 * @returns the cost of the request, and the longest wait for `/health` in microseconds
 */
export async function longestWaitDuring(
  start: () => Promise<StartedGateway>,
  route: BenchRoute,
): Promise<{ cost: Cost; longestWait: number }> {
  const gateway = await start()
  const watch = watchHealth(gateway.url)
  try {
    await sleep(settleTime)
    await watch.take()
    const cost = await costOf(gateway, route)
    return { cost, longestWait: (await watch.take()).worst * 1000 }
  } finally {
    watch.close()
    await gateway.close()
  }
}

/** Measures the requests of a route, at first alone, and then while clients publish versions as fast as they can. */
export async function readsDuringPublications(
  gateway: Target,
  publisher: Publisher,
  route: BenchRoute,
): Promise<ReadsDuringPublications> {
  const pace = { seconds: 1, perSecond: 200, idleCpu: 0 }
  const { requestsPerSecond: perSecond } = await sendLoad(gateway, route, pace)
  const idle = await sendLoad(gateway, route, { seconds, perSecond, idleCpu: 0 })
  let [published, isDone] = [0, false]
  const publish = async (): Promise<void> => {
    while (!isDone) {
      const submission = await publisher.prepare(publishedSlug(published++), archiveBytes)
      await publisher.publish(gateway.url, submission)
    }
  }
  const start = performance.now()
  const publishing = Promise.all(Array.from({ length: clients }, publish))
  const load = await sendLoad(gateway, route, { seconds, perSecond: perSecond / 2, idleCpu: 0 })
  isDone = true
  await publishing
  return { idle, publishing: load, publicationsPerSecond: (published / (performance.now() - start)) * 1000 }
}
