import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packArchive, sha256 } from '../support/archives.js'
import { listen } from '../support/http-servers.js'
import {
  change,
  exchangeShape,
  exchangesOf,
  expectRecorded,
  linesOf,
  refusal,
  startCozies,
  type Deviation,
  type Omission,
  type RecordedCozies,
} from './transcripts/replay.js'

const recordedShape = exchangeShape.extend({
  /** The latest versions from this exchange on, by `slug` or `slug/channel`. */
  latest: z.record(z.string(), z.string()).optional(),
  /** Members to change in a stored document (of an application or of its permissions) before the request. */
  alters: z.object({ doctype: z.string(), id: z.string(), members: z.record(z.string(), z.json()) }).optional(),
})

type Recorded = z.infer<typeof recordedShape>

const releaseShape = z.object({
  slug: z.string(),
  manifest: z.looseObject({ type: z.string().optional(), version: z.string() }),
})
type Release = z.infer<typeof releaseShape>

const recordedRegistry = 'http://127.0.0.1:18501'
const icon = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

/** The recorded exchanges that this test does not repeat. */
const omitted: Omission[] = [{ of: [247, 251, 253, 254], why: 'there are no OAuth clients' }]

/** The exchanges in which this gateway answers differently from cozy-stack. */
const deviations: Deviation[] = [
  {
    of: [13],
    why: 'the message of the URL parser of Go does not help the client',
    is: { answer: refusal('422', 'Invalid Parameter', 'Invalid or not supported source scheme', 'Source') },
  },
  {
    of: [40],
    why: 'a webapp installed as a konnector is a mistake of the client, not a failure of the server',
    is: {
      status: 422,
      answer: refusal(
        '422',
        'Unprocessable Entity',
        '[gardener] Manifest type is not valid for a konnector. Maybe you want to install a webapp?',
      ),
    },
  },
  {
    of: [142, 149, 164, 191],
    why: 'manifests do not set the members that the server manages, not even during an update',
    edit: change({ 'data/attributes/available_version': undefined, 'data/attributes/checksum': '' }),
  },
  {
    of: [161],
    why: 'manifests do not set the members that the server manages, and a running update has no triggers yet',
    edit: change({
      'data/attributes/available_version': undefined,
      'data/attributes/checksum': '',
      'data/attributes/services/added/trigger_id': '',
      'data/attributes/services/water/trigger_id': '',
    }),
  },
  {
    of: [158],
    why: 'an update removes the rule "mail", which the new manifest lacks',
    edit: change({ 'data/attributes/permissions/mail': undefined }),
  },
  {
    of: [166],
    why: 'the old and the new manifest have no permissions, so the update needs no consent',
    edit: change({
      'data/attributes/available_version': undefined,
      'data/attributes/checksum': '',
      'data/attributes/state': 'upgrading',
      'data/attributes/updated_at': '0001-01-01T00:00:00Z',
      'data/attributes/version': '1.0.1',
      'data/links/icon': '/apps/noperm/icon/1.0.1',
    }),
  },
  {
    of: [167],
    why: 'the update in exchange 166 needed no consent',
    edit: change({ available_version: undefined, version: '1.0.1' }),
  },
  {
    of: [226],
    why: 'without a token nobody learns what is installed',
    is: { status: 401, headers: { 'content-type': 'text/plain; charset=UTF-8' }, answer: 'No token in request' },
  },
  {
    of: [227],
    why: 'without a token nobody learns what is installed; refusals of icons begin with the code',
    is: {
      status: 401,
      headers: { 'content-type': 'text/plain; charset=UTF-8' },
      answer: 'code=401, message=No token in request',
    },
  },
  {
    of: [241, 244],
    why: 'a second operation on an application during the first is not a failure of the server',
    is: {
      status: 409,
      answer: refusal('409', 'Conflict', 'Application is not in valid state to perform this operation'),
    },
  },
  {
    of: [248],
    why: 'there are no accounts and triggers to remove before the konnector',
    is: { status: 200 },
  },
  {
    of: [259],
    why: 'an update removes the rule "files", which the new manifest lacks, even if a user has added other rules',
    edit: change({ 'data/attributes/permissions/files': undefined }),
  },
  {
    of: [260],
    why: 'the application has lost the rule by which it could read all files',
    is: {
      status: 403,
      headers: { 'content-type': 'application/json' },
      answer: { error: 'code=403, message=Forbidden' },
    },
  },
]

/** Serves the recorded versions of applications and their archives, as a registry does. */
async function startRegistry() {
  const releases = await linesOf('installed-apps-registry', releaseShape)
  const latest: Record<string, string> = {}
  const archives = new Map<Release, Promise<Buffer>>()
  // Each version is packed only once, because archives contain the date of their creation: the checksum would change.
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

async function start(registry: string) {
  const cozies = await startCozies({
    'recfr.localhost:8190': { locale: 'fr', context: { registry } },
    'recal.localhost:8190': { locale: 'en', context: { registry, allowsInstallByApps: true } },
    'recsk.localhost:8190': { locale: 'fr', context: { registry, skipsPermissionConsent: true } },
  })
  return {
    ...cozies,
    /** The number of installations and updates that have ended. */
    countEnded: () =>
      cozies.logged().filter((line) => /"operation":"(installApp|updateInstalledApp)"/.test(line)).length,
  }
}

async function alter({ instances }: RecordedCozies, { host, alters }: Recorded): Promise<void> {
  if (!alters) return
  const { doctype, id, members } = alters
  const instance = instances.get(host)
  for await (const document of instances.documents.list(instance, doctype)) {
    if (document._id !== id && document.source_id !== id) continue
    await instances.documents.put(instance, doctype, { ...document, ...members })
  }
}

/** Repeats all exchanges in their order, and returns how many answers were compared. */
async function replay(): Promise<number> {
  const registry = await startRegistry()
  const cozies = await start(`${registry.origin}/registry`)
  const ours = (value: string): string =>
    value.replaceAll(recordedRegistry, registry.origin).replaceAll(/(?<=%23)[0-9a-f]{64}/g, registry.sha256OfNoicon)
  let compared = 0
  for (const exchange of await exchangesOf('installed-apps', recordedShape, omitted)) {
    Object.assign(registry.latest, exchange.latest)
    await alter(cozies, exchange)
    const before = cozies.countEnded()
    const answer = await cozies.repeat(exchange, ours)
    if (answer.status === 202)
      await expect.poll(cozies.countEnded, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before)
    expectRecorded(exchange, answer, { ours, masked }, deviations)
    if (exchange.status !== undefined) compared++
  }
  return compared
}

// Masks checksums, and the ids of triggers and permissions.
function masked(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{64}\b/g, '<sha256>').replaceAll(/\b[0-9a-f]{32}\b/g, '<id>')
}

describe('repeated requests for installed applications', () => {
  it('get the answers of cozy-stack', { timeout: 120_000 }, async () => {
    expect(await replay()).toBe(170)
  })
})
