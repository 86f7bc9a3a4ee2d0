import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Documents, Draft } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import type { Objects } from '../../src/objects/objects.js'
import { importArchive, type ImportOptions, type ImportResult } from '../../src/registry/export/import.js'
import { Layout } from '../../src/registry/export/layout.js'
import type { Progress } from '../../src/registry/progress.js'
import { assetsContainer, Spaces } from '../../src/registry/spaces.js'
import { sha256 } from './archives.js'
import { temporaryFolder } from './temporary-folder.js'

/** Progress that is not shown. */
export const silentProgress: Progress = { begin: () => undefined, advance: () => undefined }

/** All stored data, without revisions and the audit log. */
export interface Content {
  documents: Record<string, Draft[]>
  objects: { container: string; name: string; content_type: string; length: number; sha256: string }[]
}

/** Empty engines with the databases of a registry, and a function that imports archives into them. */
export interface ImportFixture {
  documents: Documents
  objects: Objects
  import: (archive: Buffer, options?: Partial<ImportOptions>) => Promise<ImportResult>
  content: () => Promise<Content>
}

/** Opens empty engines for a registry with the default space, the space `space`, and the virtual space `mirror`. */
export async function openImportFixture(prefix: string, space: string): Promise<ImportFixture> {
  const folder = await temporaryFolder()
  const documents = await openSqliteDocuments(folder)
  const objects = await openDirectoryObjects(join(folder, 'objects'))
  onTestFinished(() => documents.close())
  const spaces = new Spaces(prefix, ['', space], [{ name: 'mirror', source: '', filter: 'reject', slugs: [] }])
  const layout = new Layout(spaces)
  const databases = [...layout.referenceData.databases, spaces.shared.editors]
  const createDatabases = async (): Promise<void> => {
    for (const database of databases) await documents.ensure(database, [])
  }
  await createDatabases()
  const dropPart = async (): Promise<void> => {
    for (const database of layout.referenceData.databases) await documents.drop(database)
    for (const container of layout.referenceData.containers) await objects.drop(container)
    await createDatabases()
  }
  const parts = { documents, objects, layout, assets: spaces.shared.assets, progress: silentProgress, dropPart }
  return {
    documents,
    objects,
    async import(archive, options) {
      const file = join(folder, 'archive.tar.gz')
      await writeFile(file, archive)
      return importArchive(parts, file, { drop: false, replace: false, ...options })
    },
    content: () => contentOf(documents, objects, [assetsContainer, '__default__', space, 'mirror']),
  }
}

/** Reads all stored data. The result does not mention empty databases and containers. */
export async function contentOf(documents: Documents, objects: Objects, containers: string[]): Promise<Content> {
  const content: Content = { documents: {}, objects: [] }
  for (const database of await documents.databases()) {
    if (database.endsWith('-audit')) continue
    const stored: Draft[] = []
    for await (const { _rev, ...document } of documents.list(database)) stored.push(document)
    if (stored.length > 0) content.documents[database] = stored
  }
  for (const container of containers) {
    for await (const name of objects.list(container)) {
      const object = await objects.open(container, name)
      if (!object) continue
      const bytes = Buffer.concat(await object.body.toArray())
      const { contentType: content_type } = object
      content.objects.push({ container, name, content_type, length: bytes.length, sha256: sha256(bytes) })
    }
  }
  return content
}

/** Opens the embedded engines in a folder, and reads all stored data. */
export async function contentIn(folder: string): Promise<Content> {
  const documents = await openSqliteDocuments(folder)
  const objects = await openDirectoryObjects(join(folder, 'objects'))
  try {
    return await contentOf(documents, objects, [assetsContainer, '__default__'])
  } finally {
    await documents.close()
    await objects.close()
  }
}
