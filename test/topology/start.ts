// Starts three gateways behind a load balancer, until SIGINT or SIGTERM. Their engines are on the servers that the environment
// variables name. To run this script with servers for tests: `npx tsx test/servers/start.ts npx tsx test/topology/start.ts`.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTopology } from './topology.js'

const folder = await mkdtemp(join(tmpdir(), 'registry-topology-'))
const topology = await startTopology(folder)
process.stdout.write(
  `Load balancer: ${topology.url}; gateways: ${topology.gateways.join(', ')}; engines: ${topology.engines}\n`,
)
const idle = setInterval(() => undefined, 60_000)
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
clearInterval(idle)
await topology.stop()
await rm(folder, { recursive: true, force: true })
