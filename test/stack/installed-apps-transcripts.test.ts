import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { InstanceContextConfig } from '../../src/config/instance-contexts.js'
import { Instances } from '../../src/instances/instances.js'
import { parseJson, type Json } from '../../src/json.js'
import { packArchive, sha256 } from '../support/archives.js'
import { startTestGateway } from '../support/gateway.js'
import { listen } from '../support/http-servers.js'
import { openInstances } from '../support/instances.js'

const exchangeShape = z.object({
  n: z.number(),
  name: z.string(),
  host: z.string(),
  /** The scope of a token of the command line, `app`, `konnector` or `expired app` with a slug, `text` with a token, or nothing. */
  as: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.string().optional(),
  accept: z.string().optional(),
  /** Absent where the exchange was not recorded, but later ones show that it has happened. */
  status: z.number().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  answer: z.json().optional(),
  /** The number of another exchange with the same answer. */
  like: z.number().optional(),
  /** The versions that are the latest ones from here on, by slug, or slug and channel. */
  latest: z.record(z.string(), z.string()).optional(),
})
type Exchange = z.infer<typeof exchangeShape>

const releaseShape = z.object({
  slug: z.string(),
  manifest: z.looseObject({ type: z.string().optional(), version: z.string() }),
})
type Release = z.infer<typeof releaseShape>

const compared = ['content-type', 'cache-control', 'www-authenticate', 'location']
const recordedRegistry = 'http://127.0.0.1:18501'
const icon = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

interface Expected {
  status?: number | undefined
  headers?: Record<string, string> | undefined
  answer?: Json | undefined
}

interface Deviation {
  why: string
  answer: (recorded: Exchange) => Expected
}

/** Where answers differ from those of cozy-stack, and why. */
const deviations = new Map<number, Deviation>([
  [
    13,
    {
      why: 'the message of the URL parser of Go helps nobody',
      answer: () => ({
        answer: refusal('422', 'Invalid Parameter', 'Invalid or not supported source scheme', 'Source'),
      }),
    },
  ],
  [
    40,
    {
      why: 'a manifest of the other kind is a mistake of the publisher, not a failure of the server',
      answer: () => {
        const detail = '[gardener] Manifest type is not valid for a konnector. Maybe you want to install a webapp?'
        return { status: 422, answer: refusal('422', 'Unprocessable Entity', detail) }
      },
    },
  ],
])

function refusal(status: string, title: string, detail: string, parameter?: string): Json {
  return { errors: [{ status, title, detail, source: parameter === undefined ? {} : { parameter } }] }
}

async function linesOf<T>(name: string, shape: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(new URL(`transcripts/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => shape.parse(parseJson(line)))
}

/** Serves the applications of the recordings, as a registry and as archives. */
async function startRegistry() {
  const releases = await linesOf('installed-apps-registry', releaseShape)
  const latest: Record<string, string> = {}
  const archives = new Map<Release, Promise<Buffer>>()
  // Archives have the date of their creation: a second one would have another checksum.
  const archiveOf = (release: Release): Promise<Buffer> => {
    const archive = archives.get(release) ?? packRelease(release)
    archives.set(release, archive)
    return archive
  }
  const find = (slug: string, version: string): Release | undefined =>
    releases.find((release) => release.slug === slug && release.manifest.version === version)
  const latestOf = (slug: string, channel: string): string => latest[`${slug}/${channel}`] ?? latest[slug] ?? '1.0.0'
  const server = await listen(async (request: IncomingMessage, response: ServerResponse) => {
    const [, area, slug = '', channel = '1.0.0', isLatest] = (request.url ?? '').split('/')
    if (area === 'tar') {
      const [, name = '', version = '1.0.0'] = /^(.*?)(?:-(\d.*))?\.tar\.gz$/.exec(slug) ?? []
      const found = find(name === 'httpapp' ? 'noicon' : name, version)
      response.writeHead(found ? 200 : 404).end(found && (await archiveOf(found)))
      return
    }
    const found = find(slug, isLatest === 'latest' ? latestOf(slug, channel) : channel)
    if (!found) {
      response.writeHead(404).end('{"error":"not found"}')
      return
    }
    const { version } = found.manifest
    const file = slug === 'badurl' ? 'missing' : `${slug}-${version}`
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(
      JSON.stringify({
        slug,
        version,
        manifest: found.manifest,
        url: `http://${request.headers.host ?? ''}/tar/${file}.tar.gz`,
        sha256: slug === 'badsha' ? sha256('another') : sha256(await archiveOf(found)),
      }),
    )
  })
  const noicon = find('noicon', '1.0.0')
  if (!noicon) throw new Error('The recordings lack "noicon"')
  return { origin: server.origin, latest, sha256OfNoicon: sha256(await archiveOf(noicon)) }
}

function packRelease({ manifest }: Release): Promise<Buffer> {
  const type = manifest.type === 'konnector' ? 'konnector' : 'webapp'
  const files = [
    { name: `manifest.${type}`, content: JSON.stringify(manifest) },
    { name: 'icon.svg', content: icon },
  ]
  return packArchive(files, { gzip: true })
}

const hosts = {
  'recfr.localhost:8190': 'rec',
  'recal.localhost:8190': 'allow',
  'recsk.localhost:8190': 'skip',
}

