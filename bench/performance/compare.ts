import { send } from '../../test/support/http.js'
import type { PlainServer } from '../servers.js'
import { idleCpuOf, median, sendLoad, type Load, type Target } from './load.js'
import type { BenchRoute } from './routes.js'

/** How long to measure. */
export interface Pace {
  /** With many short rounds, other load on the machine affects all servers equally. */
  rounds: number
  secondsPerRound: number
  /** Long enough to complete the compilation before the first round: it takes processor time, too. */
  warmUpSeconds: number
}

/** The servers to compare. */
export interface Servers {
  gateway: Target
  plain: PlainServer
  /** Another registry with the same applications. */
  against: Target | undefined
}

/** The processor time of each server without requests, in microseconds per millisecond. */
export interface IdleCpu {
  gateway: number
  plain: number
  against: number
}

/** Measures the processor time of the servers without requests. */
export async function idleCpuOfAll({ gateway, plain, against }: Servers): Promise<IdleCpu> {
  const of = (target: Target) => idleCpuOf(target, idleTime)
  return { gateway: await of(gateway), plain: await of(plain), against: against ? await of(against) : 0 }
}

/** The measurements of one route. */
export interface Comparison {
  /** The length of the answer. */
  bytes: number
  gateway: Load
  plain: Load
  against?: Load
  /** The speed of the gateway as a share of the speed of the plain server: the median of all rounds. */
  share: number
}

/** A server, its processor time without requests, and about how many requests it answers in a second. */
interface Warm {
  target: Target
  idleCpu: number
  perSecond: number
}

// In milliseconds.
const idleTime = 3000
// The number of requests in the first second is unknown.
const firstRequests = 200

/** Sends the same requests to all servers, in alternating rounds, after a warm-up. */
export async function compare(route: BenchRoute, servers: Servers, idle: IdleCpu, pace: Pace): Promise<Comparison> {
  const bytes = await prepareSameResponse(route, servers)
  const { gateway, plain, against } = servers
  const warm = {
    gateway: await warmUp(gateway, idle.gateway, route, pace),
    plain: await warmUp(plain, idle.plain, route, pace),
    ...(against && { against: await warmUp(against, idle.against, route, pace) }),
  }
  const loads: { gateway: Load; plain: Load; against?: Load }[] = []
  for (let round = 0; round < pace.rounds; round++) {
    loads.push({
      gateway: await oneRound(warm.gateway, route, pace),
      plain: await oneRound(warm.plain, route, pace),
      ...(warm.against && { against: await oneRound(warm.against, route, pace) }),
    })
  }
  return {
    bytes,
    gateway: medianLoad(loads.map(({ gateway }) => gateway)),
    plain: medianLoad(loads.map(({ plain }) => plain)),
    ...(against && { against: medianLoad(loads.flatMap(({ against }) => against ?? [])) }),
    share: median(loads.map(({ gateway, plain }) => plain.cpu / gateway.cpu)),
  }
}

// Prepares the plain server to send the same response as the gateway. Returns the length of the body.
async function prepareSameResponse(route: BenchRoute, { gateway, plain }: Servers): Promise<number> {
  const { method, path, headers, body } = route
  // The second answer may differ, because it comes from a cache.
  await send(gateway.url, path, { method, headers, ...(body !== undefined && { body }) })
  const answer = await send(gateway.url, path, { method, headers, ...(body !== undefined && { body }) })
  const { status, bytes } = answer
  if (status >= 400) throw new Error(`${method} ${path} is answered with ${status}: ${answer.text}`)
  const addedByNode = ['connection', 'date', 'keep-alive', 'transfer-encoding']
  const copied = Object.entries(answer.headers).filter(([header]) => !addedByNode.includes(header))
  await plain.prepare(path, {
    status,
    headers: copied.flatMap(([header, value]) => [header, String(value)]),
    body: bytes.toString('base64'),
  })
  return bytes.length
}

async function warmUp(target: Target, idleCpu: number, route: BenchRoute, { warmUpSeconds }: Pace): Promise<Warm> {
  const first = await sendLoad(target, route, { seconds: 1, perSecond: firstRequests, idleCpu })
  const load = { seconds: warmUpSeconds, perSecond: first.requestsPerSecond, idleCpu }
  const { requestsPerSecond: perSecond } = await sendLoad(target, route, load)
  return { target, idleCpu, perSecond }
}

function oneRound({ target, idleCpu, perSecond }: Warm, route: BenchRoute, { secondsPerRound }: Pace): Promise<Load> {
  return sendLoad(target, route, { seconds: secondsPerRound, perSecond, idleCpu })
}

/** The median of each member by itself. */
export function medianLoad(loads: readonly Load[]): Load {
  const of = (name: keyof Load) => median(loads.map((load) => load[name]))
  return { requestsPerSecond: of('requestsPerSecond'), p50: of('p50'), p99: of('p99'), cpu: of('cpu') }
}

/** The median of each member of several comparisons of one route, made with different processes. */
export function medianComparison(comparisons: readonly Comparison[]): Comparison {
  const against = comparisons.flatMap(({ against }) => against ?? [])
  return {
    bytes: median(comparisons.map(({ bytes }) => bytes)),
    gateway: medianLoad(comparisons.map(({ gateway }) => gateway)),
    plain: medianLoad(comparisons.map(({ plain }) => plain)),
    ...(against.length > 0 && { against: medianLoad(against) }),
    share: median(comparisons.map(({ share }) => share)),
  }
}
