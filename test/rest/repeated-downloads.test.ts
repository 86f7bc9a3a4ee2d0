import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { RemoveVersionDocument } from '../../src/cli/generated/operations.js'
import { assetsContainer } from '../../src/registry/spaces.js'
import { packArchive, sha256 } from '../support/archives.js'
import { manifestOf, registryPath, startTestGateway, type TestGateway } from '../support/gateway.js'

const version = { slug: 'notes', version: '1.0.0' }
const path = `${registryPath()}/notes/1.0.0/tarball/notes-1.0.0.tar.gz`

/** A gateway with a version, whose archive has at least the given number of bytes. */
async function startWithArchive(bytes: number): Promise<TestGateway & { archive: Buffer }> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const archive = await archiveOfSize(bytes)
  expect((await gateway.publish({ ...version, archive })).status).toBe(201)
  return { ...gateway, archive }
}

function archiveOfSize(bytes: number): Promise<Buffer> {
  const manifest = { name: 'manifest.webapp', content: JSON.stringify(manifestOf(version)) }
  const icon = { name: 'icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }
  return packArchive([manifest, icon, { name: 'data', content: randomBytes(bytes) }], { gzip: true })
}

/** Spies on the reads of the engines. */
function spyOnReads({ documents, objects }: TestGateway) {
  return {
    get: vi.spyOn(documents, 'get'),
    stat: vi.spyOn(objects, 'stat'),
    open: vi.spyOn(objects, 'open'),
  }
}

describe.each([
  { kind: 'small', bytes: 1000, opens: 0 },
  { kind: 'large', bytes: 300_000, opens: 1 },
])('a $kind archive that was downloaded before', ({ bytes, opens }) => {
  it(`is sent with ${String(opens)} reads of its object, and nothing else is read`, async () => {
    const gateway = await startWithArchive(bytes)
    const first = await gateway.send(path)
    const { get, stat, open } = spyOnReads(gateway)
    const again = await gateway.send(path)
    expect({ ...again, headers: { ...again.headers, date: '' } }).toMatchObject({
      status: 200,
      headers: { ...first.headers, date: '' },
    })
    expect(again.bytes.equals(gateway.archive)).toBe(true)
    expect(open).toHaveBeenCalledTimes(opens)
    const part = await gateway.send(path, { headers: { Range: 'bytes=10-19' } })
    expect(part).toMatchObject({ status: 206, bytes: gateway.archive.subarray(10, 20) })
    expect(open.mock.calls.length).toBeLessThanOrEqual(opens + 1)
    open.mockClear()
    expect((await gateway.send(path, { method: 'HEAD' })).headers).toMatchObject({ etag: first.headers.etag })
    const unchanged = await gateway.send(path, { headers: { 'If-None-Match': first.headers.etag ?? '' } })
    expect(unchanged.status).toBe(304)
    expect([get, stat, open].flatMap(({ mock }) => mock.calls)).toEqual([])
  })

  it('is read without a look-up of its object after another publication', async () => {
    const gateway = await startWithArchive(bytes)
    await gateway.send(path)
    await gateway.publish({ slug: 'notes', version: '1.1.0' })
    const { stat, open } = spyOnReads(gateway)
    expect((await gateway.send(path)).bytes.equals(gateway.archive)).toBe(true)
    expect(stat).not.toHaveBeenCalled()
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('is missing as soon as its version is removed, and is replaced by the next one', async () => {
    const gateway = await startWithArchive(bytes)
    await gateway.send(path)
    await gateway.execute(RemoveVersionDocument, {
      input: { space: '__default__', app: 'notes', version: '1.0.0' },
    })
    expect((await gateway.send(path)).status).toBe(404)
    const archive = await archiveOfSize(bytes)
    await gateway.publish({ ...version, archive })
    expect((await gateway.send(path)).bytes.equals(archive)).toBe(true)
  })
})

it('an archive that was replaced in the store is sent with its own tag and size', async () => {
  const gateway = await startWithArchive(300_000)
  const first = await gateway.send(path)
  const key = sha256(gateway.archive)
  await gateway.objects.put(assetsContainer, key, Readable.from(['other']), { contentType: 'application/gzip' })
  const last = await gateway.send(path, { headers: { Range: 'bytes=299000-299999' } })
  expect(last.status).toBe(416)
  const replaced = await gateway.send(path)
  expect(replaced).toMatchObject({ status: 200, text: 'other', headers: { 'content-length': '5' } })
  expect(replaced.headers.etag).not.toBe(first.headers.etag)
})

it('a large archive that was removed from the store is missing', async () => {
  const gateway = await startWithArchive(300_000)
  await gateway.send(path)
  await gateway.objects.remove(assetsContainer, sha256(gateway.archive))
  expect((await gateway.send(path)).status).toBe(404)
})

it('an archive that waits for approval is read again for each download', async () => {
  const gateway = await startTestGateway()
  await gateway.operations.createEditor('Reviewed', false)
  await gateway.addApp({ slug: 'notes', editor: 'Reviewed' })
  await gateway.publish({ ...version, token: gateway.master })
  expect((await gateway.send(path)).status).toBe(200)
  const { get } = spyOnReads(gateway)
  expect((await gateway.send(path)).status).toBe(200)
  expect(get).toHaveBeenCalled()
})

it('a HEAD request does not make a later download miss its redirect to the object store', async () => {
  const gateway = await startWithArchive(1000)
  gateway.objects.downloadUrl = () => Promise.resolve('https://store.example/object')
  expect((await gateway.send(path, { method: 'HEAD' })).status).toBe(200)
  expect((await gateway.send(path)).status).toBe(302)
})
