import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { nodeDriver, packagedDriver, type Driver } from '../../src/documents/sqlite/driver.js'

/** The applications and versions to store. */
export interface ManyApps {
  /** The prefix of the names of databases. */
  prefix: string
  /** The number of applications. */
  apps: number
  /** The number of versions of each application. */
  versions: number
  /** Additional members of every manifest. */
  manifest?: object
  /** The SHA-256 of the files of each version, by file name. */
  attachments?: Record<string, string>
}

/**
 * Stores the documents of many applications and versions in an embedded database. Publishing them instead would take minutes.
 * Returns the slugs, in order.
 */
export async function storeManyApps(folder: string, many: ManyApps): Promise<string[]> {
  const documents = await openSqliteDocuments(folder, await unsyncedDriver())
  const slugs = await putManyApps(documents, many)
  await documents.close()
  return slugs
}

/** Like `storeManyApps`, for open documents of any engine. */
export async function putManyApps(documents: Documents, many: ManyApps): Promise<string[]> {
  const { prefix, apps, versions, manifest, attachments = {} } = many
  await documents.ensure(`${prefix}-apps`, [])
  await documents.ensure(`${prefix}-versions`, [])
  const slugs = Array.from({ length: apps }, (_, i) => `app-${String(i).padStart(4, '0')}`)
  for (const [i, slug] of slugs.entries()) {
    const common = { slug, editor: `Editor ${String(i % 20)}`, type: i % 3 === 0 ? 'konnector' : 'webapp' }
    await documents.put(`${prefix}-apps`, { _id: slug, ...common, created_at: new Date(i).toISOString() })
    const versionOf = (patch: number) => {
      const version = `1.0.${String(patch)}`
      return {
        _id: `${slug}-${version}`,
        ...common,
        version,
        created_at: new Date(patch).toISOString(),
        attachments,
        url: `https://apps.example/${slug}/${version}`,
        size: '1000',
        sha256: '',
        tar_prefix: '',
        manifest: { ...common, name: slug, version, categories: ['others'], ...manifest },
      }
    }
    await documents.putMany(
      `${prefix}-versions`,
      Array.from({ length: versions }, (_, patch) => versionOf(patch)),
    )
  }
  return slugs
}

/** A driver that does not wait for the disk at each write: for data that need not survive a crash. */
export async function unsyncedDriver(): Promise<Driver> {
  const { name, DatabaseSync } = nodeDriver() ?? (await packagedDriver())
  return {
    name,
    DatabaseSync: class extends DatabaseSync {
      override exec(sql: string): void {
        super.exec(sql.replace('synchronous = FULL', 'synchronous = OFF'))
      }
    },
  }
}
