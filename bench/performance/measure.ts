import { setTimeout as sleep } from 'node:timers/promises'
import { startPlainServer, type MemoryUse } from '../servers.js'
import type { BenchArguments } from './arguments.js'
import { compare, idleCpuOfAll, medianComparison, type Comparison, type Pace } from './compare.js'
import { coldCost, costAfterPublication, costOf } from './first-reads.js'
import { startBenchGateway, type StartedGateway } from './gateway.js'
import { median } from './load.js'
import { cpuOfProcesses } from './process-cpu.js'
import { measureUnderLoad } from './measure-under-load.js'
import { startPublisher } from './publications.js'
import type { FirstRead, RegistryResult } from './result.js'
import type { BenchRoute } from './routes.js'
import type { StoredRegistry } from './stored-registry.js'

/** How thoroughly to measure. */
export interface Effort extends Pace {
  /** How often to start the servers anew: the JIT compiler optimizes the same code differently in each process. */
  runs: number
  /** How many publications to make before each first read. */
  publications: number
  /** How many publications of each size to measure. */
  measuredPublications: number
}

export const thorough: Effort = {
  rounds: 11,
  secondsPerRound: 0.5,
  warmUpSeconds: 4,
  runs: 3,
  publications: 30,
  measuredPublications: 300,
}
export const brief: Effort = {
  rounds: 5,
  secondsPerRound: 0.3,
  warmUpSeconds: 1,
  runs: 1,
  publications: 5,
  measuredPublications: 60,
}

// The routes whose first requests are measured.
const firstRoutes = [
  'application',
  'list of 50',
  'list of 200',
  'slugs',
  'maintenance',
  'store page, POST',
  'store search, POST',
]
// The routes that are measured under other load, unless they are left out.
const readRoute = 'application'
const pageRoute = 'store page, POST'

/** A comparison, and the resident memory of the gateway after it. */
type WarmRoute = Comparison & { resident: number }

// In milliseconds.
const settleTime = 1000

/** A registry to measure, and a registry without applications. */
export interface Measurement {
  apps: number
  versionsPerApp: number
  stored: StoredRegistry
  empty: StoredRegistry
  routes: readonly BenchRoute[]
  effort: Effort
  args: Pick<BenchArguments, 'against' | 'databasePids'>
  print: (text: string) => void
}

/** Measures a gateway with one registry. */
export async function measureRegistry(measurement: Measurement): Promise<RegistryResult> {
  const { apps, versionsPerApp, stored, empty, routes, effort, args, print } = measurement
  const start = (registry: StoredRegistry) => startCounted(registry, args.databasePids)
  print('memory')
  const memory = {
    empty: await memoryOf(() => start(empty), routes),
    filled: await memoryOf(() => start(stored), routes),
  }
  const startTimes: number[] = []
  const startAnew = async (): Promise<StartedGateway> => {
    const gateway = await start(stored)
    startTimes.push(gateway.startTime)
    return gateway
  }
  const firstReads = await measureFirstReads(measurement, startAnew)
  const runs: WarmRoute[][] = []
  for (let run = 0; run < effort.runs; run++) {
    print(`warm requests, run ${run + 1} of ${effort.runs}`)
    runs.push(await measureRoutes(measurement, startAnew))
  }
  const read = routes.find(({ name }) => name === readRoute)
  const page = routes.find(({ name }) => name === pageRoute)
  const { measuredPublications: publications } = effort
  const underLoad =
    read && page && (await measureUnderLoad({ start: startAnew, stored, read, page, publications, print }))
  return {
    apps,
    versionsPerApp,
    startTime: median(startTimes),
    memory,
    firstReads,
    ...(underLoad && { underLoad }),
    routes: routes.map(({ name, goal }, i) => {
      const measured = runs.flatMap((run) => run[i] ?? [])
      return { name, ...medianComparison(measured), resident: median(measured.map(({ resident }) => resident)), goal }
    }),
  }
}

// Starts a gateway whose processor time includes that of its database.
async function startCounted(
  { flags, settings }: StoredRegistry,
  databasePids: readonly number[],
): Promise<StartedGateway> {
  const gateway = await startBenchGateway(flags, settings)
  return { ...gateway, cpu: async () => (await gateway.cpu()) + (await cpuOfProcesses(databasePids)) }
}

async function memoryOf(start: () => Promise<StartedGateway>, routes: readonly BenchRoute[]): Promise<MemoryUse> {
  const gateway = await start()
  try {
    for (const route of routes) await costOf(gateway, route)
    await sleep(settleTime)
    return await gateway.memory()
  } finally {
    await gateway.close()
  }
}

async function measureFirstReads(
  { stored, routes, effort, print }: Measurement,
  start: () => Promise<StartedGateway>,
): Promise<FirstRead[]> {
  const publisher = await startPublisher(stored.flags, stored.settings)
  const measured = routes.filter(({ name }) => firstRoutes.includes(name))
  const gateway = await start()
  try {
    const reads: FirstRead[] = []
    for (const route of measured) {
      print(`first requests: ${route.name}`)
      const cold = await coldCost(start, route, effort.runs)
      const after = await costAfterPublication(gateway, publisher, route, effort.publications)
      const afterwards = { afterPublication: after.cpu, afterPublicationTime: after.time }
      reads.push({ name: route.name, cold: cold.cpu, coldTime: cold.time, ...afterwards })
    }
    return reads
  } finally {
    await gateway.close()
    publisher.close()
  }
}

// Measures all routes with a newly started gateway and a newly started plain server.
async function measureRoutes(
  { routes, effort, args: { against }, print }: Measurement,
  start: () => Promise<StartedGateway>,
): Promise<WarmRoute[]> {
  const gateway = await start()
  const plain = await startPlainServer()
  const other = against && { url: against.url, cpu: () => cpuOfProcesses(against.pids) }
  const servers = { gateway, plain, against: other }
  try {
    const idle = await idleCpuOfAll(servers)
    const results: WarmRoute[] = []
    for (const route of routes) {
      const comparison = await compare(route, servers, idle, effort)
      const { resident } = await gateway.memory()
      results.push({ ...comparison, resident })
      print(`  ${route.name}: ${comparison.share.toFixed(2)}`)
    }
    return results
  } finally {
    await plain.close()
    await gateway.close()
  }
}
