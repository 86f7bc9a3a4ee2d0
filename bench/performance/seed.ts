import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import PQueue from 'p-queue'
import { ConflictError, type Documents, type Draft } from '../../src/documents/documents.js'
import type { Objects } from '../../src/objects/objects.js'
import { provisionContainer, provisionSpace } from '../../src/registry/provision.js'
import { maintenanceMembers } from '../../src/registry/records.js'
import { assetsContainer, assetUserKey, Spaces, type RealSpace } from '../../src/registry/spaces.js'
import { versionDocument } from '../../src/registry/publishing/record-version.js'
import { readApp, type AppRecord } from '../../src/registry/records.js'
import { archiveBytes, makeContent, type BenchContent } from './contents.js'
import { Manifests } from './manifests.js'

/** The registry to store. */
export interface Seed {
  documents: Documents
  objects: Objects
  /** The prefix of the names of databases. */
  prefix: string
  apps: number
  onProgress: (stored: number) => void
}

/** Each application has this many versions. */
export const versionsPerApp = 8
/** This many applications are in maintenance, and there are this many editors, however large the registry is. */
const appsInMaintenance = 10
const editors = 20
// More applications share the files of earlier ones, as files take longer to store than documents.
const contents = 1_000
const appsPerWrite = 30
const objectsAtOnce = 8
const firstDay = Date.UTC(2020, 0, 1)
const day = 86_400_000
const wellKnown = {
  key: 'universallink/assetlinks.json',
  content: Buffer.from(JSON.stringify([{ relation: ['handle'] }])),
}

/** The slug of an application, by its place among all. */
export function benchSlug(place: number): string {
  return `app-${String(place).padStart(5, '0')}`
}

/** The numbers of the versions of each application, oldest first. */
export const benchVersions = Array.from({ length: versionsPerApp }, (_, i) => `1.0.${i}`)

/** The name of the archive of an application. */
export function archiveName(slug: string): string {
  return `${slug}.tar.gz`
}

/**
 * Stores a registry in engines, as publications would have. It writes many documents at once, because publishing 30 000
 * applications with 8 versions each would take hours.
 */
export async function seed({ documents, objects, prefix, apps, onProgress }: Seed): Promise<void> {
  const spaces = new Spaces(prefix, [''], [])
  const space = spaces.getReal('')
  await provisionSpace(documents, objects, space)
  for (const name of Object.values(spaces.shared)) await documents.ensure(name, [])
  await provisionContainer(objects, assetsContainer)
  await putAll(
    documents,
    spaces.shared.editors,
    Array.from({ length: editors }, (_, i) => editorDocument(i)),
  )
  const { key, content } = wellKnown
  await objects.put(space.name, key, Readable.from([content]), {
    contentType: 'application/json',
    size: content.length,
  })
  const files = await storeFiles(objects, Math.min(apps, contents))
  await putAll(documents, spaces.shared.assets, assetDocuments(space, files, apps))
  const manifests = new Manifests()
  for (let first = 0; first < apps; first += appsPerWrite) {
    const places = Array.from({ length: Math.min(appsPerWrite, apps - first) }, (_, i) => first + i)
    const records = places.map((place) => appDocument(place, place >= apps - appsInMaintenance))
    const versions = places.flatMap((place, i) => {
      const content = files[contentOf(place, files.length)]
      const app = records[i]
      return content && app ? versionDocuments(readApp({ ...app, _rev: '' }), place, content, manifests) : []
    })
    await putAll(documents, space.databases.apps, records)
    await putAll(documents, space.databases.versions, versions)
    onProgress(first + places.length)
  }
}

async function putAll(documents: Documents, database: string, drafts: Draft[]): Promise<void> {
  const results = await documents.putMany(database, drafts)
  const conflict = results.find((result) => result instanceof ConflictError)
  if (conflict) throw conflict
}

function editorDocument(i: number): Draft {
  const [session, master] = [randomBytes(16), randomBytes(16)].map((salt) => salt.toString('base64'))
  const salts = { session_secret_salt: session ?? '', master_secret_salt: master ?? '' }
  return { _id: `editor${i}`, name: `Editor${i}`, ...salts, public_key: null, auto_publication: true }
}

function appDocument(place: number, isInMaintenance: boolean): Draft {
  const slug = benchSlug(place)
  const messages = [{ locale: 'en', short: 'Closed', long: 'Closed until tomorrow' }]
  const maintenance = { infrastructure: false, short: true, noManualExecution: false, messages }
  return {
    _id: slug,
    slug,
    editor: `Editor${place % editors}`,
    type: place % 3 === 0 ? 'konnector' : 'webapp',
    created_at: new Date(firstDay + place * 60_000).toISOString(),
    ...(isInMaintenance && maintenanceMembers(maintenance)),
  }
}

function versionDocuments(
  app: AppRecord,
  place: number,
  { icon, archive }: BenchContent,
  manifests: Manifests,
): Draft[] {
  const { slug } = app
  const manifest = manifests.make(app)
  return benchVersions.map((version, i) =>
    versionDocument(app, {
      version,
      manifest: { ...manifest, version },
      createdAt: new Date(firstDay + place * 60_000 + i * day).toISOString(),
      url: `https://archives.example/${archiveName(slug)}`,
      size: archive.content.length,
      sha256: archive.sha256,
      prefix: '',
      attachments: { icon: icon.sha256, [archiveName(slug)]: archive.sha256 },
    }),
  )
}

async function storeFiles(objects: Objects, count: number): Promise<BenchContent[]> {
  const files = await Promise.all(Array.from({ length: count }, (_, place) => makeContent(place, benchSlug(place))))
  const queue = new PQueue({ concurrency: objectsAtOnce })
  await queue.addAll(
    files
      .flatMap(({ icon, archive }) => [icon, archive])
      .map(({ sha256, content, contentType }) => () => {
        const options = { contentType, size: content.length }
        return objects.put(assetsContainer, sha256, Readable.from([content]), options)
      }),
  )
  return files
}

// The place of the application whose files another one shares. Archives of unusual sizes are not shared.
function contentOf(place: number, count: number): number {
  if (place < count) return place
  const shared = place % count
  return shared === archiveBytes.large.place || shared === archiveBytes.largest.place ? 0 : shared
}

function assetDocuments(space: RealSpace, files: readonly BenchContent[], apps: number): Draft[] {
  const users = files.map((): string[] => [])
  for (let place = 0; place < apps; place++) {
    users[contentOf(place, files.length)]?.push(
      ...benchVersions.map((version) => assetUserKey(space, benchSlug(place), version)),
    )
  }
  return files.flatMap(({ icon, archive }, i) => {
    const slug = benchSlug(i)
    return [
      { name: 'icon', ...icon },
      { name: archiveName(slug), ...archive },
    ].map(({ name, sha256, contentType }) => ({
      _id: sha256,
      name,
      shasum: sha256,
      appslug: slug,
      content_type: contentType,
      used_by: users[i] ?? [],
    }))
  })
}
