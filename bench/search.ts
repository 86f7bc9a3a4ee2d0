import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteDocuments } from '../src/documents/sqlite/sqlite.js'
import { Catalogue } from '../src/registry/catalogue/catalogue.js'
import { listApps } from '../src/registry/listing/list-apps.js'
import { ListingService } from '../src/registry/listing/listing-service.js'
import { Spaces, versionsBySlug, withdrawnVersions } from '../src/registry/spaces.js'
import { unsyncedDriver } from '../test/support/many-apps.js'
import { RandomTexts } from './random-texts.js'

/*
 * Stores many applications in an embedded database, and searches them. Prints the CPU time of a search, of a change with the
 * search after it, and the memory of the index. Run with `npm run bench:search`, or `npm run bench:search -- 1000` for fewer
 * applications than 30 000.
 */

const count = Number(process.argv[2] ?? 30_000)
const repetitions = 100
const texts = new RandomTexts(20_000)
const { vocabulary } = texts
const random = (below: number): number => texts.below(below)
const phrase = (words: number): string => texts.phrase(words)

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
try {
  await measure()
} finally {
  await rm(folder, { recursive: true })
}

async function measure(): Promise<void> {
  const documents = await openSqliteDocuments(folder, await unsyncedDriver())
  const spaces = new Spaces('bench', [''], [])
  const space = spaces.getReal('')
  const { apps, versions } = space.databases
  await documents.ensure(apps, [])
  await documents.ensure(versions, [versionsBySlug, withdrawnVersions])
  const slugs = Array.from({ length: count }, (_, i) => `app-${String(i)}`)
  const putVersion = async (slug: string, revision?: string): Promise<void> => {
    const common = { slug, editor: `Editor ${String(random(500))}`, type: 'webapp', created_at: '2026-01-01T00:00:00Z' }
    const texts = (): Record<string, string> => ({
      name: phrase(2),
      short_description: phrase(8),
      long_description: phrase(60),
    })
    const manifest = { ...texts(), categories: ['others'], locales: { fr: texts() } }
    const version = {
      ...common,
      version: '1.0.0',
      url: '',
      size: '1',
      sha256: '',
      manifest,
    }
    await documents.put(versions, { _id: `${slug}-1.0.0`, ...version, ...(revision && { _rev: revision }) })
    if (!revision) await documents.put(apps, { _id: slug, ...common })
  }
  for (const slug of slugs) await putVersion(slug)
  const catalogue = new Catalogue(documents, spaces)
  const listings = new ListingService(catalogue)
  const search = async (text: string): Promise<number> =>
    (await listApps(listings, space, { first: 50, search: text })).totalCount
  await catalogue.apps(space)
  const before = usedMemory()
  print('the first search, which reads all applications', await cpu(1, () => search('start')))
  const megabytes = (usedMemory() - before) / 1e6
  process.stdout.write(`${String(count)} applications: the index takes ${megabytes.toFixed(0)} MB\n`)
  const frequent = vocabulary[0] ?? ''
  const letters = 'a b c d e f g h i j k l m n o p q r s t'
  const syllables = [...new Set(vocabulary.map((word) => word.slice(0, 2)))].slice(0, 20).join(' ')
  for (const text of [
    'a',
    'b',
    frequent,
    `${vocabulary[900] ?? ''} ${frequent}`,
    vocabulary[9000] ?? '',
    phrase(20),
    letters,
    syllables,
  ]) {
    print(`a search with ${String(await search(text))} matches`, await cpu(repetitions, () => search(text)))
  }
  const change = async (): Promise<void> => {
    const slug = slugs[random(count)] ?? ''
    const current = await documents.get(versions, `${slug}-1.0.0`)
    if (current) await putVersion(slug, current._rev)
    catalogue.of(space).versionsChanged(slug)
  }
  const rare = vocabulary[9000] ?? ''
  const alone = await cpu(repetitions, () => search(rare))
  const written = await cpu(repetitions, change)
  await search(rare)
  const both = await cpu(repetitions, async () => {
    await change()
    await search(rare)
  })
  print('an update of the index for a change', both - alone - written)
  await documents.close()
}

/** Milliseconds of CPU time per repetition. */
async function cpu(times: number, work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  for (let i = 0; i < times; i++) await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / times
}

function usedMemory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function print(what: string, milliseconds: number): void {
  process.stdout.write(`${what}: ${milliseconds.toFixed(2)} ms of CPU\n`)
}
