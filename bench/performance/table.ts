import type { FirstRead, RegistryResult, RouteResult } from './result.js'

/** The results of a registry as lines of text. */
export function tableOf({ apps, versionsPerApp, startTime, memory, firstReads, routes }: RegistryResult): string[] {
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
    row([
      'warm',
      'bytes',
      'req/s',
      'p50',
      'p99',
      'CPU',
      'plain CPU',
      'plain p99',
      'share',
      'goal',
      'resident',
      'other CPU',
    ]),
    ...routes.map(routeRow),
  ]
}

function firstReadRow({ name, cold, coldTime, afterPublication, afterPublicationTime }: FirstRead): string {
  return row([name, ...[cold, coldTime, afterPublication, afterPublicationTime].map(time)])
}

function routeRow({ name, bytes, gateway, plain, against, share, goal, resident }: RouteResult): string {
  const verdict = share >= goal ? `${goal}` : `${goal} MISSED`
  const latencies = [gateway.p50, gateway.p99, gateway.cpu, plain.cpu, plain.p99].map(time)
  const other = against ? `${time(against.cpu)} (${(against.cpu / gateway.cpu).toFixed(0)}x)` : ''
  const cells = [
    String(bytes),
    gateway.requestsPerSecond.toFixed(0),
    ...latencies,
    share.toFixed(2),
    verdict,
    mb(resident),
  ]
  return row([name, ...cells, other])
}

/** A duration in microseconds, with a unit. */
export function time(microseconds: number): string {
  return microseconds < 1000 ? `${microseconds.toFixed(0)} µs` : `${(microseconds / 1000).toFixed(1)} ms`
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
