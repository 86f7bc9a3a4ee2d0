import type { FirstRead, RegistryResult, RouteResult, UnderLoad } from './result.js'

const warmColumns = ['bytes', 'req/s', 'p50', 'p99', 'CPU', 'plain CPU', 'plain p99', 'share', 'goal', 'resident']

/** The results of a registry as lines of text. */
export function tableOf(result: RegistryResult): string[] {
  const { apps, versionsPerApp, startTime, memory, firstReads, routes, underLoad } = result
  const hasOther = routes.some(({ against }) => against !== undefined)
  const { empty, filled } = memory
  const grown = { resident: filled.resident - empty.resident, live: filled.live - empty.live }
  return [
    `${apps} applications with ${versionsPerApp} versions each: ready ${startTime.toFixed(0)} ms after the start`,
    `memory after the first requests: ${mb(filled.resident)} resident and ${mb(filled.live)} live, ` +
      `${mb(grown.resident)} and ${mb(grown.live)} more than without applications`,
    '',
    row(['first request', 'cold CPU', 'cold', 'CPU after a publication', 'after it']),
    ...firstReads.map(firstReadRow),
    '',
    row(['warm', ...warmColumns, ...(hasOther ? ['other req/s', 'other CPU', 'times ours'] : [])]),
    ...routes.map(routeRow),
    ...(underLoad ? ['', ...underLoadLines(underLoad)] : []),
  ]
}

function underLoadLines({ publishing, whilePublishing, coldPage, largeDownloads }: UnderLoad): string[] {
  const { clients, archive, before, peak, megabytesPerSecond } = largeDownloads
  const { name, idle, publishing: busy, publicationsPerSecond } = whilePublishing
  return [
    ...publishing.map(
      ({ bytes, perSecond, cpu }) =>
        `publications of ${bytes} bytes by one client: ${perSecond.toFixed(1)} a second, ${time(cpu)} of CPU each`,
    ),
    `${name}, with ${publicationsPerSecond.toFixed(1)} publications a second: p99 ${time(busy.p99)}, ` +
      `without: ${time(idle.p99)} (${(busy.p99 / idle.p99).toFixed(1)} times)`,
    `first ${coldPage.name}: ${time(coldPage.time)}; meanwhile /health waits ${time(coldPage.longestWait)} at most`,
    `${clients} clients download ${mb(archive)} each at once: ${mb(before)} resident before, ${mb(peak)} at most, ` +
      `${megabytesPerSecond.toFixed(0)} MB/s`,
  ]
}

function firstReadRow({ name, cold, coldTime, afterPublication, afterPublicationTime }: FirstRead): string {
  return row([name, ...[cold, coldTime, afterPublication, afterPublicationTime].map(time)])
}

function routeRow({ name, bytes, gateway, plain, against, share, goal, resident }: RouteResult): string {
  const verdict = share >= goal ? `${goal}` : `${goal} MISSED`
  const latencies = [gateway.p50, gateway.p99, gateway.cpu, plain.cpu, plain.p99].map(time)
  const other = against
    ? [against.requestsPerSecond.toFixed(0), time(against.cpu), (against.cpu / gateway.cpu).toFixed(1)]
    : []
  const cells = [
    String(bytes),
    gateway.requestsPerSecond.toFixed(0),
    ...latencies,
    share.toFixed(2),
    verdict,
    mb(resident),
  ]
  return row([name, ...cells, ...other])
}

/** A duration in microseconds, with a unit. */
export function time(microseconds: number): string {
  if (microseconds < 1000) return `${microseconds.toFixed(0)} µs`
  return microseconds < 1e6 ? `${(microseconds / 1000).toFixed(1)} ms` : `${(microseconds / 1e6).toFixed(1)} s`
}

/** A number of bytes in megabytes. */
export function mb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`
}

const nameWidth = 22
const width = 12

function row([name = '', ...cells]: string[]): string {
  return (name.padEnd(nameWidth) + cells.map((cell) => ` ${cell.padStart(width - 1)}`).join('')).trimEnd()
}
