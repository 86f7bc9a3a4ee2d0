import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ConflictError, Draft, StoredDocument } from '../../src/documents/documents.js'
import { readTypeAttribute } from '../../src/objects/directory/type-attribute.js'
import { Assets, type NewAsset } from '../../src/registry/assets.js'
import { assetsContainer } from '../../src/registry/spaces.js'
import { sha256 } from '../support/archives.js'
import { ForwardingDocuments, ForwardingObjects } from '../support/forwarding-stores.js'
import { openTestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/**
 * Writes a file with this content. Returns an asset for the asset store. The store keeps each file once, under its
 * checksum.
 */
async function newAsset(content: string): Promise<NewAsset> {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, content)
  return { name: 'icon', file, sha256: sha256(content), size: content.length, contentType: 'image/png' }
}

async function openAssets() {
  const { registry, documents, objects, storedChecksum } = await openTestRegistry()
  const database = registry.spaces.shared.assets
  const versionsUsing = async (id: string) => (await documents.get(database, id))?.used_by
  return {
    assets: new Assets(documents, objects, database),
    documents,
    objects,
    database,
    storedChecksum,
    versionsUsing,
  }
}

it('adding an asset sets the missing media type of an existing object', async ({ skip }) => {
  const folder = await temporaryFolder()
  const { registry, documents, objects } = await openTestRegistry({ folder })
  skip(!objects.typeAttributes, 'the store has no extended attributes')
  const asset = await newAsset('an icon of another version')
  const path = join(folder, 'objects', assetsContainer, asset.sha256)
  await mkdir(dirname(path), { recursive: true })
  await copyFile(asset.file, path)
  await new Assets(documents, objects, registry.spaces.shared.assets).add(asset, 'notes', 'notes/1.0.0')
  expect(await readTypeAttribute(path)).toBe('image/png')
})

describe('many files of one version', () => {
  it('are recorded with one bulk read and one bulk write, and one more of each for the documents in conflict', async () => {
    const { documents, objects, database, versionsUsing } = await openAssets()
    const conflicting = new ConflictingDocuments(documents)
    const assets = new Assets(conflicting, objects, database)
    const files = await Promise.all(Array.from({ length: 30 }, (_, i) => newAsset(`content ${i}`)))
    const [first, second] = files
    if (!first || !second) throw new Error('There are no files')
    // Another application adds the same file between the read and the write of the documents.
    conflicting.onRead = () => new Assets(documents, objects, database).add(second, 'drive', 'drive/1.0.0')
    await assets.addAll([...files, { ...first, name: 'partnership_icon' }], 'notes', 'notes/1.0.0')
    for (const { sha256 } of files) expect(await versionsUsing(sha256)).toContain('notes/1.0.0')
    expect(await versionsUsing(second.sha256)).toEqual(['drive/1.0.0', 'notes/1.0.0'])
    expect(await documents.get(database, first.sha256)).toMatchObject({ name: 'icon' })
    expect(conflicting.requests).toEqual(['getMany 30', 'putMany 30', 'getMany 1', 'putMany 1'])
  })
})

/** Records bulk requests. Calls `onRead` after the first bulk request. */
class ConflictingDocuments extends ForwardingDocuments {
  requests: string[] = []
  onRead: (() => Promise<void>) | undefined

  override async getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    this.requests.push(`getMany ${ids.length}`)
    const found = await super.getMany(database, ids)
    const { onRead } = this
    this.onRead = undefined
    await onRead?.()
    return found
  }
  override putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    this.requests.push(`putMany ${documents.length}`)
    return super.putMany(database, documents)
  }
}