async function startCozy(registry: string) {
  const context = (settings: Partial<InstanceContextConfig>): InstanceContextConfig => ({
    space: '',
    registry,
    additionalPlatformApps: [],
    allowsInstallByApps: false,
    skipsPermissionConsent: false,
    firstFolders: { administrative: true, photos: true },
    ...settings,
  })
  const instanceContexts = new Map([
    ['rec', context({})],
    ['allow', context({ allowsInstallByApps: true })],
    ['skip', context({ skipsPermissionConsent: true })],
  ])
  const gateway = await startTestGateway({ instanceContexts })
  const { documents, secret, config } = gateway
  for (const [domain, name] of Object.entries(hosts)) {
    const query = `mutation { createInstance(input: { domain: "${domain}", context: "${name}" }) { __typename } }`
    const headers = { Authorization: `Token ${gateway.master}` }
    await gateway.send('/graphql', { method: 'POST', headers, body: { query } })
  }
  const parts = { documents, prefix: config.prefix, secret, clock: Date.now, log: pino({ level: 'silent' }) }
  const instances = await openInstances(new Instances(parts))
  const tokenOf = (host: string, as: string): Promise<string> => {
    const [, expired, kind, slug = ''] = /^(expired )?(app|konnector) (.*)$/.exec(as) ?? []
    const instance = instances.get(host)
    if (kind === 'app' || kind === 'konnector') {
      return instances.tokens.create(instance, { kind, slug }, expired === undefined ? undefined : -60)
    }
    return instances.tokens.create(instance, { kind: 'cli', scope: as })
  }
  return {
    ...gateway,
    authorization: async ({ host, as }: Exchange): Promise<Record<string, string>> => {
      if (as === '') return {}
      return { Authorization: `Bearer ${as.startsWith('text ') ? as.slice(5) : await tokenOf(host, as)}` }
    },
    /** How many installations and updates have ended. */
    ended: () => gateway.logged().filter((line) => /"operation":"(installApp|updateInstalledApp)"/.test(line)).length,
  }
}

/** Repeats all exchanges in their order, and returns how many of them were compared. */
async function replay(): Promise<number> {
  const registry = await startRegistry()
  const cozy = await startCozy(`${registry.origin}/registry`)
  const exchanges = await linesOf('installed-apps', exchangeShape)
  const ours = (value: string): string =>
    value.replaceAll(recordedRegistry, registry.origin).replaceAll(/(?<=%23)[0-9a-f]{64}/g, registry.sha256OfNoicon)
  let repeated = 0
  for (const exchange of exchanges) {
    const { n, name, host, method, path, body, accept, like } = exchange
    Object.assign(registry.latest, exchange.latest)
    const headers = { Host: host, ...(await cozy.authorization(exchange)), ...(accept && { Accept: accept }) }
    const before = cozy.ended()
    const answer = await cozy.send(ours(path), { method, headers, ...(body !== undefined && { body }) })
    if (answer.status === 202) await expect.poll(cozy.ended, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before)
    const shown = `${String(n)} ${name}`
    if (exchange.status === undefined) {
      expect(answer.status, `${shown}: ${answer.text}`).toBeLessThan(300)
      continue
    }
    const recorded =
      like === undefined ? exchange : { ...exchange, answer: exchanges.find((e) => e.n === like)?.answer }
    const deviation = deviations.get(n)
    const expected = { ...recorded, ...deviation?.answer(recorded) }
    const type = answer.headers['content-type']
    const given = type === 'application/gzip' ? undefined : readAnswer(answer.text)
    expect
      .soft(
        {
          status: answer.status,
          headers: masked(
            Object.fromEntries(compared.map((key) => [key, answer.headers[key] ?? null])),
            registry.origin,
          ),
          answer: masked(given, registry.origin),
        },
        `${shown}${deviation ? `, differs since ${deviation.why}` : ''}`,
      )
      .toEqual({
        status: expected.status,
        headers: masked(
          Object.fromEntries(compared.map((key) => [key, expected.headers?.[key] ?? null])),
          recordedRegistry,
        ),
        answer: masked(readAnswer(expected.answer), recordedRegistry),
      })
    expect(answer.headers['x-content-type-options'], shown).toBe('nosniff')
    repeated++
  }
  return repeated
}

// JSON in answers and event streams is read, for the order of members does not matter.
function readAnswer(answer: Json | undefined): Json | undefined {
  if (typeof answer !== 'string') return answer
  if (answer === '') return undefined
  if (answer.startsWith('{')) return parseJson(answer)
  const events = [...answer.matchAll(/event: (\w+)\r\ndata: (.*)\r\n\r\n/g)]
  const isStream = events.length > 0 && events.map(([event]) => event).join('') === answer
  return isStream ? events.map(([, event = '', data = '']) => ({ event, data: parseJson(data) })) : answer
}

// What differs at each run: dates, revisions, checksums, and ids of triggers and permissions.
function masked(value: Json | undefined, registry: string): Json | undefined {
  if (value === undefined) return undefined
  const text = JSON.stringify(value)
    .replaceAll(registry, '<registry>')
    .replaceAll(/(?!0001)\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<date>')
    .replaceAll(/\b\d+-[0-9a-f]{32}\b/g, '<revision>')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<sha256>')
    .replaceAll(/\b[0-9a-f]{32}\b/g, '<id>')
  return parseJson(text)
}

describe('exchanges with cozy-stack about installed applications', () => {
  it('are repeated', { timeout: 120_000 }, async () => {
    expect(await replay()).toBe(94)
  })
})
