import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import type { Objects } from '../../../src/objects/objects.js'
import { exportRegistry } from '../../../src/registry/export/export.js'
import { Layout } from '../../../src/registry/export/layout.js'
import { sha256 } from '../../support/archives.js'
import { ForwardingObjects } from '../../support/forwarding-stores.js'
import { openTestRegistry, type RegistrySettings, type TestRegistry } from '../../support/registry.js'
import { UnreadableObjects } from '../../support/unreadable-objects.js'
import { openImportFixture, silentProgress } from '../../support/import-fixture.js'

const legacyKey = 'old/1.0.0/old.tar.gz'
const damagedContent = Buffer.from('rubbish')

/**
 * A registry with two versions. The keys of the files of `notes` are checksums. The key of the archive of `old` is
 * `<slug>/<version>/<file name>`, as in old releases of cozy-apps-registry.
 */
async function openFilled(settings: RegistrySettings = {}): Promise<TestRegistry & { icon: string }> {
  const filled = await openTestRegistry(settings)
  const { documents, objects, createApp, publish } = filled
  await createApp('notes')
  await publish({ slug: 'notes', version: '1.0.0' })
  await put(objects, '__default__', legacyKey, Buffer.from('the old archive'))
  await documents.put('test-versions', {
    _id: 'old-1.0.0',
    slug: 'old',
    version: '1.0.0',
    type: 'webapp',
    editor: 'Acme',
    url: 'https://apps.example/registry/old/1.0.0/tarball/old.tar.gz',
    created_at: '2020-01-01T00:00:00Z',
    size: '15',
    sha256: sha256(Buffer.from('the old archive')),
    manifest: {},
  })
  const [icon = ''] = await keysOf(objects, '__assets__')
  return { ...filled, icon }
}

/** Like `openFilled`, with an object store that a test can make unreadable. */
async function openUnreadable(): Promise<{ filled: TestRegistry; store: UnreadableObjects }> {
  let store: UnreadableObjects | undefined
  const filled = await openFilled({ wrapObjects: (objects) => (store = new UnreadableObjects(objects)) })
  if (!store) throw new Error('The registry did not open its store')
  return { filled, store }
}

/** The names of the entries of an archive. */
async function namesIn(archive: Buffer): Promise<string[]> {
  const names: string[] = []
  await repack(archive, (name, content) => {
    names.push(name)
    return content
  })
  return names
}

async function keysOf(objects: Objects, container: string): Promise<string[]> {
  const keys: string[] = []
  for await (const key of objects.list(container)) keys.push(key)
  return keys
}

function put(objects: Objects, container: string, key: string, content: Buffer): Promise<void> {
  return objects.put(container, key, Readable.from([content]), { contentType: 'application/gzip' })
}

interface ExportOutcome {
  bytes: Buffer
  error: string | undefined
  damaged: string[] | undefined
}

/** Exports a registry. Returns the written bytes, even if the export fails. */
async function runExport({ registry }: TestRegistry, skipDamaged = false): Promise<ExportOutcome> {
  const destination = new PassThrough()
  const chunks: Buffer[] = []
  destination.on('data', (chunk: Buffer) => chunks.push(chunk))
  const outcome = await registry.export(destination, silentProgress, { skipDamaged }).then(
    ({ damaged }) => ({ damaged, error: undefined }),
    (error: unknown) => ({ damaged: undefined, error: String(error) }),
  )
  return { bytes: Buffer.concat(chunks), ...outcome }
}

interface Entry {
  name: string
  content: Buffer
  pax?: Record<string, string>
}

// Rewrites a tar archive. `change` returns the new content of an entry. If it returns `undefined`, the entry is left
// out. The entries of `more` are added at the end.
async function repack(
  archive: Buffer,
  change: (name: string, content: Buffer) => Buffer | undefined,
  more: Entry[] = [],
): Promise<Buffer> {
  const tar = pack()
  const result = buffer(tar)
  for await (const entry of Readable.from([gunzipSync(archive)]).pipe(extract())) {
    const { name } = entry.header
    const pax = z.record(z.string(), z.string()).nullish().parse(entry.header.pax)
    const content = change(name, await buffer(entry))
    if (content) tar.entry({ name, ...(pax && { pax }) }, content)
  }
  for (const { content, ...header } of more) tar.entry(header, content)
  tar.finalize()
  return gzipSync(await result)
}

