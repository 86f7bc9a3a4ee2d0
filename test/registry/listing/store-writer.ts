import type { Documents } from '../../../src/documents/documents.js'
import { retryOnConflict } from '../../../src/registry/retry-on-conflict.js'
import type { TestRegistry } from '../../support/registry.js'

/** The manifest of a version in a test. */
export type TestManifest = Record<string, unknown>

/**
 * Writes documents of applications and versions directly, and notifies the catalogue as the code that writes them does. Publishing
 * real archives would be too slow for storms of changes. `tell: false` notifies nothing, as a write of another process.
 */
export function storeWriter({ registry, documents, space }: TestRegistry, { tell = true } = {}) {
  const { apps, versions } = space.databases
  const catalogue = registry.catalogue.of(space)
  const mirror = registry.spaces.getVirtual('mirror')
  const overlay = registry.catalogue.overlayOf(mirror)
  return {
    async putApp(slug: string, members: object = {}): Promise<void> {
      const common = { slug, editor: 'Acme', type: 'webapp', created_at: '2026-01-01T00:00:00Z' }
      await replace(documents, apps, { _id: slug, ...common, ...members })
      if (tell) catalogue.appChanged(slug)
    },
    async removeApp(slug: string): Promise<void> {
      await remove(documents, apps, slug)
      if (tell) catalogue.appChanged(slug)
    },
    async putVersion(slug: string, version: string, manifest: TestManifest, time = 0): Promise<void> {
      await replace(documents, versions, versionDocument(slug, version, manifest, time))
      if (tell) catalogue.versionsChanged(slug)
    },
    async removeVersion(slug: string, version: string): Promise<void> {
      await remove(documents, versions, `${slug}-${version}`)
      if (tell) catalogue.versionsChanged(slug)
    },
    /** Overwrites a version in the virtual space `mirror`. */
    async overwriteVersion(slug: string, version: string, manifest: TestManifest): Promise<void> {
      await documents.ensure(mirror.databases.versions, [])
      await replace(documents, mirror.databases.versions, versionDocument(slug, version, manifest, 0))
      if (tell) overlay.versionsChanged(`${slug}-${version}`)
    },
    async removeOverwrite(slug: string, version: string): Promise<void> {
      await documents.ensure(mirror.databases.versions, [])
      await remove(documents, mirror.databases.versions, `${slug}-${version}`)
      if (tell) overlay.versionsChanged(`${slug}-${version}`)
    },
  }
}

function versionDocument(slug: string, version: string, manifest: TestManifest, time: number) {
  const files = {
    url: `https://apps.example/${slug}/${version}`,
    size: '1',
    sha256: '',
    tar_prefix: '',
    attachments: {},
  }
  const common = { slug, version, editor: 'Acme', type: 'webapp', created_at: new Date(time).toISOString() }
  return { _id: `${slug}-${version}`, ...common, ...files, manifest: JSON.parse(JSON.stringify({ slug, ...manifest })) }
}

// Other writers of a test may write the same document meanwhile.
function replace(documents: Documents, database: string, document: { _id: string }): Promise<void> {
  return retryOnConflict(async () => {
    const current = await documents.get(database, document._id)
    await documents.put(database, { ...document, ...(current && { _rev: current._rev }) })
  })
}

function remove(documents: Documents, database: string, id: string): Promise<void> {
  return retryOnConflict(async () => {
    const current = await documents.get(database, id)
    if (current) await documents.remove(database, id, current._rev)
  })
}
