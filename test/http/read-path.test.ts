import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { send } from '../support/http.js'

/** A gateway with an application. `countMisses` returns the number of cache misses. */
async function start() {
  const metrics = { host: '127.0.0.1', port: 0 }
  const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: [] }]
  const gateway = await startTestGateway({ metrics, virtualSpaces })
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  return { ...gateway, countMisses: () => readMetric(gateway, 'registry_http_cache_requests_total{outcome="miss"}') }
}

async function readMetric({ metricsUrl = '' }: TestGateway, name: string): Promise<number> {
  const { origin } = new URL(metricsUrl)
  const { text } = await send(origin, '/metrics')
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? 0)
}

const reads = [
  '/registry',
  '/registry/notes',
  '/registry/notes/versions',
  '/registry/notes/1.0.0',
  '/registry/notes/stable/latest',
  '/registry/slugs',
  '/registry/maintenance',
  '/registry/notes/icon',
  '/registry/notes/stable/latest/icon',
  '/registry/notes/1.0.0/icon',
  '/mirror/registry',
  '/mirror/registry/notes',
  '/mirror/registry/notes/icon',
]

describe('a read', () => {
  it.each(reads)('of %s is served from the cache the second time', async (path) => {
    const { send, countMisses } = await start()
    const first = await send(path)
    const before = await countMisses()
    const second = await send(path)
    expect(first.status).toBe(200)
    expect({ ...second, headers: { ...second.headers, date: '' } }).toMatchObject({
      status: 200,
      text: first.text,
      headers: { ...first.headers, date: '' },
    })
    expect(await countMisses()).toBe(before)
  })

  it.each(reads.filter((path) => path !== '/registry/slugs'))(
    'of %s has the same headers for HEAD and GET',
    async (path) => {
      const { send } = await start()
      const head = await send(path, { method: 'HEAD' })
      const get = await send(path)
      expect(head.text).toBe('')
      expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
    },
  )

  it('is compressed for clients that accept gzip', async () => {
    const { send } = await start()
    const plain = await send('/registry/notes')
    const zipped = await send('/registry/notes', { headers: { 'Accept-Encoding': 'gzip' } })
    expect(gunzipSync(zipped.bytes).toString()).toBe(plain.text)
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(zipped.headers.etag).not.toBe(plain.headers.etag)
    const tag = zipped.headers.etag ?? ''
    const again = { headers: { 'Accept-Encoding': 'gzip', 'If-None-Match': tag } }
    expect(await send('/registry/notes', again)).toMatchObject({ status: 304, text: '' })
    expect(await send('/registry/notes', { headers: { 'If-None-Match': tag } })).toMatchObject({ status: 200 })
  })

  it('has a cache key that contains only the first value of each known query parameter', async () => {
    const { send, countMisses } = await start()
    const list = await send('/registry?limit=1&sort=slug&filter%5Btype%5D=webapp')
    const before = await countMisses()
    const same = '/registry?unknown=1&filter[type]=webapp&filter[type]=konnector&sort=slug&limit=1'
    expect((await send(same)).text).toBe(list.text)
    expect((await send('/registry/?limit=1&sort=slug&filter%5Btype%5D=webapp')).text).toBe(list.text)
    expect(await countMisses()).toBe(before)
    expect((await send('/registry?limit=1&sort=slug&filter[type]=konnector')).json()).toMatchObject({ data: [] })
    expect((await send('/registry/notes?pretty')).text).toContain('\n  "slug"')
    expect((await send('/registry/notes')).text).not.toContain('\n  "slug"')
  })

  it('respects a known parameter even after a thousand unknown parameters', async () => {
    const { send } = await start()
    const many = 'a&'.repeat(1001)
    expect((await send(`/registry?${many}filter[type]=konnector`)).json()).toMatchObject({ data: [] })
    expect((await send('/registry?a')).json()).toMatchObject({ data: [{ slug: 'notes' }] })
  })

  // If query strings were parsed in quadratic time, the test would exceed its timeout.
  it('is quick when one parameter is repeated thousands of times', async () => {
    const { send } = await start()
    const repeated = `/ready?${'a&'.repeat(7000)}`
    for (let i = 0; i < 100; i++) expect((await send(repeated)).status).toBe(200)
  })

  it('is refused for a wrong Accept header, a wrong method or a large body even when its answer is cached', async () => {
    const { send } = await start()
    await send('/registry/notes')
    expect((await send('/registry/notes', { headers: { Accept: 'text/html' } })).status).toBe(406)
    expect((await send('/registry/notes', { headers: { Accept: 'application/*' } })).status).toBe(200)
    expect((await send('/registry/notes', { method: 'PUT' })).status).toBe(405)
    const large = { headers: { 'Content-Length': '200000' }, body: 'x' }
    expect((await send('/registry/notes', large)).status).toBe(413)
    // Files are served for any `Accept` header.
    expect((await send('/registry/notes/icon', { headers: { Accept: 'image/png' } })).status).toBe(200)
  })
})

