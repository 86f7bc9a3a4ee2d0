import { readdirSync, readFileSync } from 'node:fs'
import {
  firstReadOf,
  publicationOf,
  resultSchema,
  type BenchResult,
  type RegistryResult,
  type RouteResult,
  type UnderLoad,
} from '../../bench/performance/result.js'
import { mb, time } from '../../bench/performance/table.js'
import { plotsOf } from './performance-plots.js'

const folder = new URL('../performance/', import.meta.url)

const introduction = `# Performance

<!-- Made from docs/performance/*.json by \`npm run docs\`. -->

What requests cost, how large registries may be, and what the gateway does under load. All numbers of a table come from one
run of \`npm run bench\`. The load and the gateway share the cores of one machine, so **compare ratios, not times**: other
machines have other times, and the ratios stay.

- **Plain** is a \`node:http\` server that only sends the same headers and bytes. It gets the same requests, in alternating
  rounds. The **share** is the speed of the gateway as a share of its speed: 1 is the most that a server in Node can reach.
- **CPU** is the processor time of the server for one request.
- Each application has 8 versions. Manifests have 2 to 20 kB. Clients of JSON accept gzip.
- **Cold** is the first request of its kind after a start. **After a publication** is the first one after a new version of an
  application. All later ones are **warm**.
- The store page is one GraphQL query for 50 applications with names, icons, versions and facets. The store search is the
  same query with a word that most applications have.
`

const howTo = `## Measuring again

\`npm run bench -- --apps 300,3000,30000 --write-docs\` measures everything again, and writes this page. See
[\`CONTRIBUTING.md\`](../CONTRIBUTING.md) for other sizes, servers and registries.
`

/** A file of the documentation, by its path. */
type Files = Record<string, string>

/** The page about performance, in Markdown, and its plots. */
export function performanceFiles(): Files {
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => [name.replace('.json', ''), readResult(name)] as const)
  const page = [introduction, ...results.map(([name, result]) => sectionText(name, result)), howTo].join('\n')
  const plots = results.flatMap(([name, result]) => plotsOf(name, result))
  return { 'docs/performance.md': page, ...Object.fromEntries(plots.map(({ path, svg }) => [`docs/${path}`, svg])) }
}

function readResult(name: string): BenchResult {
  return resultSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
}

function sectionText(name: string, result: BenchResult): string {
  const { engines, date, commit, node, cpu, cores, isQuick, registries } = result
  const brief = isQuick ? ' Everything was measured only briefly.' : ''
  const images = plotsOf(name, result).map(({ path, title }) => `![${title}](${path})\n`)
  return `## With ${engines}

Measured on ${date.slice(0, 10)} at commit ${commit}, with Node ${node}, on ${cores} cores (${cpu}).${brief}

### Growth

${table(['', ...registries.map(({ apps }) => `${apps} applications`)], growthRows(registries))}
${images.join('\n')}
### Warm requests

${registries.map(warmText).join('\n')}`
}

/** A row of the table of growth. */
interface GrowthRow {
  title: string
  /** `undefined` if it was not measured. */
  value: (registry: RegistryResult) => number | undefined
  format: (value: number) => string
}

function growthRows(registries: readonly RegistryResult[]): string[][] {
  const reads = registries[0]?.firstReads ?? []
  const rows: GrowthRow[] = [
    { title: 'start to ready', value: ({ startTime }) => startTime * 1000, format: time },
    { title: 'resident memory', value: ({ memory }) => memory.filled.resident, format: mb },
    {
      title: 'resident memory beyond that without applications',
      value: ({ memory }) => memory.filled.resident - memory.empty.resident,
      format: mb,
    },
    ...reads.flatMap(({ name }): GrowthRow[] => [
      { title: `${name}: CPU, cold`, value: (registry) => firstReadOf(registry, name)?.cold, format: time },
      {
        title: `${name}: CPU, after a publication`,
        value: (registry) => firstReadOf(registry, name)?.afterPublication,
        format: time,
      },
    ]),
    ...underLoadRows(registries[0]?.underLoad),
  ]
  return rows.map(({ title, value, format }) => [
    title,
    ...registries.map((registry) => {
      const measured = value(registry)
      return measured === undefined ? '' : format(measured)
    }),
  ])
}

function underLoadRows(first: UnderLoad | undefined): GrowthRow[] {
  if (!first) return []
  const { clients, archive } = first.largeDownloads
  return [
    ...first.publishing.flatMap(({ bytes }): GrowthRow[] => [
      {
        title: `CPU of a publication of ${bytes / 1000} kB`,
        value: (registry) => publicationOf(registry, bytes)?.cpu,
        format: time,
      },
      {
        title: `publications of ${bytes / 1000} kB a second, by one client`,
        value: (registry) => publicationOf(registry, bytes)?.perSecond,
        format: (value) => value.toFixed(1),
      },
    ]),
    {
      title: `p99 of "${first.whilePublishing.name}" while clients publish, compared with no publications`,
      value: ({ underLoad }) =>
        underLoad && underLoad.whilePublishing.publishing.p99 / underLoad.whilePublishing.idle.p99,
      format: times,
    },
    {
      title: 'longest wait of other requests during the first store page',
      value: ({ underLoad }) => underLoad?.coldPage.longestWait,
      format: time,
    },
    {
      title: `resident memory added by ${clients} downloads of ${mb(archive)} at once`,
      value: ({ underLoad }) => underLoad && underLoad.largeDownloads.peak - underLoad.largeDownloads.before,
      format: mb,
    },
  ]
}

function warmText({ apps, routes }: RegistryResult): string {
  const hasOther = routes.some(({ against }) => against !== undefined)
  const heading = ['request', 'bytes', 'a second', 'p50', 'p99', 'CPU', 'CPU of plain', 'share', 'goal']
  const rows = routes.map((route) => [
    route.name,
    String(route.bytes),
    route.gateway.requestsPerSecond.toFixed(0),
    ...[route.gateway.p50, route.gateway.p99, route.gateway.cpu, route.plain.cpu].map(time),
    route.share.toFixed(2),
    String(route.goal),
    ...(hasOther ? [otherCell(route)] : []),
  ])
  return `With ${apps} applications:\n\n${table([...heading, ...(hasOther ? ['CPU of the other registry'] : [])], rows)}`
}

function otherCell({ against, gateway }: RouteResult): string {
  return against ? `${time(against.cpu)} (${times(against.cpu / gateway.cpu)})` : ''
}

function times(factor: number): string {
  return `${factor.toFixed(1)} times`
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = heading.map((_, i) => (i === 0 ? '---' : '--:'))
  return `${[heading, rule, ...rows].map(line).join('\n')}\n`
}
