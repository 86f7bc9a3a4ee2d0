import autocannon from 'autocannon'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../test/support/http.js'
import { startGateway, startPlainServer, type Measured, type PlainServer } from './servers.js'

/*
 * Compares the processor time of one read, after a warm-up, between the gateway and a plain `node:http` server. Both send the
 * same bytes and headers. Both servers are child processes, and get their requests in alternating rounds. Run with
 * `npm run bench`. It takes about four minutes.
 */

// The JIT compiler optimizes the same code differently in each process, so the speed varies by 25 % and more. Therefore all
// routes are measured several times, with new processes.
const runs = 3
// With many short rounds, other load on the machine affects both servers equally.
const rounds = 11
const requestsPerRound = 5_000
// Enough requests to complete the compilation before the first round: it takes processor time, too.
const warmUpRequests = 40_000
const connections = 16

interface Route {
  name: string
  path: string
  headers: Record<string, string>
  /** The goal: at least this share of the plain server's speed, or at most this processor time per request. */
  goal: { share: number } | { milliseconds: number }
}

const gzip = { 'Accept-Encoding': 'gzip' }
const routes: Route[] = [
  { name: 'application', path: '/registry/app-0001', headers: gzip, goal: { share: 0.7 } },
  {
    name: 'application, 304',
    path: '/registry/app-0002',
    headers: { ...gzip, 'If-None-Match': '*' },
    goal: { share: 0.7 },
  },
  { name: 'latest version', path: '/registry/app-0001/stable/latest', headers: gzip, goal: { share: 0.7 } },
  { name: 'versions', path: '/registry/app-0001/versions', headers: gzip, goal: { share: 0.7 } },
  { name: 'list of 50', path: '/registry?limit=50', headers: gzip, goal: { milliseconds: 0.2 } },
  { name: 'list of 200', path: '/registry?limit=200', headers: gzip, goal: { milliseconds: 1 } },
  { name: 'icon', path: '/registry/app-0001/icon', headers: {}, goal: { share: 0.7 } },
  {
    name: 'redirect',
    path: '/open?fallback=https%3A%2F%2Fone.cozy.example%2F%23%2Fopen',
    headers: { Host: 'links.example' },
    goal: { share: 0.7 },
  },
]

/** The size of a response, and the processor time for one request in microseconds. */
interface Cost {
  bytes: number
  gateway: number
  plain: number
  /** The gateway's speed as a share of the plain server's speed. */
  share: number
}

const measured = new Map<Route, Cost[]>(routes.map((route) => [route, []]))
for (let run = 1; run <= runs; run++) {
  print(title(`run ${String(run)} of ${String(runs)}`))
  await measureRoutes()
}
print(`${title('median')}  goal`)
for (const [route, costs] of measured) print(`${row(route, medianOf(costs))}  ${verdict(route, medianOf(costs))}`)

// Measures all routes with a newly started gateway and a newly started plain server.
async function measureRoutes(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
  const gateway = await startGateway(folder)
  const plain = await startPlainServer()
  try {
    const idleUse = new Map<Measured, number>()
    for (const server of [gateway, plain]) idleUse.set(server, await idleCpu(server))
    for (const [route, costs] of measured) {
      const cost = await compare(route, { gateway, plain, idleUse })
      costs.push(cost)
      print(row(route, cost))
    }
  } finally {
    await plain.close()
    await gateway.close()
    await rm(folder, { recursive: true })
  }
}

/** Two servers to compare, and the processor time that each uses without requests. */
interface Pair {
  gateway: Measured
  plain: PlainServer
  /** Microseconds of processor time per millisecond. */
  idleUse: ReadonlyMap<Measured, number>
}

// Prepares the plain server to send the same response as the gateway. Returns the length of the body.
async function prepareSameResponse({ path, headers }: Route, { gateway, plain }: Pair): Promise<number> {
  const { status, bytes, headers: responseHeaders } = await send(gateway.url, path, { headers })
  const addedByNode = ['connection', 'date', 'keep-alive', 'transfer-encoding']
  const copied = Object.entries(responseHeaders).filter(([header]) => !addedByNode.includes(header))
  await plain.prepare(path, {
    status,
    headers: copied.flatMap(([header, value]) => [header, String(value)]),
    body: bytes.toString('base64'),
  })
  return bytes.length
}

async function compare(route: Route, pair: Pair): Promise<Cost> {
  const { gateway, plain, idleUse } = pair
  const bytes = await prepareSameResponse(route, pair)
  const cost = (server: Measured, amount: number) => load(server, route, amount, idleUse.get(server) ?? 0)
  for (const server of [gateway, plain]) await cost(server, warmUpRequests)
  const costs: Cost[] = []
  for (let round = 0; round < rounds; round++) {
    const [gatewayCost, plainCost] = [await cost(gateway, requestsPerRound), await cost(plain, requestsPerRound)]
    costs.push({ bytes, gateway: gatewayCost, plain: plainCost, share: plainCost / gatewayCost })
  }
  return medianOf(costs)
}

// Microseconds of processor time per millisecond without requests. The idle gateway polls for changes, and gathers metrics.
async function idleCpu(server: Measured): Promise<number> {
  const [before, start] = [await server.cpu(), performance.now()]
  await sleep(3000)
  return ((await server.cpu()) - before) / (performance.now() - start)
}

// Microseconds of processor time for one request. The processor time of the idle server is subtracted.
async function load(server: Measured, { path, headers }: Route, amount: number, idleUse: number): Promise<number> {
  const [before, start] = [await server.cpu(), performance.now()]
  const { requests, non2xx, errors } = await autocannon({
    url: `${server.url}${path}`,
    connections,
    amount,
    headers,
    // The load generator checks at these intervals, in milliseconds, whether all requests are done.
    sampleInt: 20,
  })
  const idle = (performance.now() - start) * idleUse
  const used = (await server.cpu()) - before - idle
  if (errors > 0 || requests.total === 0)
    throw new Error(`${path}: ${String(errors)} errors, ${String(non2xx)} refusals`)
  return used / requests.total
}

// The median of each member by itself. The median share may differ from the quotient of the median costs.
function medianOf(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost) => median(costs.map((cost) => cost[name]))
  return { bytes: of('bytes'), gateway: of('gateway'), plain: of('plain'), share: of('share') }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function title(text: string): string {
  return `${text.padEnd(18)}${'bytes'.padStart(9)}${'gateway'.padStart(12)}${'plain'.padStart(12)}${'share'.padStart(8)}`
}

function row({ name }: Route, { bytes, gateway, plain, share }: Cost): string {
  return `${name.padEnd(18)}${String(bytes).padStart(9)}${formatMicroseconds(gateway)}${formatMicroseconds(plain)}${share.toFixed(2).padStart(8)}`
}

function verdict({ goal }: Route, { gateway, share }: Cost): string {
  const isMet = 'share' in goal ? share >= goal.share : gateway <= goal.milliseconds * 1000
  const text = 'share' in goal ? `at least ${String(goal.share)}` : `at most ${String(goal.milliseconds)} ms`
  return isMet ? text : `${text}: MISSED`
}

function formatMicroseconds(microseconds: number): string {
  return `${microseconds.toFixed(1)} µs`.padStart(12)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
