import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { extract, pack, type Header } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { isJsonObject } from '../../../src/json.js'
import type { Objects } from '../../../src/objects/objects.js'
import { exportRegistry } from '../../../src/registry/export/export.js'
import { Layout } from '../../../src/registry/export/layout.js'
import type { Registry } from '../../../src/registry/registry.js'
import { ForwardingObjects } from '../../support/forwarding-stores.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { nameIn, appReader } from '../virtual/fixture.js'
import {
  contentOf,
  openImportFixture,
  silentProgress,
  type Content,
  type ImportFixture,
} from '../../support/import-fixture.js'

const containers = ['__assets__', '__default__', 'labs', 'mirror']

// A registry with published and pending versions, a well-known file, and a virtual space with an overwritten
// application.
async function openFilled(): Promise<TestRegistry> {
  const filled = await openTestRegistry()
  const { registry, documents, objects, createApp, publish } = filled
  await createApp('notes')
  await publish({ slug: 'notes', version: '1.0.0' })
  await publish({ slug: 'notes', version: '1.1.0-beta.1', files: [{ name: 'more.txt', content: 'more' }] })
  await registry.editors.create('Careful', false)
  await registry.tokens.create({ kind: 'operator' }, { editor: 'Careful', kind: 'EDITOR' }, undefined, { name: 'CI' })
  await createApp('tasks', 'Careful')
  await publish({ slug: 'tasks', version: '0.1.0' })
  await put(objects, 'labs', 'universallink/assetlinks.json', '[]', 'application/json')
  await documents.ensure('test-mirror-overwrites', [])
  await documents.put('test-mirror-overwrites', { _id: 'notes', name: 'My notes' })
  await put(objects, 'mirror', 'a'.repeat(64), 'rebuilt', 'application/gzip')
  return filled
}

function put(objects: Objects, container: string, key: string, text: string, contentType: string): Promise<void> {
  return objects.put(container, key, Readable.from([Buffer.from(text)]), { contentType, size: text.length })
}

async function exportBytes(registry: Registry): Promise<Buffer> {
  const destination = new PassThrough()
  const [bytes] = await Promise.all([buffer(destination), registry.export(destination, silentProgress)])
  return bytes
}

async function packEntries(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const tar = pack()
  for (const [name, text] of Object.entries(entries)) tar.entry({ name }, text)
  tar.finalize()
  return gzipSync(await buffer(tar))
}

async function headersIn(archive: Buffer): Promise<Header[]> {
  const headers: Header[] = []
  const tar = Readable.from([gunzipSync(archive)]).pipe(extract())
  for await (const entry of tar) {
    headers.push(entry.header)
    entry.resume()
  }
  return headers
}

/** A registry, its content, its export, and an empty registry for the import. */
async function openExportAndTarget(): Promise<{
  filled: TestRegistry
  archive: Buffer
  fixture: ImportFixture
  content: Content
}> {
  const filled = await openFilled()
  const fixture = await openImportFixture('test', 'labs')
  const content = await contentOf(filled.documents, filled.objects, containers)
  return { filled, archive: await exportBytes(filled.registry), fixture, content }
}

