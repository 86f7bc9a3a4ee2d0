import { parseArgs } from 'node:util'
import { simulate, type Load, type Site } from './simulation.js'

/*
 * Simulates how many requests of many Cozies reach the gateways, with and without a CDN, while editors publish. Prints the
 * processor time that the gateways need. Run with `npm run bench:simulate`. It takes about a minute.
 */

const { values } = parseArgs({
  options: {
    /** Microseconds of a gateway's processor time, see `docs/performance.md`. */
    hit: { type: 'string', default: '45' },
    'not-modified': { type: 'string', default: '35' },
    miss: { type: 'string', default: '500' },
    /** Seconds between two looks of a Cozy for updates of one application. */
    interval: { type: 'string', default: '86400' },
    gateways: { type: 'string', default: '2' },
  },
})

const numberOf = (name: keyof typeof values): number => {
  const number = Number(values[name])
  if (!(number > 0)) throw new Error(`--${name} has "${values[name]}": give a number above 0`)
  return number
}
const costs = { hit: numberOf('hit'), notModified: numberOf('not-modified'), miss: numberOf('miss') }
const site: Site = { apps: 1000, gateways: numberOf('gateways'), edges: 0, maxAge: 300 }
const minutes = 30
const calm: Load = {
  cozies: 0,
  appsPerCozy: 12,
  interval: numberOf('interval'),
  publicationsPerSecond: 1 / 600,
  minutes,
}
const storm: Load = { ...calm, publicationsPerSecond: 2 }

const columns = ['Cozies', 'edges', 'publications', 'asked', 'at gateways', '304', 'cached', 'CPU', 'queries']
const units = ['', '', 'per minute', 'per s', 'per s', 'share', 'share', 'cores', 'per s']
for (const cells of [columns, units]) printRow(cells)
for (const cozies of [10_000, 100_000, 1_000_000]) {
  for (const load of [calm, storm]) {
    for (const edges of [0, 20]) {
      const { asked, arrived, notModified, cached, missed } = simulate({ ...load, cozies }, { ...site, edges })
      const seconds = minutes * 60
      const cpu = notModified * costs.notModified + cached * costs.hit + missed * costs.miss
      printRow([
        cozies.toLocaleString('en'),
        String(edges),
        (load.publicationsPerSecond * 60).toFixed(1),
        (asked / seconds).toFixed(0),
        (arrived / seconds).toFixed(1),
        share(notModified, arrived),
        share(arrived - missed, arrived),
        (cpu / 1e6 / seconds).toFixed(4),
        (missed / seconds).toFixed(2),
      ])
    }
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3)
}

function printRow(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(13)).join('')}\n`)
}
