import { describe, expect, it } from 'vitest'
import { authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'
import { sha256 } from '../../support/archives.js'
import { send, type Answer } from '../../support/http.js'
import * as decoders from './decoders.js'

// The properties of the REST interface on which existing clients depend, with one test for each property.

const manifest = {
  locales: { en: { name: 'Notes' }, fr: { name: 'Carnet' } },
  permissions: { files: { type: 'io.cozy.files', verbs: ['GET', 'POST'], description: '<b> & "c"' } },
  terms: { id: 't', url: 'https://notes.example/terms', version: '1' },
  intents: [{ action: 'EDIT', type: ['io.cozy.notes'], href: '/edit' }],
  routes: { '/': { folder: '/', index: 'index.html', public: false } },
  services: { tidy: { type: 'node', file: 'tidy.js', trigger: '@cron 0 0 0 * * *' } },
  'a member nobody knows': { nested: [1, 2.5, null, true, 'é'] },
}

async function startWithNotes(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0', manifest })
  return gateway
}

function sendPublication(gateway: TestGateway, headers: Record<string, string>, body: object): Promise<Answer> {
  return gateway.send('/registry/notes', { method: 'POST', headers, body })
}

const readPaths = [
  ...['/registry', '/registry/slugs', '/registry/maintenance', '/registry/notes', '/registry/notes/versions'],
  ...['/registry/notes/1.0.0', '/registry/notes/stable/latest', '/registry/notes/icon', '/registry/notes/1.0.0/icon'],
  ...['/editors', '/editors/acme', '/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz'],
]

describe('REST clients can rely on these properties', () => {
  it('1. a trailing slash in a path does not change the response', async () => {
    const gateway = await startWithNotes()
    for (const path of readPaths) {
      const [plain, slashed] = [await gateway.send(path), await gateway.send(`${path}/`)]
      expect([path, slashed.status, slashed.bytes]).toEqual([path, plain.status, plain.bytes])
      expect([path, plain.status]).toEqual([path, 200])
    }
  })

  it('2. reads need neither an Accept header nor a token', async () => {
    const gateway = await startWithNotes()
    for (const path of readPaths) expect((await gateway.send(path)).status).toBe(200)
    const missingPaths = [
      '/absent',
      '/absent/1.0.0',
      '/notes/9.0.0',
      '/absent/stable/latest',
      '/absent/icon',
      '/notes/partnership_icon',
    ]
    for (const path of missingPaths)
      expect([path, (await gateway.send(`/registry${path}`)).status]).toEqual([path, 404])
  })

  it('3. members have the types that decoders require', async () => {
    const gateway = await startWithNotes()
    await gateway.addApp({ slug: 'empty' })
    await gateway.send('/registry/maintenance/empty/activate', {
      method: 'PUT',
      headers: authorized(gateway.master),
      body: { flag_short_maintenance: true },
    })
    const { data } = decoders.page.parse((await gateway.send('/registry')).json())
    expect(data.map(({ slug, label, maintenance_activated }) => [slug, label, maintenance_activated])).toEqual([
      ['empty', 5, true],
      ['notes', 5, undefined],
    ])
    decoders.application.parse((await gateway.send('/registry/empty')).json())
    decoders.version.parse((await gateway.send('/registry/notes/1.0.0')).json())
    decoders.maintenances.parse((await gateway.send('/registry/maintenance')).json())
  })

  it('4. the URL of an archive is absolute, and leads to a file with the given checksum', async () => {
    const gateway = await startWithNotes()
    const { url, sha256: checksum } = decoders.version.parse((await gateway.send('/registry/notes/1.0.0')).json())
    const { origin, pathname } = new URL(url)
    const archive = await send(origin, pathname)
    expect(archive.status).toBe(200)
    expect(sha256(archive.bytes)).toBe(checksum)
  })

  it('5. a response has the members of the published manifest in their order', async () => {
    const gateway = await startWithNotes()
    const { manifest: received } = decoders.version.parse((await gateway.send('/registry/notes/1.0.0')).json())
    const requiredMembers = {
      name: 'notes',
      slug: 'notes',
      version: '1.0.0',
      editor: 'Acme',
      type: 'webapp',
      icon: 'icon.svg',
    }
    expect(JSON.stringify(received)).toBe(JSON.stringify({ ...requiredMembers, ...manifest }))
  })

  it('6. cursors are offsets, written as strings', async () => {
    const gateway = await startWithNotes()
    await Promise.all(Array.from({ length: 205 }, (_, i) => gateway.addApp({ slug: `app-${i}` })))
    const page = async (query: string): Promise<[number, string | undefined]> => {
      const { data, meta } = decoders.page.parse((await gateway.send(`/registry?${query}`)).json())
      return [data.length, meta.next_cursor]
    }
    expect(await page('cursor=0&limit=300')).toEqual([200, '200'])
    expect(await page('cursor=200&limit=300')).toEqual([6, undefined])
    expect(await page('')).toEqual([50, '50'])
    expect(await page('filter[select]=notes,app-1')).toEqual([2, undefined])
    expect(await page('filter%5Bselect%5D=notes%2Capp-1')).toEqual([2, undefined])
  })

  it('7. responses can be cached and revalidated', async () => {
    const gateway = await startWithNotes()
    for (const path of [...readPaths, '/registry/absent', '/registry/notes/9.0.0', '/registry/No', '/nowhere']) {
      const { date = '' } = (await gateway.send(path)).headers
      expect(new Date(date).toUTCString()).toBe(date)
    }
    expect((await gateway.send('/registry/absent')).headers['cache-control']).toBe('max-age=60')
    expect((await gateway.send('/registry/notes/9.0.0')).headers['cache-control']).toBe('max-age=60')
    const { etag = '' } = (await gateway.send('/registry/notes')).headers
    for (const tag of [etag, etag.replaceAll('"', '')]) {
      expect((await gateway.send('/registry/notes', { headers: { 'If-None-Match': tag } })).status).toBe(304)
    }
  })

  it('8. an archive has exactly the Content-Type application/gzip', async () => {
    const gateway = await startWithNotes()
    const path = '/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz'
    const first = await gateway.send(path, { headers: { 'Accept-Encoding': 'gzip, br' } })
    expect(first.headers['content-type']).toBe('application/gzip')
    expect(first.headers['content-encoding']).toBeUndefined()
    expect(first.headers['content-length']).toBe(String(first.bytes.length))
    await gateway.publish({ slug: 'notes', version: '1.0.1', manifest })
    expect((await gateway.send(path)).bytes).toEqual(first.bytes)
  })

  it('9. an SVG icon has the Content-Type image/svg+xml', async () => {
    const gateway = await startWithNotes()
    for (const path of ['/notes/icon', '/notes/1.0.0/icon', '/notes/stable/latest/icon']) {
      expect((await gateway.send(`/registry${path}`)).headers['content-type']).toBe('image/svg+xml')
    }
  })

  it('10. a publication is answered with 201 or a JSON error', async () => {
    const gateway = await startWithNotes()
    const unknown = { editor: 'Acme', type: 'webapp', somethingNew: { a: 1 } }
    const published = await gateway.publish({
      slug: 'notes',
      version: '2.0.0',
      body: { ...unknown, version: 'v2.0.0' },
    })
    expect(published.status).toBe(201)
    const token = await gateway.token({ app: 'notes' })
    for (const headers of [
      {},
      { Authorization: `Bearer ${token}` },
      { Authorization: `token ${token}` },
      authorized(token),
    ]) {
      const refused = await sendPublication(gateway, headers, { version: 'vv2.0.0' })
      expect(refused.status).toBe('Authorization' in headers && headers.Authorization === `Token ${token}` ? 400 : 401)
      decoders.problem.parse(refused.json())
    }
  })
})
