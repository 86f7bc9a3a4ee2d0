import { archiveBytes } from './contents.js'
import { storePage } from './operations.js'
import { archiveName, benchSlug, benchVersions } from './seed.js'

/** A request that is measured. */
export interface BenchRoute {
  name: string
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
  /** Makes the body of each request, when they differ. Their answers have the same length. */
  nextBody?: () => string
  /** The least speed that the gateway should have, as a share of the speed of the plain server. */
  goal: number
}

const usual = benchSlug(3)
const latest = benchVersions.at(-1) ?? ''
// Clients of JSON accept gzip.
const gzip = { 'Accept-Encoding': 'gzip' }
const linkHost = { Host: 'links.example' }

/** The host names of universal links, for the configuration of the gateway. */
export const linkSettings = `
domain_space: { ${linkHost.Host}: __default__ }
trusted_domains: { __default__: [cozy.example] }
`

/** The requests that are measured. */
export function benchRoutes(frequentWord: string): BenchRoute[] {
  const page = storePage()
  const search = storePage(frequentWord)
  return [
    json('application', `/registry/${usual}`),
    { ...json('application, 304', `/registry/${usual}`), headers: { ...gzip, 'If-None-Match': '*' } },
    json('latest version', `/registry/${usual}/stable/latest`),
    json('one version', `/registry/${usual}/${benchVersions[0] ?? ''}`),
    json('versions', `/registry/${usual}/versions`),
    json('list of 50', '/registry?limit=50'),
    json('list of 200', '/registry?limit=200'),
    json('slugs', '/registry/slugs'),
    json('maintenance', '/registry/maintenance'),
    bytes('icon', `/registry/${usual}/icon`),
    bytes('archive of 2 kB', archivePath(usual), 0.7),
    bytes('archive of 200 kB', archivePath(benchSlug(archiveBytes.large.place)), 0.5),
    { ...bytes('redirect', '/open?fallback=https%3A%2F%2Fone.cozy.example%2F%23%2Fopen'), headers: linkHost },
    { ...bytes('well-known', '/.well-known/assetlinks.json'), headers: linkHost },
    json('health', '/health'),
    graphqlByPost('store page, POST', page),
    graphqlByGet('store page, GET', page),
    graphqlByPost('store search, POST', search),
    graphqlByGet('store search, GET', search),
    neverSeen('small query, never seen'),
  ]
}

/** The path of the archive of an application's newest version. */
export function archivePath(slug: string): string {
  return `/registry/${slug}/${latest}/tarball/${archiveName(slug)}`
}

function json(name: string, path: string): BenchRoute {
  return { name, method: 'GET', path, headers: gzip, goal: 0.85 }
}

function bytes(name: string, path: string, goal = 0.85): BenchRoute {
  return { name, method: 'GET', path, headers: {}, goal }
}

function graphqlByPost(name: string, operation: object): BenchRoute {
  const headers = { ...gzip, Accept: 'application/json', 'Content-Type': 'application/json' }
  return { name, method: 'POST', path: '/graphql', headers, body: JSON.stringify(operation), goal: 0.6 }
}

function graphqlByGet(name: string, { query, variables }: { query: string; variables: object }): BenchRoute {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) })
  const headers = { ...gzip, Accept: 'application/json' }
  return { name, method: 'GET', path: `/graphql?${parameters.toString()}`, headers, goal: 0.6 }
}

// Each request has a text of its own, as from a person who tries queries.
function neverSeen(name: string): BenchRoute {
  let next = 10_000_000
  const nextBody = () => JSON.stringify({ query: `{ space { app(slug: "${usual}") { a${next++}: slug label } } }` })
  return { ...graphqlByPost(name, {}), body: nextBody(), nextBody, goal: 0.35 }
}
