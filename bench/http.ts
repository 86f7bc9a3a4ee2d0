import autocannon from 'autocannon'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../test/support/http.js'
import { startGateway, startPlainServer, type Measured } from './servers.js'

/*
 * What a warm read costs: the processor time of one request, to the gateway and to a plain `node:http` server that sends
 * the same bytes and headers, in turns and from another process. Run with `npm run bench`; it takes about three minutes.
 */

// Many short rounds in turns: what else the machine does meanwhile then falls on both servers alike.
const rounds = 41
const requestsOfRound = 5_000
// Until Node has compiled all that runs for a request, which costs processor time too.
const requestsOfWarming = 120_000
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

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
const gateway = await startGateway(folder)
const plain = await startPlainServer()
const idleUse = new Map<Measured, number>()
try {
  print(
    `${'route'.padEnd(18)}${'bytes'.padStart(9)}${'gateway'.padStart(12)}${'plain'.padStart(12)}${'share'.padStart(8)}  wanted`,
  )
  for (const server of [gateway, plain]) idleUse.set(server, await idling(server))
  for (const route of routes) await compare(route)
} finally {
  await plain.close()
  await gateway.close()
  await rm(folder, { recursive: true })
}

// Lets the plain server give the gateway's answer; tells how long its body is.
async function teach({ path, headers }: Route): Promise<number> {
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

async function compare(route: Route): Promise<void> {
  const { name, wanted } = route
  const length = await teach(route)
  for (const server of [gateway, plain]) await load(server, route, requestsOfWarming)
  const costs: { gateway: number; plain: number }[] = []
  for (let round = 0; round < rounds; round++) {
    costs.push({ gateway: await load(gateway, route), plain: await load(plain, route) })
  }
  const [ours, ceiling] = [median(costs.map(({ gateway }) => gateway)), median(costs.map(({ plain }) => plain))]
  const share = median(costs.map(({ gateway, plain }) => plain / gateway))
  const good = 'share' in wanted ? share >= wanted.share : ours <= wanted.milliseconds * 1000
  const goal = 'share' in wanted ? `at least ${String(wanted.share)}` : `at most ${String(wanted.milliseconds)} ms`
  print(
    `${name.padEnd(18)}${String(length).padStart(9)}${micro(ours)}${micro(ceiling)}${share.toFixed(2).padStart(8)}  ${goal}${good ? '' : ': MISSED'}`,
  )
}

// Microseconds of processor time in a millisecond without requests: looking for changes of the data, and metrics.
async function idling(server: Measured): Promise<number> {
  const [before, start] = [await server.cpu(), performance.now()]
  await sleep(3000)
  return ((await server.cpu()) - before) / (performance.now() - start)
}

// Microseconds of processor time that the server needs for one request, beside what it uses without any.
async function load(server: Measured, { path, headers }: Route, amount = requestsOfRound): Promise<number> {
  const [before, start] = [await server.cpu(), performance.now()]
  const { requests, non2xx, errors } = await autocannon({
    url: `${server.url}${path}`,
    ...{ connections, amount, headers },
    // It looks at these intervals only whether all is done.
    sampleInt: 20,
  })
  const idle = (performance.now() - start) * (idleUse.get(server) ?? 0)
  const used = (await server.cpu()) - before - idle
  if (errors > 0 || requests.total === 0)
    throw new Error(`${path}: ${String(errors)} errors, ${String(non2xx)} refusals`)
  return used / requests.total
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function micro(microseconds: number): string {
  return `${microseconds.toFixed(1)} µs`.padStart(12)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