describe('an export', () => {
  it('restores documents, files, editors and virtual spaces when it is imported', async () => {
    const { archive, fixture, content } = await openExportAndTarget()
    const result = await fixture.import(archive)
    expect(await fixture.content()).toEqual(content)
    expect(result).toEqual({
      documents: Object.values(content.documents).flat().length,
      files: content.objects.length,
      editors: content.documents['test-editors']?.length,
      tokens: 1,
      conflicts: [],
    })
  })

  it('does not replace the overwrites of the target registry, which also apply to imported versions', async () => {
    const [filled, target] = [await openFilled(), await openTestRegistry()]
    const file = join(await temporaryFolder(), 'registry.tar.gz')
    await writeFile(file, await exportBytes(filled.registry))
    await target.registry.overwrites.overwrite(target.registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine' })
    await target.registry.import(file, { drop: false, replace: false }, silentProgress)
    expect(nameIn((await appReader(target, 'mirror').latest()).record.manifest)).toBe('Mine')
  })

  it('has the entries of the reference registry under "registry/", and all others under "gateway/"', async () => {
    const headers = await headersIn(await exportBytes((await openFilled()).registry))
    const names = headers.map(({ name }) => name)
    expect(names).toContain('registry/couchdb/__prefix__-versions/notes-1.0.0.json')
    expect(names).toContain('registry/couchdb/__prefix__-pending/tasks-0.1.0.json')
    expect(names).toContain('registry/swift/labs/universallink/assetlinks.json')
    expect(names).toContain('gateway/couchdb/__prefix__-editors/careful.json')
    expect(names).toContain('gateway/couchdb/__prefix__-mirror-overwrites/notes.json')
    expect(names).toContain(`gateway/swift/mirror/${'a'.repeat(64)}`)
    expect(names.filter((name) => /^registry\/.*(editors|mirror)/.test(name))).toEqual([])
    // All documents come before the first file.
    const firstFile = names.findIndex((name) => name.includes('/swift/'))
    expect(names.slice(firstFile).filter((name) => name.includes('/couchdb/'))).toEqual([])
    for (const { name, mode, type, uid, gid, mtime, pax } of headers) {
      expect({ name, mode, type, uid, gid }).toEqual({ name, mode: 0o640, type: 'file', uid: 0, gid: 0 })
      expect(mtime.getMilliseconds()).toBe(0)
      const isFile = name.includes('/swift/')
      expect(Object.keys(isJsonObject(pax) ? pax : {}).filter((key) => key === 'COZY.content-type')).toHaveLength(
        isFile ? 1 : 0,
      )
    }
  })

  it('changes nothing when it is imported a second time', async () => {
    const { archive, fixture, content } = await openExportAndTarget()
    await fixture.import(archive)
    expect(await fixture.import(archive)).toEqual({ documents: 0, files: 0, conflicts: [] })
    expect(await fixture.content()).toEqual(content)
  })

  it('fails when a file cannot be read', async () => {
    const { registry, documents, objects } = await openFilled()
    class UnreadableObjects extends ForwardingObjects {
      override open(container: string, key: string): ReturnType<Objects['open']> {
        if (key.startsWith('universallink/')) throw new Error('the disk is broken')
        return super.open(container, key)
      }
    }
    const destination = new PassThrough()
    const collected: Buffer[] = []
    destination.on('data', (chunk: Buffer) => collected.push(chunk))
    const layout = new Layout(registry.spaces)
    const parts = { documents, objects: new UnreadableObjects(objects), layout, progress: silentProgress }
    await expect(exportRegistry(parts, destination)).rejects.toThrow('the disk is broken')
    expect(() => gunzipSync(Buffer.concat(collected))).toThrow(/unexpected end of file/)
  })

  it('fails without a crash when its destination fails in the middle of an entry', async () => {
    const { registry, documents, objects } = await openFilled()
    const destination = new PassThrough()
    class DiskFullDuringOpen extends ForwardingObjects {
      override async open(container: string, key: string): ReturnType<Objects['open']> {
        const object = await super.open(container, key)
        // The destination fails while the export writes this entry.
        setImmediate(() => destination.destroy(new Error('the disk is full')))
        return object && { ...object, body: new PassThrough() }
      }
    }
    const layout = new Layout(registry.spaces)
    const parts = { documents, objects: new DiskFullDuringOpen(objects), layout, progress: silentProgress }
    await expect(exportRegistry(parts, destination)).rejects.toThrow('the disk is full')
  })
})

describe('an import over existing data', () => {
  const conflicting = { _id: 'notes', slug: 'notes', type: 'konnector', editor: 'Somebody' }

  it('keeps and reports existing documents and files when they differ from the archive', async () => {
    const { archive, fixture } = await openExportAndTarget()
    await fixture.documents.put('test-apps', conflicting)
    await put(fixture.objects, 'labs', 'universallink/assetlinks.json', '[{}]', 'application/json')
    const { conflicts } = await fixture.import(archive)
    expect(conflicts).toEqual(['file "universallink/assetlinks.json" in labs', 'document "notes" in test-apps'])
    expect(await fixture.documents.get('test-apps', 'notes')).toMatchObject(conflicting)
    expect((await fixture.objects.stat('labs', 'universallink/assetlinks.json'))?.size).toBe(4)
  })

  it('with "replace" replaces existing documents and files when they differ from the archive', async () => {
    const { archive, fixture, content } = await openExportAndTarget()
    await fixture.documents.put('test-apps', conflicting)
    await put(fixture.objects, 'labs', 'universallink/assetlinks.json', '[{}]', 'application/json')
    expect((await fixture.import(archive, { replace: true })).conflicts).toEqual([])
    expect(await fixture.content()).toEqual(content)
  })

  it('merges the "used_by" lists of an asset', async () => {
    const { archive, fixture, content } = await openExportAndTarget()
    const [asset] = content.documents['test-assets'] ?? []
    if (!asset) throw new Error('There is no asset')
    await fixture.documents.put('test-assets', { ...asset, name: 'existing name', used_by: ['labs/other/1.0.0'] })
    expect((await fixture.import(archive)).conflicts).toEqual([])
    const merged = await fixture.documents.get('test-assets', asset._id)
    const users = Array.isArray(asset.used_by) ? asset.used_by : []
    expect(merged).toMatchObject({ name: 'existing name', used_by: ['labs/other/1.0.0', ...users] })
  })

  it('with "drop" removes all existing data except editors', async () => {
    const { archive, fixture, content } = await openExportAndTarget()
    await fixture.documents.put('test-apps', { _id: 'old', slug: 'old' })
    await fixture.documents.put('test-editors', { _id: 'olga', name: 'Olga' })
    await put(fixture.objects, '__default__', 'old/1.0.0/old.tar.gz', 'old', 'application/gzip')
    await fixture.import(archive, { drop: true })
    const { documents, objects } = await fixture.content()
    const { 'test-editors': editors = [], ...others } = documents
    const { 'test-editors': imported = [], ...expected } = content.documents
    expect(others).toEqual(expected)
    expect(objects).toEqual(content.objects)
    expect(editors.map(({ _id }) => _id)).toEqual([...imported.map(({ _id }) => _id), 'olga'])
  })

  it('changes no token of the target registry, even with "replace"', async () => {
    const { archive, fixture, content } = await openExportAndTarget()
    const [token] = content.documents['test-tokens'] ?? []
    if (!token) throw new Error('There is no token')
    await fixture.documents.ensure('test-tokens', [])
    await fixture.documents.put('test-tokens', { ...token, last_used_at: 1 })
    for (const replace of [false, true]) {
      const { conflicts, tokens } = await fixture.import(archive, { replace })
      expect({ conflicts, tokens }).toEqual({ conflicts: [], tokens: undefined })
    }
    expect(await fixture.documents.get('test-tokens', token._id)).toMatchObject({ last_used_at: 1 })
  })

  it('drops nothing when the archive is damaged', async () => {
    const { archive, fixture } = await openExportAndTarget()
    await fixture.documents.put('test-apps', { _id: 'old', slug: 'old' })
    const damaged = archive.subarray(0, archive.length - 20)
    await expect(fixture.import(damaged, { drop: true })).rejects.toThrow('The archive is damaged')
    expect((await fixture.content()).documents).toEqual({ 'test-apps': [{ _id: 'old', slug: 'old' }] })
  })

  // Documents that the document store refuses. The import must detect them before it drops existing data.
  const invalidDocuments: Record<string, string | Buffer> = {
    'a design document': '{"_id":"_design/x"}',
    'an id that is a relative path': '{"_id":".."}',
    'a reserved member of CouchDB': '{"_id":"x","_deleted":true}',
    'bytes that are not UTF-8': Buffer.from('{"_id":"x","name":"Caf\xe9"}', 'latin1'),
    'half of a surrogate pair': '{"_id":"x","name":"\\ud800"}',
  }

  it.each(Object.entries(invalidDocuments))('drops nothing when the archive contains %s', async (_, document) => {
    const folder = 'registry/couchdb/__prefix__-apps'
    await expectNothingDropped(
      await packEntries({ [`${folder}/good.json`]: '{"_id":"good"}', [`${folder}/x.json`]: document }),
    )
  })

  it('drops nothing when the archive is not an export', async () => {
    await expectNothingDropped(await packEntries({ 'manifest.webapp': '{}' }))
  })

  async function expectNothingDropped(archive: Buffer): Promise<void> {
    const fixture = await openImportFixture('test', 'labs')
    const existing = { _id: 'existing', slug: 'existing' }
    await fixture.documents.put('test-apps', existing)
    await expect(fixture.import(archive, { drop: true })).rejects.toThrow('The archive has ')
    expect((await fixture.content()).documents).toEqual({ 'test-apps': [existing] })
  }
})