describe('an export', () => {
  it('fails with the name of each damaged or missing file', async () => {
    const filled = await openFilled()
    const { objects, icon } = filled
    const [, archive = ''] = await keysOf(objects, '__assets__')
    await put(objects, '__assets__', icon, damagedContent)
    await put(objects, '__default__', legacyKey, damagedContent)
    await objects.remove('__assets__', archive)
    const { bytes, error } = await runExport(filled)
    expect(error).toMatch(/No archive was made: 3 files are damaged or missing:\n/)
    expect(error).toContain(`__assets__/${icon} (`)
    expect(error).toContain(`__default__/${legacyKey} (archive of old/1.0.0): its content has the checksum`)
    expect(error).toMatch(new RegExp(`__assets__/${archive} \\(.* of notes/1.0.0\\): it is missing`))
    expect(() => gunzipSync(bytes)).toThrow(/unexpected end of file/)
  })

  it('leaves out damaged files with "skipDamaged"', async () => {
    const filled = await openFilled()
    await put(filled.objects, '__assets__', filled.icon, damagedContent)
    const { bytes, error, damaged } = await runExport(filled, true)
    expect(error).toBeUndefined()
    expect(damaged).toEqual([expect.stringContaining(filled.icon)])
    const names = await namesIn(bytes)
    expect(names).not.toContain(`registry/swift/__assets__/${filled.icon}`)
    expect(names).toContain(`registry/swift/__default__/${legacyKey}`)
  })

  it('fails when a file or a list of files cannot be read, but leaves it out with "skipDamaged"', async () => {
    const { filled, store } = await openUnreadable()
    const [icon = '', archive = ''] = await keysOf(store, '__assets__')
    const advice = 'For details, run "repair". To leave such files out of the archive, give --skip-damaged'
    for (const [unreadable, reason] of [
      [store.locked, `EACCES: permission denied, open '${icon}'`],
      [store.broken, 'EIO: i/o error, read'],
    ] as const) {
      unreadable.add(icon)
      expect((await runExport(filled)).error).toBe(
        `Error: No archive was made: The file "${icon}" in __assets__ can't be read: ${reason}\n${advice}`,
      )
      const { bytes, error, damaged } = await runExport(filled, true)
      expect({ error, damaged }).toEqual({
        error: undefined,
        damaged: [
          expect.stringMatching(new RegExp(`^__assets__/${icon} \\(.* of notes/1\\.0\\.0\\): it can't be read: `)),
        ],
      })
      expect(damaged?.[0]).toContain(reason)
      const names = await namesIn(bytes)
      expect(names).not.toContain(`registry/swift/__assets__/${icon}`)
      expect(names).toEqual(expect.arrayContaining([`registry/swift/__assets__/${archive}`]))
      unreadable.clear()
    }
    store.unlisted.add('__default__')
    expect((await runExport(filled)).error).toBe(
      `Error: No archive was made: The files in __default__ can't all be listed: EACCES: permission denied, scandir '__default__'\n${advice}`,
    )
    const { bytes, damaged } = await runExport(filled, true)
    expect(damaged).toEqual([
      "__default__: its files can't all be listed: EACCES: permission denied, scandir '__default__'",
      `__default__/${legacyKey} (archive of old/1.0.0): it was not found, because the files there can't all be listed`,
    ])
    expect(await namesIn(bytes)).toContain(`registry/swift/__assets__/${archive}`)
  })

  it('fails when the whole object store fails, even with "skipDamaged"', async () => {
    const { filled, store } = await openUnreadable()
    store.isDown = true
    for (const skipDamaged of [false, true])
      expect((await runExport(filled, skipDamaged)).error).toBe('Error: ECONNREFUSED: connect 127.0.0.1:9000')
  })

  it('detects a damaged archive of a virtual space', async () => {
    const filled = await openFilled()
    const { registry, objects } = filled
    await registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine' })
    const [key = ''] = await keysOf(objects, 'mirror')
    await put(objects, 'mirror', key, damagedContent)
    expect((await runExport(filled)).error).toContain(`mirror/${key} (archive of mirror/notes/1.0.0)`)
  })

  it('ignores the missing files of a version that is removed during the export', async () => {
    const { documents, objects, registry } = await openFilled()
    class RemovingObjects extends ForwardingObjects {
      override async *list(container: string): AsyncGenerator<string> {
        if (container === '__assets__') {
          await documents.remove(
            'test-versions',
            'old-1.0.0',
            (await documents.get('test-versions', 'old-1.0.0'))?._rev ?? '',
          )
          await objects.remove('__default__', legacyKey)
        }
        yield* objects.list(container)
      }
    }
    const destination = new PassThrough().resume()
    const parts = {
      documents,
      objects: new RemovingObjects(objects),
      layout: new Layout(registry.spaces),
      progress: silentProgress,
    }
    expect((await exportRegistry(parts, destination)).damaged).toBeUndefined()
  })

  it.each(['object store', 'destination'])('closes all open objects when the %s fails', async (failing) => {
    const { documents, objects, registry } = await openFilled()
    const destination = new PassThrough().resume()
    const opened: Readable[] = []
    class FailingObjects extends ForwardingObjects {
      override async open(container: string, key: string): ReturnType<Objects['open']> {
        const object = await super.open(container, key)
        if (!object) return undefined
        const body = new PassThrough()
        opened.push(object.body, body)
        setImmediate(() => (failing === 'object store' ? body : destination).destroy(new Error('it is broken')))
        return { ...object, body }
      }
    }
    const parts = {
      documents,
      objects: new FailingObjects(objects),
      layout: new Layout(registry.spaces),
      progress: silentProgress,
    }
    await expect(exportRegistry(parts, destination)).rejects.toThrow('it is broken')
    for (const stream of opened.filter((stream) => stream instanceof PassThrough)) expect(stream.destroyed).toBe(true)
    for (const stream of opened) stream.destroy()
  })
})