describe('the asset store', () => {
  it('records each version that uses an asset once', async () => {
    const { assets, documents, database } = await openAssets()
    const asset = await newAsset('content')
    await assets.add(asset, 'notes', 'notes/1.0.0')
    await assets.add({ ...asset, name: 'screenshots/a.gif', contentType: 'image/gif' }, 'drive', 'labs/drive/1.0.0')
    await assets.add(asset, 'notes', 'notes/1.0.0')
    expect(await documents.get(database, asset.sha256)).toMatchObject({
      name: 'icon',
      shasum: asset.sha256,
      appslug: 'notes',
      content_type: 'image/png',
      used_by: ['notes/1.0.0', 'labs/drive/1.0.0'],
    })
  })

  it('keeps unknown members of existing documents', async () => {
    const { assets, documents, database } = await openAssets()
    const asset = await newAsset('content')
    await documents.put(database, { _id: asset.sha256, used_by: null, colour: 'green' })
    await assets.add(asset, 'notes', 'notes/1.0.0')
    await assets.add(asset, 'notes', 'notes/2.0.0')
    await assets.release(asset.sha256, 'notes/1.0.0')
    expect(await documents.get(database, asset.sha256)).toMatchObject({ used_by: ['notes/2.0.0'], colour: 'green' })
  })

  it('writes a missing object again although its document exists', async () => {
    const { assets, objects, storedChecksum } = await openAssets()
    const asset = await newAsset('content')
    await assets.add(asset, 'notes', 'notes/1.0.0')
    await objects.remove(assetsContainer, asset.sha256)
    await assets.add(asset, 'notes', 'notes/2.0.0')
    expect(await storedChecksum(asset.sha256)).toBe(asset.sha256)
  })

  it('removes an asset when the last version that uses it releases it', async () => {
    const { assets, storedChecksum, versionsUsing } = await openAssets()
    const asset = await newAsset('content')
    await assets.add(asset, 'notes', 'notes/1.0.0')
    await assets.add(asset, 'notes', 'notes/2.0.0')
    await assets.release(asset.sha256, 'drive/1.0.0')
    expect(await versionsUsing(asset.sha256)).toEqual(['notes/1.0.0', 'notes/2.0.0'])
    await assets.release(asset.sha256, 'notes/1.0.0')
    expect(await storedChecksum(asset.sha256)).toBe(asset.sha256)
    await assets.release(asset.sha256, 'notes/2.0.0')
    expect(await versionsUsing(asset.sha256)).toBeUndefined()
    expect(await storedChecksum(asset.sha256)).toBeUndefined()
  })

  it('keeps the object of a released asset when its document is missing', async () => {
    const { assets, documents, database, storedChecksum } = await openAssets()
    const asset = await newAsset('content')
    await assets.add(asset, 'notes', 'notes/1.0.0')
    const document = await documents.get(database, asset.sha256)
    await documents.remove(database, asset.sha256, document?._rev ?? '')
    await assets.release(asset.sha256, 'notes/1.0.0')
    expect(await storedChecksum(asset.sha256)).toBe(asset.sha256)
  })

  it('keeps an asset when another version adds it during its removal', async () => {
    const { documents, objects, database, storedChecksum, versionsUsing } = await openAssets()
    const assets = new Assets(documents, new SlowlyRemovingObjects(objects), database)
    const asset = await newAsset('content')
    await assets.add(asset, 'notes', 'notes/1.0.0')
    await Promise.all([assets.release(asset.sha256, 'notes/1.0.0'), assets.add(asset, 'notes', 'notes/2.0.0')])
    expect(await versionsUsing(asset.sha256)).toEqual(['notes/2.0.0'])
    expect(await storedChecksum(asset.sha256)).toBe(asset.sha256)
  })

  it('keeps every version that uses an asset when several processes add and release it concurrently', async () => {
    const { documents, objects, database, storedChecksum, versionsUsing } = await openAssets()
    const processes = [1, 2, 3, 4].map(() => new Assets(new SlowlyReadDocuments(documents), objects, database))
    const asset = await newAsset('content')
    await Promise.all(
      processes.map(async (assets, n) => {
        await assets.add(asset, 'notes', `notes/1.0.${n}`)
        await assets.add(asset, 'notes', `notes/2.0.${n}`)
        await assets.release(asset.sha256, `notes/1.0.${n}`)
      }),
    )
    const versions = processes.map((_, n) => `notes/2.0.${n}`)
    expect(await versionsUsing(asset.sha256)).toHaveLength(versions.length)
    expect(await versionsUsing(asset.sha256)).toEqual(expect.arrayContaining(versions))
    expect(await storedChecksum(asset.sha256)).toBe(asset.sha256)
  })
})

class SlowlyRemovingObjects extends ForwardingObjects {
  override async remove(container: string, key: string): Promise<void> {
    await pause(100)
    await super.remove(container, key)
  }
}

/** Delays reads, so that the returned documents are often outdated. */
class SlowlyReadDocuments extends ForwardingDocuments {
  override async get(database: string, id: string): Promise<StoredDocument | undefined> {
    const document = await super.get(database, id)
    await pause(5)
    return document
  }
  override async getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    const documents = await super.getMany(database, ids)
    await pause(5)
    return documents
  }
}