describe('a write', () => {
  it('is visible at once on cached routes', async () => {
    const gateway = await start()
    for (const path of reads) await gateway.send(path)
    expect((await gateway.publish({ slug: 'notes', version: '1.1.0' })).status).toBe(201)
    for (const path of ['', '/notes', '/notes/versions', '/notes/stable/latest']) {
      expect((await gateway.send(`/registry${path}`)).text).toContain('1.1.0')
      expect((await gateway.send(`/mirror/registry${path}`)).text).toContain('1.1.0')
    }
    await gateway.addApp({ slug: 'photos' })
    for (const path of ['/registry', '/registry/slugs', '/mirror/registry', '/mirror/registry/slugs']) {
      expect((await gateway.send(path)).text).toContain('photos')
    }
    const request = { headers: { ...authorized(gateway.master), 'Content-Type': 'application/json' } }
    const activation = await gateway.send('/registry/maintenance/notes/activate', {
      ...request,
      method: 'PUT',
      body: { flag_infra_maintenance: true },
    })
    expect(activation.status).toBe(200)
    expect((await gateway.send('/registry/notes')).json()).toMatchObject({ maintenance_activated: true })
    expect((await gateway.send('/registry/maintenance')).json()).toMatchObject([{ slug: 'notes' }])
  })

  it('is visible at once during constant reads', async () => {
    const gateway = await start()
    let isReading = true
    const readers = Array.from({ length: 8 }, async () => {
      while (isReading) await gateway.send('/registry/notes/stable/latest')
    })
    for (let i = 1; i <= 10; i++) {
      const version = `1.0.${String(i)}`
      expect((await gateway.publish({ slug: 'notes', version })).status).toBe(201)
      expect((await gateway.send('/registry/notes/stable/latest')).json()).toMatchObject({ version })
      expect((await gateway.send('/registry/notes/versions')).text).toContain(`"${version}"`)
    }
    isReading = false
    await Promise.all(readers)
  })
})

describe('files', () => {
  it('of pending versions are not cached', async () => {
    const { send, operations, ...gateway } = await start()
    await operations.createEditor('Newcomer', false)
    await gateway.addApp({ slug: 'draft', editor: 'Newcomer' })
    const token = await gateway.token({ editor: 'Newcomer', app: 'draft' })
    const icon = (text: string) => ({ files: [{ name: 'other.svg', content: text }], body: { icon: 'other.svg' } })
    const version = { slug: 'draft', version: '1.0.0', token, manifest: { editor: 'Newcomer' } }
    expect((await gateway.publish({ ...version, ...icon('first') })).status).toBe(201)
    const path = '/registry/draft/1.0.0/icon'
    expect((await send(path)).text).toBe('first')
    const rejection = { method: 'DELETE', headers: authorized(gateway.master) }
    expect((await send('/registry/pending/draft/1.0.0', rejection)).status).toBe(204)
    expect((await send(path)).status).toBe(404)
    expect((await gateway.publish({ ...version, ...icon('second') })).status).toBe(201)
    expect((await send(path)).text).toBe('second')
  })

  it('are served in parts to range requests when the whole file is cached', async () => {
    const { send } = await start()
    const whole = await send('/registry/notes/icon')
    await send('/registry/notes/icon')
    const part = await send('/registry/notes/icon', { headers: { Range: 'bytes=1-3' } })
    expect(part).toMatchObject({ status: 206, text: whole.text.slice(1, 4) })
    expect((await send('/registry/notes/icon')).text).toBe(whole.text)
  })

  it('that are large are not cached', async () => {
    const gateway = await start()
    const content = 'x'.repeat(300_000)
    const large = { files: [{ name: 'large.svg', content }], body: { icon: 'large.svg' } }
    await gateway.publish({ slug: 'notes', version: '2.0.0', ...large })
    const before = await gateway.countMisses()
    const answers = [await gateway.send('/registry/notes/icon'), await gateway.send('/registry/notes/icon')]
    expect(answers.map(({ text }) => text)).toEqual([content, content])
    expect(await gateway.countMisses()).toBe(before + 2)
  })
})