describe.each([{ drop: false }, { drop: true }])('an import with %j', ({ drop }) => {
  const existing = { _id: 'existing', slug: 'existing' }

  async function expectRefused(archive: Buffer, reason: RegExp): Promise<void> {
    const fixture = await openImportFixture('test', 'labs')
    await fixture.documents.put('test-apps', existing)
    await expect(fixture.import(archive, { drop })).rejects.toThrow(reason)
    expect(await fixture.content()).toEqual({ documents: { 'test-apps': [existing] }, objects: [] })
  }

  it('refuses damaged files, but leaves them out with "skipDamaged"', async () => {
    const filled = await openFilled()
    const { bytes } = await runExport(filled)
    const damagedPaths = [`__assets__/${filled.icon}`, `__default__/${legacyKey}`]
    const archive = await repack(bytes, (name, content) =>
      damagedPaths.some((path) => name.endsWith(path)) ? damagedContent : content,
    )
    const pattern = damagedPaths.map((path) => path.replaceAll('.', '\\.')).join('[^]*')
    await expectRefused(archive, new RegExp(`Nothing was changed: 2 files are damaged, missing or [^]*${pattern}`))
    const fixture = await openImportFixture('test', 'labs')
    const { damaged } = await fixture.import(archive, { drop, skipDamaged: true })
    expect(damaged).toHaveLength(2)
    const { documents, objects } = await fixture.content()
    expect(documents['test-versions']).toHaveLength(2)
    expect(objects.map(({ container, name }) => `${container}/${name}`)).not.toEqual(
      expect.arrayContaining(damagedPaths),
    )
  })

  it('refuses files that the object store cannot store, but leaves them out with "skipDamaged"', async () => {
    const { bytes } = await runExport(await openFilled())
    const folder = 'registry/swift/__default__/universallink'
    const long = `notes.tgz?sig=${'x'.repeat(300)}`
    const names = [`${folder}/apple`, `${folder}/apple/x`, `registry/swift/labs/notes/1.0.0/${long}`]
    const files = names.map((name) => ({ name, content: damagedContent }))
    const archive = await repack(bytes, (_, content) => content, files)
    await expectRefused(
      archive,
      /Nothing was changed: 2 files [^]*\/apple\/x: it can't be stored: .*"universallink\/apple"\n {2}labs\/notes\/1.0.0\/notes.tgz\?sig=x+: it can't be stored: .*too long/,
    )
    const fixture = await openImportFixture('test', 'labs')
    const { damaged } = await fixture.import(archive, { drop, skipDamaged: true })
    expect(damaged).toHaveLength(2)
    const { documents, objects } = await fixture.content()
    expect(documents['test-versions']).toHaveLength(2)
    expect(objects.map(({ name }) => name)).toEqual(expect.arrayContaining([legacyKey, 'universallink/apple']))
  })

  it('refuses two entries with one name, unless their content is the same', async () => {
    const filled = await openFilled()
    const { bytes } = await runExport(filled)
    const name = `registry/swift/__assets__/${filled.icon}`
    const otherDocument = {
      name: 'registry/couchdb/__prefix__-apps/notes.json',
      content: Buffer.from('{"_id":"notes"}'),
    }
    const unchanged = (_: string, content: Buffer) => content
    const object = await filled.objects.open('__assets__', filled.icon)
    const icon = Buffer.concat((await object?.body.toArray()) ?? [])
    const damageIcon = (entryName: string, content: Buffer) => (entryName === name ? damagedContent : content)
    const damagedFirst = await repack(bytes, damageIcon, [{ name, content: icon }])
    await expectRefused(damagedFirst, new RegExp(`two different files "${filled.icon}" in __assets__`))
    await expectRefused(await repack(bytes, unchanged, [{ name, content: damagedContent }]), /two different files "/)
    await expectRefused(await repack(bytes, unchanged, [otherDocument]), /two different documents "notes" in test-apps/)
    const [fixture, duplicates] = [await openImportFixture('test', 'labs'), [{ name, content: icon }]]
    const document = await filled.documents.get('test-apps', 'notes')
    duplicates.push({ ...otherDocument, content: Buffer.from(JSON.stringify(document)) })
    expect(await fixture.import(await repack(bytes, unchanged, duplicates), { drop })).not.toHaveProperty('damaged')
  })

  it('refuses a version whose checksum is not that of its archive', async () => {
    const { bytes } = await runExport(await openFilled())
    const archive = await repack(bytes, (name, content) =>
      name.endsWith('notes-1.0.0.json')
        ? Buffer.from(content.toString().replace(/"sha256":"[^"]*"/, `"sha256":"${sha256('another')}"`))
        : content,
    )
    await expectRefused(
      archive,
      new RegExp(`\\(.* of notes/1\\.0\\.0\\): its document expects the checksum ${sha256('another')}`),
    )
  })

  it('refuses an archive that is truncated, empty, or followed by other data', async () => {
    const { bytes } = await runExport(await openFilled())
    const tar = gunzipSync(bytes)
    const end = tar.length - 1024
    await expectRefused(gzipSync(tar.subarray(0, end)), /archive is incomplete: its end is missing/)
    await expectRefused(gzipSync(tar.subarray(0, end + 512)), /archive is incomplete: its end is missing/)
    await expectRefused(gzipSync(tar.subarray(0, end - 700)), /archive is (damaged|incomplete)/)
    await expectRefused(bytes.subarray(0, bytes.length - 5), /archive is damaged: unexpected end of file/)
    await expectRefused(
      Buffer.from('1f8b01020304050607080900', 'hex'),
      /archive is damaged: unknown compression method/,
    )
    await expectRefused(Buffer.alloc(0), /archive is (damaged|incomplete)/)
    await expectRefused(Buffer.concat([bytes, damagedContent]), /other bytes after its end/)
    // So many bytes that the file is still being read when the end of the archive is found.
    await expectRefused(Buffer.concat([bytes, Buffer.alloc(1_000_000, 'x')]), /other bytes after its end/)
    await expectRefused(gzipSync(Buffer.concat([tar, damagedContent])), /other bytes after its end/)
  })
})

it('an import replaces an invalid media type with an empty media type', async () => {
  const { bytes } = await runExport(await openFilled())
  const name = 'registry/swift/__default__/universallink/x'
  const types = ['text/x-own; a="b"', 'text/plain\nX-Header: x', 'text/é', 'x'.repeat(256)]
  const files = types.map((type, i) => ({
    name: `${name}${i}`,
    content: damagedContent,
    pax: { 'COZY.content-type': type },
  }))
  const fixture = await openImportFixture('test', 'labs')
  await fixture.import(await repack(bytes, (_, content) => content, files))
  const found = (await fixture.content()).objects.filter((object) => object.name.startsWith('universallink/'))
  expect(found.map(({ content_type }) => content_type)).toEqual(['text/x-own; a="b"', '', '', ''])
})

describe('an import of an archive that lacks a file of a version', () => {
  async function exportWithout(path: string): Promise<Buffer> {
    const { bytes } = await runExport(await openFilled())
    return repack(bytes, (name, content) => (name.endsWith(path) ? undefined : content))
  }

  it('is refused when it would drop existing data, and otherwise reports the file', async () => {
    const archive = await exportWithout(legacyKey)
    const fixture = await openImportFixture('test', 'labs')
    await fixture.documents.put('test-apps', { _id: 'existing' })
    await expect(fixture.import(archive, { drop: true })).rejects.toThrow(
      `${legacyKey} (archive of old/1.0.0): it is missing`,
    )
    expect((await fixture.content()).documents).toEqual({ 'test-apps': [{ _id: 'existing' }] })
    expect((await fixture.import(archive)).damaged).toEqual([
      `__default__/${legacyKey} (archive of old/1.0.0): it is missing`,
    ])
  })

  it('reports nothing when the file already exists in the object store', async () => {
    const fixture = await openImportFixture('test', 'labs')
    await put(fixture.objects, '__default__', legacyKey, Buffer.from('the old archive'))
    expect((await fixture.import(await exportWithout(legacyKey))).damaged).toBeUndefined()
  })
})

describe('an import of a file with the name of an existing folder, and of a folder with the name of an existing file', () => {
  async function importBeside(drop: boolean): Promise<{ error: string; names: string[] }> {
    const { bytes } = await runExport(await openFilled())
    const files = ['a', 'b/x'].map((key) => ({ name: `registry/swift/__default__/${key}`, content: damagedContent }))
    const archive = await repack(bytes, (_, content) => content, files)
    const fixture = await openImportFixture('test', 'labs')
    for (const key of ['a/x', 'b']) await put(fixture.objects, '__default__', key, damagedContent)
    const error = await fixture.import(archive, { drop }).then(() => '', String)
    return { error, names: await keysOf(fixture.objects, '__default__') }
  }

  it('is refused, and changes nothing', async () => {
    const { error, names } = await importBeside(false)
    expect(error).toMatch(/2 files [^]*__default__\/a: it can't be stored: [^]*__default__\/b\/x: it can't be stored: /)
    expect(names).toEqual(['a/x', 'b'])
  })

  it('succeeds when it drops existing data', async () => {
    expect(await importBeside(true)).toEqual({ error: '', names: ['a', 'b/x', legacyKey] })
  })
})

it('an import repairs a damaged asset, and reports another damaged file as a conflict', async () => {
  const filled = await openFilled()
  const { bytes } = await runExport(filled)
  const fixture = await openImportFixture('test', 'labs')
  const size = (await filled.objects.stat('__assets__', filled.icon))?.size ?? 0
  await put(fixture.objects, '__assets__', filled.icon, Buffer.alloc(size, 'x'))
  await put(fixture.objects, '__default__', legacyKey, Buffer.alloc(15, 'x'))
  expect((await fixture.import(bytes)).conflicts).toEqual([`file "${legacyKey}" in __default__`])
  const { objects } = await fixture.content()
  expect(objects.find(({ name }) => name === filled.icon)?.sha256).toBe(filled.icon)
})
