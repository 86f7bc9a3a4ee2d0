import autocannon from 'autocannon'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../test/support/http.js'
import { startGateway, startPlainServer, type Measured, type PlainServer } from './servers.js'

/*
 * What a warm read costs: the processor time of one request, to the gateway and to a plain `node:http` server that sends
 * the same bytes and headers, in turns and from another process. Run with `npm run bench`; it takes about four minutes.
 */

// Node compiles the same code better or worse from one process to the next, by a quarter and more.
const processes = 3
// Many short rounds in turns: what else the machine does meanwhile then falls on both servers alike.
const rounds = 11
const requestsOfRound = 5_000
// Until Node has compiled all that runs for a request, which costs processor time too.
const requestsOfWarming = 40_000
const connections = 16

interface Route {
  name: string
  path: string
  headers: Record<string, string>
  /** What is wanted: a share of the plain server's speed, or milliseconds of processor time. */
  wanted: { share: number } | { milliseconds: number }
}

const gzip = { 'Accept-Encoding': 'gzip' }
const routes: Route[] = [
  { name: 'application', path: '/registry/app-0001', headers: gzip, wanted: { share: 0.7 } },
  {
    name: 'application, 304',
    path: '/registry/app-0002',
    headers: { ...gzip, 'If-None-Match': '*' },
    wanted: { share: 0.7 },
  },
  { name: 'latest version', path: '/registry/app-0001/stable/latest', headers: gzip, wanted: { share: 0.7 } },
  { name: 'versions', path: '/registry/app-0001/versions', headers: gzip, wanted: { share: 0.7 } },
  { name: 'list of 50', path: '/registry?limit=50', headers: gzip, wanted: { milliseconds: 0.2 } },
  { name: 'list of 200', path: '/registry?limit=200', headers: gzip, wanted: { milliseconds: 1 } },
  { name: 'icon', path: '/registry/app-0001/icon', headers: {}, wanted: { share: 0.7 } },
  {
    name: 'redirect',
    path: '/open?fallback=https%3A%2F%2Fone.cozy.example%2F%23%2Fopen',
    headers: { Host: 'links.example' },
    wanted: { share: 0.7 },
  },
]

/** What one request costs, in microseconds of processor time. */
interface Cost {
  bytes: number
  gateway: number
  plain: number
  /** Of the plain server's speed. */
  share: number
}

const measured = new Map<Route, Cost[]>(routes.map((route) => [route, []]))
for (let process = 1; process <= processes; process++) {
  print(title(`process ${String(process)} of ${String(processes)}`))
  await measureProcesses()
}
print(`${title('median')}  wanted`)
for (const [route, costs] of measured) print(`${row(route, medianOf(costs))}  ${verdict(route, medianOf(costs))}`)

// All routes, with a gateway and a plain server that have just started.
async function measureProcesses(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
  const gateway = await startGateway(folder)
  const plain = await startPlainServer()
  try {
    const idleUse = new Map<Measured, number>()
    for (const server of [gateway, plain]) idleUse.set(server, await idling(server))
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

/** Two servers to compare, and what each uses without requests. */
interface Pair {
  gateway: Measured
  plain: PlainServer
  /** Microseconds of processor time in a millisecond. */
  idleUse: ReadonlyMap<Measured, number>
}

// Lets the plain server give the gateway's answer; tells how long its body is.
async function teach({ path, headers }: Route, { gateway, plain }: Pair): Promise<number> {
  const { status, bytes, headers: answered } = await send(gateway.url, path, { headers })
  const connection = ['connection', 'date', 'keep-alive', 'transfer-encoding']
  const kept = Object.entries(answered).filter(([header]) => !connection.includes(header))
  await plain.learn(path, {
    status,
    headers: kept.flatMap(([header, value]) => [header, String(value)]),
    body: bytes.toString('base64'),
  })
  return bytes.length
}

async function compare(route: Route, pair: Pair): Promise<Cost> {
  const { gateway, plain, idleUse } = pair
  const bytes = await teach(route, pair)
  const cost = (server: Measured, amount: number) => load(server, route, amount, idleUse.get(server) ?? 0)
  for (const server of [gateway, plain]) await cost(server, requestsOfWarming)
  const costs: Cost[] = []
  for (let round = 0; round < rounds; round++) {
    const [ours, ceiling] = [await cost(gateway, requestsOfRound), await cost(plain, requestsOfRound)]
    costs.push({ bytes, gateway: ours, plain: ceiling, share: ceiling / ours })
  }
  return medianOf(costs)
}

// Microseconds of processor time in a millisecond without requests: looking for changes of the data, and metrics.
async function idling(server: Measured): Promise<number> {
  const [before, start] = [await server.cpu(), performance.now()]
  await sleep(3000)
  return ((await server.cpu()) - before) / (performance.now() - start)
}

// Microseconds of processor time that the server needs for one request, beside what it uses without any.
async function load(server: Measured, { path, headers }: Route, amount: number, idleUse: number): Promise<number> {
  const [before, start] = [await server.cpu(), performance.now()]
  const { requests, non2xx, errors } = await autocannon({
    url: `${server.url}${path}`,
    connections,
    amount,
    headers,
    // It looks at these intervals only whether all is done.
    sampleInt: 20,
  })
  const idle = (performance.now() - start) * idleUse
  const used = (await server.cpu()) - before - idle
  if (errors > 0 || requests.total === 0)
    throw new Error(`${path}: ${String(errors)} errors, ${String(non2xx)} refusals`)
  return used / requests.total
}

// Each number by itself: the median share need not be that of the median costs.
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
  return `${name.padEnd(18)}${String(bytes).padStart(9)}${micro(gateway)}${micro(plain)}${share.toFixed(2).padStart(8)}`
}

function verdict({ wanted }: Route, { gateway, share }: Cost): string {
  const good = 'share' in wanted ? share >= wanted.share : gateway <= wanted.milliseconds * 1000
  const goal = 'share' in wanted ? `at least ${String(wanted.share)}` : `at most ${String(wanted.milliseconds)} ms`
  return good ? goal : `${goal}: MISSED`
}

function micro(microseconds: number): string {
  return `${microseconds.toFixed(1)} µs`.padStart(12)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
