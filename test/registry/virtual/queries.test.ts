import { expect, it } from 'vitest'
import type { Draft } from '../../../src/documents/documents.js'
import { listApps } from '../../../src/registry/listing/list-apps.js'
import { RecordingDocuments } from '../../support/recording-documents.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { nameIn } from './fixture.js'

const appCount = 300
const pageSize = 200

function slug(n: number): string {
  return `app-${String(n).padStart(3, '0')}`
}

function versionOf(n: number, version: string): Draft {
  const url = `https://apps.example/registry/${slug(n)}/${version}/tarball/app.tar.gz`
  const manifest = { name: slug(n), slug: slug(n) }
  const sizes = { size: '1', sha256: 'a'.repeat(64), tar_prefix: '', attachments: {} }
  const common = { slug: slug(n), editor: 'Acme', type: 'webapp', created_at: '2026-01-01T00:00:00Z' }
  return { _id: `${slug(n)}-${version}`, ...common, version, url, manifest, ...sizes }
}

/** Writes applications directly to the document store. In the virtual space, every third application is overwritten. */
async function storeApps({ documents }: TestRegistry): Promise<void> {
  await documents.ensure('test-mirror-overwrites', [])
  for (let n = 0; n < appCount; n++) {
    await documents.put('test-apps', { _id: slug(n), slug: slug(n), editor: 'Acme', type: 'webapp' })
    for (const version of ['1.0.0', '1.1.0', '2.0.0-beta.1'])
      await documents.put('test-versions', versionOf(n, version))
    if (n % 3 > 0) continue
    await documents.put('test-mirror-overwrites', { _id: slug(n), name: 'Other' })
    const overwritten = { ...versionOf(n, '1.1.0'), manifest: null, attachments: { tarball: 'b'.repeat(64) } }
    await documents.put('test-mirror-versions', overwritten)
  }
}

/** Lists applications of the virtual space. Returns the names in the manifests of their latest versions. */
async function listNames({ registry }: TestRegistry, first: number) {
  const { edges } = await listApps(registry.listings, registry.spaces.get('mirror'), { first })
  const latest = await Promise.all(edges.map(({ node }) => registry.catalogue.latest(node, 'stable')))
  return latest.map((version) => nameIn(version?.record.manifest))
}

it('a list of a virtual space makes nine queries for 200 applications, six for one, and none when it is repeated', async () => {
  const folder = await temporaryFolder()
  await storeApps(await openTestRegistry({ folder }))
  for (const [first, bulkReads] of [
    [pageSize, 4],
    [1, 1],
  ] as const) {
    let recording: RecordingDocuments | undefined
    const test = await openTestRegistry({ folder, wrap: (engine) => (recording = new RecordingDocuments(engine)) })
    if (recording) recording.queries = []
    const names = Array.from({ length: first }, (_, n) => (n % 3 > 0 ? slug(n) : 'Other'))
    expect(await listNames(test, first)).toEqual(names)
    expect(recording?.queries).toEqual([
      'list test-apps',
      'list test-mirror-overwrites',
      'findFields test-versions',
      'findFields test-versions',
      ...Array.from({ length: bulkReads }, () => 'getMany test-versions'),
      'getMany test-mirror-versions',
    ])
    if (recording) recording.queries = []
    expect(await listNames(test, first)).toEqual(names)
    expect(recording?.queries).toEqual([])
  }
})
