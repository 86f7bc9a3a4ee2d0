// Publishes 200 versions while 1 000 subscribers reconnect at random to two gateways, one of which restarts. Counts the events
// that are missing, doubled, or out of order. If there are any, the exit status is 1. Smaller:
// `npm run bench:subscriptions -- <subscribers> <publications>`
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStorm } from '../test/topology/subscription-storm.js'
import { startTopology } from '../test/topology/topology.js'

const [subscribers = 1000, publications = 200] = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'registry-subscriptions-'))
const limits = {
  COZY_REGISTRY_LIMITS_SUBSCRIPTIONS_PER_ADDRESS: String(subscribers),
  COZY_REGISTRY_LOG_LEVEL: 'fatal',
}
const topology = await startTopology(folder, 2, limits)
try {
  const start = performance.now()
  const result = await runStorm(topology, { subscribers, publications })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stdout.write(
    `${topology.engines}: ${String(subscribers)} subscribers, ${String(publications)} publications in ${seconds} s: ${JSON.stringify(result)}\n`,
  )
  process.exitCode = result.missing + result.doubled + result.disordered > 0 ? 1 : 0
} finally {
  await topology.stop()
  await rm(folder, { recursive: true, force: true })
}
