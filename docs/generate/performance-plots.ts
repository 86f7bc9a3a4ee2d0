import { firstReadOf, publicationOf, type BenchResult, type RegistryResult } from '../../bench/performance/result.js'
import { plot, type Curve } from './plot.js'

/** A plot of the page about performance. */
export interface PerformancePlot {
  /** Below `docs/`. */
  path: string
  title: string
  svg: string
}

/** What a plot shows, for each number of applications. */
interface Definition {
  key: string
  title: string
  unit: string
  /** The names of the curves, and their values. */
  curves: readonly (readonly [name: string, value: (registry: RegistryResult) => number | undefined])[]
}

const warmRoutes = ['application', 'list of 50', 'icon', 'archive of 2 kB', 'store page, POST', 'store search, POST']

/**
 * The plots of a result.
 * @param name the name of its file, without the extension
 */
export function plotsOf(name: string, { registries }: BenchResult): PerformancePlot[] {
  const [first] = registries
  const reads = (first?.firstReads ?? []).map((read) => read.name)
  const definitions: Definition[] = [
    {
      key: 'warm',
      title: 'CPU of a warm request',
      unit: 'µs',
      curves: warmRoutes.map((route) => [
        route,
        ({ routes }) => routes.find((measured) => measured.name === route)?.gateway.cpu,
      ]),
    },
    {
      key: 'after-publication',
      title: 'CPU of the first request after a publication',
      unit: 'ms',
      curves: reads.map((read) => [read, (registry) => inThousands(firstReadOf(registry, read)?.afterPublication)]),
    },
    {
      key: 'cold',
      title: 'CPU of the first request after a start',
      unit: 'ms',
      curves: reads.map((read) => [read, (registry) => inThousands(firstReadOf(registry, read)?.cold)]),
    },
    {
      key: 'publishing',
      title: 'CPU of a publication',
      unit: 'ms',
      curves: (first?.underLoad?.publishing ?? []).map(({ bytes }) => [
        `archive of ${bytes / 1000} kB`,
        (registry) => inThousands(publicationOf(registry, bytes)?.cpu),
      ]),
    },
    {
      key: 'memory',
      title: 'Resident memory after the first requests',
      unit: 'MB',
      curves: [
        ['with applications', ({ memory }) => memory.filled.resident / 1e6],
        ['without applications', ({ memory }) => memory.empty.resident / 1e6],
      ],
    },
    { key: 'start', title: 'Start to ready', unit: 'ms', curves: [['start', ({ startTime }) => startTime]] },
  ]
  return definitions.flatMap(({ key, title, unit, curves }) => {
    const drawn = curves
      .map(([curve, value]) => curveOf(curve, registries, value))
      .filter(({ points }) => points.length > 0)
    return drawn.length > 0 ? [{ path: `performance/${name}-${key}.svg`, title, svg: plot(title, unit, drawn) }] : []
  })
}

function curveOf(
  name: string,
  registries: readonly RegistryResult[],
  value: (registry: RegistryResult) => number | undefined,
): Curve {
  const points = registries.map((registry) => ({ x: registry.apps, y: value(registry) ?? 0 }))
  // A logarithmic axis has no 0.
  return { name, points: points.filter(({ y }) => y > 0) }
}

function inThousands(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value / 1000
}
