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
import { ForwardedObjects } from '../../support/forwarded.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { openImportFixture, unseen } from '../../support/import-fixture.js'

const legacy = 'old/1.0.0/old.tar.gz'
const rubbish = Buffer.from('rubbish')

// A version of now, and one as older registries kept it: under its name.
async function openFilled(): Promise<TestRegistry & { icon: string }> {
  const filled = await openTestRegistry()
  const { documents, objects, createApp, publish } = filled
  await createApp('notes')
  await publish({ slug: 'notes', version: '1.0.0' })
  await put(objects, '__default__', legacy, Buffer.from('the old archive'))
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

async function keysOf(objects: Objects, container: string): Promise<string[]> {
  const keys: string[] = []
  for await (const key of objects.list(container)) keys.push(key)
  return keys
}

function put(objects: Objects, container: string, key: string, content: Buffer): Promise<void> {
  return objects.put(container, key, Readable.from([content]), { contentType: 'application/gzip' })
}

interface Exported {
  bytes: Buffer
  error: string | undefined
  damaged: string[] | undefined
}

async function exported({ registry }: TestRegistry, skipDamaged = false): Promise<Exported> {
  const destination = new PassThrough()
  const chunks: Buffer[] = []
  destination.on('data', (chunk: Buffer) => chunks.push(chunk))
  const outcome = await registry.export(destination, unseen, { skipDamaged }).then(
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

// Rewrites a tar; `change` gives the content of an entry, or `undefined` to leave it out.
async function repacked(
  archive: Buffer,
  change: (name: string, content: Buffer) => Buffer | undefined,
  more: Entry[] = [],
): Promise<Buffer> {
  const tar = pack()
  const packed = buffer(tar)
  for await (const entry of Readable.from([gunzipSync(archive)]).pipe(extract())) {
    const { name } = entry.header
    const pax = z.record(z.string(), z.string()).nullish().parse(entry.header.pax)
    const content = change(name, await buffer(entry))
    if (content) tar.entry({ name, ...(pax && { pax }) }, content)
  }
  for (const { content, ...header } of more) tar.entry(header, content)
  tar.finalize()
  return gzipSync(await packed)
}

describe('an export', () => {
  it('names each damaged or missing file, and ends without an archive', async () => {
    const filled = await openFilled()
    const { objects, icon } = filled
    const [, archive = ''] = await keysOf(objects, '__assets__')
    await put(objects, '__assets__', icon, rubbish)
    await put(objects, '__default__', legacy, rubbish)
    await objects.remove('__assets__', archive)
    const { bytes, error } = await exported(filled)
    expect(error).toMatch(/No archive was made: 3 files are damaged or missing:\n/)
    expect(error).toContain(`__assets__/${icon} (`)
    expect(error).toContain(`__default__/${legacy} (archive of old/1.0.0): its content has the checksum`)
    expect(error).toMatch(new RegExp(`__assets__/${archive} \\(.* of notes/1.0.0\\): it is missing`))
    expect(() => gunzipSync(bytes)).toThrow(/unexpected end of file/)
  })

  it('leaves out damaged files when asked to, and lists them', async () => {
    const filled = await openFilled()
    await put(filled.objects, '__assets__', filled.icon, rubbish)
    const { bytes, error, damaged } = await exported(filled, true)
    expect(error).toBeUndefined()
    expect(damaged).toEqual([expect.stringContaining(filled.icon)])
    const names: string[] = []
    await repacked(bytes, (name, content) => {
      names.push(name)
      return content
    })
    expect(names).not.toContain(`registry/swift/__assets__/${filled.icon}`)
    expect(names).toContain(`registry/swift/__default__/${legacy}`)
  })

  it('detects damaged archives of virtual spaces', async () => {
    const filled = await openFilled()
    const { registry, objects } = filled
    await registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine' })
    const [own = ''] = await keysOf(objects, 'mirror')
    await put(objects, 'mirror', own, rubbish)
    expect((await exported(filled)).error).toContain(`mirror/${own} (archive of mirror/notes/1.0.0)`)
  })

  it('ignores the files of a version that is removed meanwhile', async () => {
    const { documents, objects, registry } = await openFilled()
    class Removing extends ForwardedObjects {
      override async *list(container: string): AsyncGenerator<string> {
        if (container === '__assets__') {
          await documents.remove(
            'test-versions',
            'old-1.0.0',
            (await documents.get('test-versions', 'old-1.0.0'))?._rev ?? '',
          )
          await objects.remove('__default__', legacy)
        }
        yield* objects.list(container)
      }
    }
    const destination = new PassThrough().resume()
    const parts = { documents, objects: new Removing(objects), layout: new Layout(registry.spaces), progress: unseen }
    expect((await exportRegistry(parts, destination)).damaged).toBeUndefined()
  })

  it.each(['the store', 'the archive'])('that fails by %s leaves no file open', async (by) => {
    const { documents, objects, registry } = await openFilled()
    const destination = new PassThrough().resume()
    const opened: Readable[] = []
    class Watched extends ForwardedObjects {
      override async open(container: string, key: string): ReturnType<Objects['open']> {
        const object = await super.open(container, key)
        if (!object) return undefined
        const body = new PassThrough()
        opened.push(object.body, body)
        setImmediate(() => (by === 'the store' ? body : destination).destroy(new Error('it is broken')))
        return { ...object, body }
      }
    }
    const parts = { documents, objects: new Watched(objects), layout: new Layout(registry.spaces), progress: unseen }
    await expect(exportRegistry(parts, destination)).rejects.toThrow('it is broken')
    for (const stream of opened.filter((stream) => stream instanceof PassThrough)) expect(stream.destroyed).toBe(true)
    for (const stream of opened) stream.destroy()
  })
})

describe.each([{ drop: false }, { drop: true }])('an import with %j', ({ drop }) => {
  const there = { _id: 'there', slug: 'there' }

  async function refused(archive: Buffer, why: RegExp): Promise<void> {
    const fixture = await openImportFixture('test', 'labs')
    await fixture.documents.put('test-apps', there)
    await expect(fixture.import(archive, { drop })).rejects.toThrow(why)
    expect(await fixture.content()).toEqual({ documents: { 'test-apps': [there] }, objects: [] })
  }

  it('names each damaged file, and changes nothing', async () => {
    const filled = await openFilled()
    const { bytes } = await exported(filled)
    const places = [`__assets__/${filled.icon}`, `__default__/${legacy}`]
    const archive = await repacked(bytes, (name, content) =>
      places.some((place) => name.endsWith(place)) ? rubbish : content,
    )
    const named = places.map((place) => place.replaceAll('.', '\\.')).join('[^]*')
    await refused(archive, new RegExp(`Nothing was changed: 2 files are damaged or missing:[^]*${named}`))
    const fixture = await openImportFixture('test', 'labs')
    const { damaged } = await fixture.import(archive, { drop, skipDamaged: true })
    expect(damaged).toHaveLength(2)
    const { documents, objects } = await fixture.content()
    expect(documents['test-versions']).toHaveLength(2)
    expect(objects.map(({ container, name }) => `${container}/${name}`)).not.toEqual(expect.arrayContaining(places))
  })

  it('detects different entries of one name, in any order, and accepts equal ones', async () => {
    const filled = await openFilled()
    const { bytes } = await exported(filled)
    const name = `registry/swift/__assets__/${filled.icon}`
    const other = { name: 'registry/couchdb/__prefix__-apps/notes.json', content: Buffer.from('{"_id":"notes"}') }
    const same = (_: string, content: Buffer) => content
    const object = await filled.objects.open('__assets__', filled.icon)
    const icon = Buffer.concat((await object?.body.toArray()) ?? [])
    const first = (each: string, content: Buffer) => (each === name ? rubbish : content)
    const behind = await repacked(bytes, first, [{ name, content: icon }])
    await refused(behind, new RegExp(`two different files "${filled.icon}" in __assets__`))
    await refused(await repacked(bytes, same, [{ name, content: rubbish }]), /two different files "/)
    await refused(await repacked(bytes, same, [other]), /two different documents "notes" in test-apps/)
    const [fixture, twice] = [await openImportFixture('test', 'labs'), [{ name, content: icon }]]
    const document = await filled.documents.get('test-apps', 'notes')
    twice.push({ ...other, content: Buffer.from(JSON.stringify(document)) })
    expect(await fixture.import(await repacked(bytes, same, twice), { drop })).not.toHaveProperty('damaged')
  })

  it('detects a version whose checksum does not match its archive', async () => {
    const { bytes } = await exported(await openFilled())
    const archive = await repacked(bytes, (name, content) =>
      name.endsWith('notes-1.0.0.json')
        ? Buffer.from(content.toString().replace(/"sha256":"[^"]*"/, `"sha256":"${sha256('another')}"`))
        : content,
    )
    await refused(
      archive,
      new RegExp(`\\(.* of notes/1\\.0\\.0\\): its document wants the checksum ${sha256('another')}`),
    )
  })

  it('detects an archive that is truncated between two entries, is empty, or continues after its end', async () => {
    const { bytes } = await exported(await openFilled())
    const tar = gunzipSync(bytes)
    const end = tar.length - 1024
    await refused(gzipSync(tar.subarray(0, end)), /archive is incomplete: its end is missing/)
    await refused(gzipSync(tar.subarray(0, end + 512)), /archive is incomplete: its end is missing/)
    await refused(gzipSync(tar.subarray(0, end - 700)), /archive is (damaged|incomplete)/)
    await refused(bytes.subarray(0, bytes.length - 5), /archive is damaged: unexpected end of file/)
    await refused(Buffer.alloc(0), /archive is (damaged|incomplete)/)
    await refused(Buffer.concat([bytes, rubbish]), /other bytes behind its end/)
    await refused(gzipSync(Buffer.concat([tar, rubbish])), /other bytes behind its end/)
  })
})

it('an invalid media type is dropped', async () => {
  const { bytes } = await exported(await openFilled())
  const name = 'registry/swift/__default__/universallink/x'
  const types = ['text/x-own; a="b"', 'text/plain\nX-Header: x', 'text/é', 'x'.repeat(256)]
  const files = types.map((type, i) => ({ name: `${name}${i}`, content: rubbish, pax: { 'COZY.content-type': type } }))
  const fixture = await openImportFixture('test', 'labs')
  await fixture.import(await repacked(bytes, (_, content) => content, files))
  const found = (await fixture.content()).objects.filter((object) => object.name.startsWith('universallink/'))
  expect(found.map(({ content_type }) => content_type)).toEqual(['text/x-own; a="b"', '', '', ''])
})

describe('missing files in an archive', () => {
  async function without(place: string): Promise<Buffer> {
    const { bytes } = await exported(await openFilled())
    return repacked(bytes, (name, content) => (name.endsWith(place) ? undefined : content))
  }

  it('are reported, and nothing is dropped', async () => {
    const archive = await without(legacy)
    const fixture = await openImportFixture('test', 'labs')
    await fixture.documents.put('test-apps', { _id: 'there' })
    await expect(fixture.import(archive, { drop: true })).rejects.toThrow(
      `${legacy} (archive of old/1.0.0): it is missing`,
    )
    expect((await fixture.content()).documents).toEqual({ 'test-apps': [{ _id: 'there' }] })
    expect((await fixture.import(archive)).damaged).toEqual([
      `__default__/${legacy} (archive of old/1.0.0): it is missing`,
    ])
  })

  it('are ignored when they are already stored', async () => {
    const fixture = await openImportFixture('test', 'labs')
    await put(fixture.objects, '__default__', legacy, Buffer.from('the old archive'))
    expect((await fixture.import(await without(legacy))).damaged).toBeUndefined()
  })
})

it('an import repairs a damaged asset, and reports different files of the same size', async () => {
  const filled = await openFilled()
  const { bytes } = await exported(filled)
  const fixture = await openImportFixture('test', 'labs')
  const size = (await filled.objects.stat('__assets__', filled.icon))?.size ?? 0
  await put(fixture.objects, '__assets__', filled.icon, Buffer.alloc(size, 'x'))
  await put(fixture.objects, '__default__', legacy, Buffer.alloc(15, 'x'))
  expect((await fixture.import(bytes)).conflicts).toEqual([`file "${legacy}" in __default__`])
  const { objects } = await fixture.content()
  expect(objects.find(({ name }) => name === filled.icon)?.sha256).toBe(filled.icon)
})
