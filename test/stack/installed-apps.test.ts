import { readdir, readlink } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { BusyError } from '../../src/documents/documents.js'
import { packArchive } from '../support/archives.js'
import type { Answer } from '../support/http.js'
import { startInstallingCozy } from '../support/installable.js'

const files = { type: 'io.cozy.files', verbs: ['GET'], description: 'Files' }
const listShape = z.object({ data: z.array(z.object({ id: z.string() })), links: z.json(), meta: z.json() })
const linksShape = z.object({ data: z.object({ links: z.object({ icon: z.string() }) }) })
const contacts = { type: 'io.cozy.contacts' }

describe('a request for an application', () => {
  it.each([
    ['POST', '/apps/Bad_Slug?Source=registry://garden', 422, 'Invalid slug name', 'slug'],
    [
      'POST',
      `/apps/${'a'.repeat(129)}`,
      422,
      `"${'a'.repeat(129)}" is no slug: give at most 128 lower-case letters, digits and hyphens`,
      'slug',
    ],
    [
      'POST',
      `/apps/a?Source=https://example.org/${'x'.repeat(2029)}`,
      422,
      'The source has 2049 characters: give 2048 at most',
      'Source',
    ],
    ['POST', '/apps/a?Source=ftp://x/y', 422, 'Invalid or not supported source scheme', 'Source'],
    ...['git://x/y', 'git+https://x/y', 'git+ssh://x/y', 'ssh+git://x/y', 'file:///etc', 'nothing', '::%25zz'].map(
      (source): [string, string, number, string, string] => [
        'POST',
        `/apps/a?Source=${source}`,
        422,
        'Invalid or not supported source scheme',
        'Source',
      ],
    ),
    ['POST', '/apps/ghost?Source=registry://ghost', 404, 'Application manifest is not reachable', undefined],
    ['POST', '/apps/garden?Source=registry://garden/9.9.9', 404, 'Application manifest is not reachable', undefined],
    [
      'POST',
      '/apps/garden?Source=registry://garden/1.0.0-beta',
      404,
      'Application manifest is not reachable',
      undefined,
    ],
    ['POST', '/apps/garden?Source=registry://garden/', 404, 'Application manifest is not reachable', undefined],
    ['POST', '/apps/garden?Source=registry://garden/nightly', 404, 'Application manifest is not reachable', undefined],
    ['POST', '/apps/garden?Source=registry://', 404, 'Application manifest is not reachable', undefined],
    ['POST', '/apps/x?Source=http://127.0.0.1:1/a.tar.gz', 404, 'Application manifest is not reachable', undefined],
    [
      'POST',
      '/konnectors/garden?Source=registry://garden',
      422,
      '[garden] Manifest type is not valid for a konnector. Maybe you want to install a webapp?',
      undefined,
    ],
    ['PUT', '/apps/ghost', 404, 'Application is not installed', undefined],
    ['PUT', '/apps/Bad_Slug', 422, 'Invalid slug name', 'slug'],
    ['DELETE', '/apps/ghost', 404, 'Application is not installed', undefined],
    ['DELETE', '/apps/Bad_Slug', 422, 'Invalid slug name', 'slug'],
    ['GET', '/apps/ghost', 404, 'Application is not installed', undefined],
    ['GET', '/apps/ghost/icon', 404, 'Application is not installed', undefined],
    ['GET', '/apps/ghost/download', 404, 'Application is not installed', undefined],
  ])('is refused: %s %s is answered with %i', async (method, path, status, detail, parameter) => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    const answer = await cozy.request(method, path)
    expect(answer.json()).toEqual({
      errors: [
        {
          status: String(status),
          title: expect.any(String),
          detail,
          source: parameter === undefined ? {} : { parameter },
        },
      ],
    })
    expect(answer.status).toBe(status)
  })
})

describe('an installation', () => {
  it('is answered when the manifest has been read, and then stores a document, permissions and files', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', {
      permissions: { files },
      services: { water: { file: 'w.js', type: 'node', trigger: '@daily' } },
    })
    const answer = await cozy.request('POST', '/apps/garden?Source=registry://garden/stable')
    expect([answer.status, answer.headers['content-type']]).toEqual([202, 'application/vnd.api+json'])
    expect(answer.json()).toMatchObject({
      data: {
        type: 'io.cozy.apps',
        id: 'io.cozy.apps/garden',
        attributes: { slug: 'garden', state: 'installing', source: 'registry://garden/stable', version: '1.0.0' },
        meta: {},
        links: { self: '/apps/garden', icon: '/apps/garden/icon/1.0.0' },
      },
    })
    const document = await cozy.until('garden', (found) => found !== undefined)
    expect(document).toMatchObject({
      state: 'ready',
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      permissions: { files },
      terms: { url: '', version: '' },
      services: { water: { trigger: '@daily', debounce: '', trigger_id: expect.stringMatching(/^[0-9a-f]{32}$/) } },
      routes: { '/': { folder: '/', index: 'index.html', public: false } },
      intents: null,
      locales: null,
      notifications: null,
    })
    expect(document?.created_at).toBe(document?.updated_at)
    expect(await cozy.rules('garden')).toEqual({ files })
    const icon = await cozy.request('GET', '/apps/garden/icon/1.0.0')
    expect([icon.status, icon.text]).toEqual([200, expect.stringContaining('garden-1.0.0')])
    expect(icon.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'max-age=31536000, immutable',
    })
    const iconOfOlderVersion = await cozy.request('GET', '/apps/garden/icon/0.9.0')
    expect(iconOfOlderVersion.headers['cache-control']).toBe('no-cache')
    const download = await cozy.request('GET', '/apps/garden/download')
    expect([download.status, download.headers.location]).toEqual([
      303,
      expect.stringContaining('/registry/garden/1.0.0/tarball/'),
    ])
    expect((await cozy.request('GET', '/apps/garden/download/7.0.0')).status).toBe(404)
  })

  it('accepts a source with REGISTRY in capital letters, and then redirects downloads to the registry', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.request('POST', '/apps/garden?Source=REGISTRY://garden/stable')
    await cozy.until('garden', (found) => found !== undefined)
    expect((await cozy.request('GET', '/apps/garden/download')).status).toBe(303)
  })

  it('of an application that is installed already is refused with 409', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    const attempts = await Promise.all([1, 2, 3].map(() => cozy.request('POST', '/apps/garden')))
    expect(attempts.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  })

  it('with an invalid manifest is refused, and stores nothing', async () => {
    const cozy = await startInstallingCozy()
    const cases: [object, number, string][] = [
      [{ name: 5 }, 400, 'Application manifest is invalid or malformed'],
      [{ created_at: 'yesterday' }, 400, 'Application manifest is invalid or malformed'],
      [{ notifications: { a: { min_interval: '10m' } } }, 400, 'Application manifest is invalid or malformed'],
      [{ permissions: { a: { type: 'x.y', verbs: 'GET' } } }, 400, 'Application manifest is invalid or malformed'],
      [{ permissions: { a: { type: 'x.y', verbs: ['HEAD'] } } }, 400, 'Application manifest is invalid or malformed'],
      [{ permissions: { a: { type: 'io.cozy.*' } } }, 403, 'io.cozy.* is not a valid doctype name'],
      [{ permissions: { a: { type: 'com.acme.Plants' } } }, 403, 'com.acme.Plants is not a valid doctype name'],
      [
        { type: 'konnector' },
        422,
        '[x] Manifest type is not valid for a webapp. Maybe you want to install a konnector?',
      ],
    ]
    for (const [manifest, status, text] of cases) {
      const { url } = await cozy.pack('x.tar.gz', { version: '1.0.0', ...manifest })
      const answer = await cozy.request('POST', `/apps/x?Source=${url}`)
      expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)])
    }
    expect(await cozy.document('x')).toBeUndefined()
    expect(await cozy.rules('x')).toBe(404)
  })
})

describe('an archive at a URL', () => {
  it('is installed with its manifest, and its checksum is verified', async () => {
    const cozy = await startInstallingCozy()
    const { url, sha256 } = await cozy.pack('h.tar.gz', { version: '2.0.0', icon: 'icon.svg', slug: 'other' })
    const refused = await cozy.request('POST', `/apps/wrong?Source=${url}%23${'0'.repeat(64)}`)
    expect(refused.status).toBe(202)
    expect((await cozy.request('POST', `/apps/h?Source=${url}%23${sha256}`)).status).toBe(202)
    const document = await cozy.until('h', (found) => found !== undefined)
    expect(document).toMatchObject({ slug: 'h', version: '2.0.0', checksum: '', source: `${url}#${sha256}` })
    expect((await cozy.request('GET', '/apps/h')).json()).not.toHaveProperty('data.attributes.archive_checksum')
    for (const path of ['io.cozy.apps%2Fh', '_all_docs?include_docs=true']) {
      expect((await cozy.request('GET', `/data/io.cozy.apps/${path}`)).text).not.toContain('archive_checksum')
    }
    expect((await cozy.request('GET', '/apps/h/icon')).text).toContain('h.tar.gz')
    const download = await cozy.request('GET', '/apps/h/download')
    expect(gunzipSync(download.bytes).toString()).toContain('manifest.webapp')
    expect((await cozy.request('GET', '/apps/h/download/3.0.0')).json()).toEqual({
      errors: [
        {
          status: '412',
          title: 'Precondition Failed',
          detail: 'code for this version is not available',
          source: { parameter: 'version' },
        },
      ],
    })
    expect(await cozy.document('wrong')).toBeUndefined()
  })

  it('with a manifest that is too large is refused as invalid', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('x.tar.gz', { version: '1.0.0', more: 'x'.repeat(3_000_000) })
    const answer = await cozy.request('POST', `/apps/x?Source=${url}`)
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('manifest is invalid or malformed')])
    expect(cozy.logged().join('')).toContain('limits.archive.manifest_bytes')
  })

  it('gets a link to its icon that works, whatever characters the version in its manifest has', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('x.tar.gz', { version: '1/0?é#', icon: 'icon.svg' })
    await cozy.request('POST', `/apps/x?Source=${url}`)
    await cozy.until('x', (found) => found !== undefined)
    const { icon } = linksShape.parse((await cozy.request('GET', '/apps/x')).json()).data.links
    const answer = await cozy.request('GET', icon)
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'max-age=31536000, immutable'])
  })

  it('is not left open by a HEAD request for its download', async () => {
    const cozy = await startInstallingCozy()
    const files = [
      { name: 'manifest.webapp', content: '{"version":"1.0.0"}' },
      { name: 'large', content: 'x'.repeat(1_000_000) },
    ]
    const url = cozy.archives.serve('plain.tar', await packArchive(files, { gzip: false }))
    await cozy.request('POST', `/apps/x?Source=${url}`)
    await cozy.until('x', (found) => found !== undefined)
    const openFiles = async () => {
      const links = (await readdir('/proc/self/fd')).map((name) => readlink(`/proc/self/fd/${name}`).catch(() => ''))
      return (await Promise.all(links)).filter((target) => target.startsWith('/') && !target.startsWith('/dev/'))
    }
    const before = await openFiles()
    expect((await cozy.request('HEAD', '/apps/x/download')).status).toBe(200)
    await vi.waitFor(async () => expect(await openFiles()).toHaveLength(before.length), 5_000)
  })

  it('with hostile file names is unpacked only into the folder of the application, or refused', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('evil.tar.gz', { version: '1.0.0', icon: '../../secret.svg' }, 'webapp', [
      { name: '../../../../outside.js', content: 'x' },
      { name: 'top/link', type: 'symlink', linkname: '/etc/passwd' },
    ])
    expect((await cozy.request('POST', `/apps/evil?Source=${url}`)).status).toBe(202)
    await cozy.until('evil', (found) => found !== undefined)
    expect((await cozy.request('GET', '/apps/evil/icon')).status).toBe(404)
    const keys: string[] = []
    for await (const key of cozy.objects.list('__apps__')) keys.push(key.replace(/^default\/[0-9a-f]{64}\//, ''))
    expect(keys.sort()).toEqual([
      'archive',
      'complete',
      'files/outside.js',
      'files/top/icon.svg',
      'files/top/manifest.webapp',
    ])
    const long = await cozy.pack('long.tar.gz', { version: '1.0.0' }, 'webapp', [
      { name: `top/${'x'.repeat(2000)}`, content: 'x' },
    ])
    expect((await cozy.request('POST', `/apps/long?Source=${long.url}`)).status).toBe(404)
  })
})

describe('the event stream', () => {
  const stream = { headers: { Accept: 'text/event-stream' } }

  it('contains the states of an installation, with CRLF line ends', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    const answer = await cozy.ask('/apps/garden', cozy.cli, { method: 'POST', ...stream })
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/event-stream'])
    const events = answer.text.split('\r\n\r\n')
    expect(events).toEqual([
      expect.stringMatching(
        /^event: state\r\ndata: \{"data":\{"type":"io.cozy.apps","id":"io.cozy.apps\/garden".*"state":"installing"/,
      ),
      expect.stringMatching(/^event: state\r\ndata: .*"state":"ready"/),
      '',
    ])
  })

  it('contains an error as an event, with status 200, if permission and parameters are valid', async () => {
    const cozy = await startInstallingCozy()
    const wrong = await cozy.pack('w.tar.gz', { version: '1.0.0' })
    const errors: [string, string][] = [
      ['/apps/Bad_Slug', 'Invalid slug name'],
      ['/apps/ghost', 'Application manifest is not reachable'],
      [`/apps/w?Source=${wrong.url}%23${'0'.repeat(64)}`, 'Application checksum does not match'],
    ]
    for (const [path, message] of errors) {
      const answer = await cozy.ask(path, cozy.cli, { method: 'POST', ...stream })
      expect([answer.status, answer.text]).toEqual([
        200,
        expect.stringMatching(`event: error\r\ndata: "${message}"\r\n\r\n$`),
      ])
    }
    const put = await cozy.ask('/apps/ghost', cozy.cli, { method: 'PUT', ...stream })
    expect(put.text).toBe('event: error\r\ndata: "Application is not installed"\r\n\r\n')
    const reader = await cozy.tokenOf({ kind: 'cli', scope: 'io.cozy.apps:GET' })
    expect((await cozy.ask('/apps/ghost', reader, { method: 'POST', ...stream })).status).toBe(403)
    const severalTypes = { headers: { Accept: 'text/event-stream, */*' } }
    expect((await cozy.ask('/apps/ghost', cozy.cli, { method: 'POST', ...severalTypes })).status).toBe(404)
    const parameters = await cozy.ask('/konnectors/k?Parameters=%7B', cozy.cli, { method: 'POST', ...stream })
    expect([parameters.status, parameters.text]).toEqual([400, 'Parameters is not a JSON object'])
  })

  const failures: [string, Error, RegExp][] = [
    [
      'a full disk',
      Object.assign(new Error('full'), { code: 'ENOSPC' }),
      /^No space is left in the registry's storage/,
    ],
    ['a locked database', new BusyError(), /^The registry is locked for a while/],
    ['an unexpected error and its id', new Error('broken'), /^Internal server error [0-9a-f-]{36}$/],
  ]

  it.each(failures)('reports %s with the same message as other answers', async (_name, failure, expected) => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    vi.spyOn(cozy.objects, 'put').mockRejectedValue(failure)
    const answer = await cozy.ask('/apps/garden', cozy.cli, { method: 'POST', ...stream })
    const [, data = ''] = /event: error\r\ndata: (".*")\r\n\r\n$/.exec(answer.text) ?? []
    const message: unknown = JSON.parse(data)
    expect(message).toMatch(expected)
    const [line = '{}', ...others] = cozy.logged().filter((logged) => logged.includes('an installation failed'))
    const entry: unknown = JSON.parse(line)
    expect([entry, others]).toMatchObject([{ error_msg: message, err: { message: failure.message } }, []])
  })
})

describe('the list of installed applications', () => {
  it('is paginated', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('h.tar.gz', { version: '1.0.0' })
    for (const slug of ['a', 'b', 'c']) {
      await cozy.request('POST', `/apps/${slug}?Source=${url}`)
      await cozy.until(slug, (found) => found !== undefined)
    }
    const ids = (answer: Answer) => {
      const { data, links, meta } = listShape.parse(answer.json())
      return { ids: data.map(({ id }) => id.slice('io.cozy.apps/'.length)), links, meta }
    }
    expect(ids(await cozy.request('GET', '/apps/'))).toEqual({ ids: ['a', 'b', 'c'], links: {}, meta: { count: 3 } })
    expect(ids(await cozy.request('GET', '/apps/?limit=2'))).toEqual({
      ids: ['a', 'b'],
      links: { next: 'http://alice.example.org/apps/?limit=2&start_key=io.cozy.apps%2Fc' },
      meta: { count: 2 },
    })
    expect(ids(await cozy.request('GET', '/apps/?limit=2&start_key=io.cozy.apps%2Fc')).ids).toEqual(['c'])
    for (const limit of ['0', '-1', 'abc']) {
      expect(ids(await cozy.request('GET', `/apps/?limit=${limit}`)).ids).toHaveLength(3)
    }
    expect(ids(await cozy.request('GET', '/konnectors/'))).toEqual({ ids: [], links: {}, meta: { count: 0 } })
  })
})

describe('permissions', () => {
  it('are checked before the application is looked up', async () => {
    const cozy = await startInstallingCozy()
    await cozy.storePermissions('viewer', {
      a: { type: 'io.cozy.apps', verbs: ['GET'], values: ['io.cozy.apps/garden'] },
    })
    const viewer = await cozy.tokenOf({ kind: 'app', slug: 'viewer' })
    for (const path of ['/apps/ghost', '/apps/ghost/icon', '/apps/ghost/download']) {
      expect((await cozy.ask(path)).status).toBe(401)
    }
    expect((await cozy.ask('/apps/ghost', viewer)).status).toBe(403)
    expect((await cozy.ask('/apps/garden', viewer)).status).toBe(404)
    expect((await cozy.ask('/apps/', viewer)).status).toBe(403)
    const icon = await cozy.ask('/apps/ghost/icon', viewer)
    expect([icon.status, icon.text]).toEqual([401, 'code=403, message=Forbidden'])
    expect((await cozy.ask('/apps/ghost/icon')).text).toBe('code=401, message=No token in request')
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await cozy.ask('/apps/ghost', undefined, { method })).status).toBe(401)
      expect((await cozy.ask('/apps/ghost', viewer, { method })).status).toBe(403)
    }
  })

  it('for an application may name its id, its slug or its state, and GET permits HEAD', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.run('installApp', 'garden')
    for (const [scope, status] of [
      ['io.cozy.apps:GET:io.cozy.apps/garden', 200],
      ['io.cozy.apps:GET:garden:slug', 200],
      ['io.cozy.apps:GET:ready:state', 200],
      ['io.cozy.apps:GET:other:slug', 403],
      ['io.cozy.apps:GET:installed:state', 403],
      ['io.cozy.apps:POST', 403],
    ] as const) {
      const token = await cozy.tokenOf({ kind: 'cli', scope })
      for (const method of ['GET', 'HEAD']) {
        expect((await cozy.ask('/apps/garden', token, { method })).status, `${method} ${scope}`).toBe(status)
      }
    }
  })

  it('let the application "store" install, update and uninstall, and other applications only if the context allows it', async () => {
    const firstFolders = { administrative: true, photos: true }
    const context = {
      space: '',
      registry: undefined,
      additionalPlatformApps: [],
      skipsPermissionConsent: false,
      firstFolders,
    }
    for (const allowsInstallByApps of [false, true]) {
      const cozy = await startInstallingCozy({
        instanceContexts: new Map([['default', { ...context, allowsInstallByApps }]]),
      })
      await cozy.release('garden', '1.0.0')
      const rules = { apps: { type: 'io.cozy.apps' } }
      for (const slug of ['store', 'shop']) {
        await cozy.storePermissions(slug, rules)
        const token = await cozy.tokenOf({ kind: 'app', slug })
        const isAllowed = slug === 'store' || allowsInstallByApps
        const status = (path: string, method: string) =>
          cozy.request(method, path, token).then((answer) => answer.status)
        expect(await status('/apps/garden?Source=http://x/y', 'POST')).toBe(403)
        expect(await status('/apps/garden', 'POST')).toBe(isAllowed ? 202 : 403)
        if (isAllowed) await cozy.until('garden', (found) => found !== undefined)
        // As in cozy-stack, an update by an application is refused if it has no source.
        expect(await status('/apps/garden', 'PUT')).toBe(403)
        expect(await status('/apps/garden?Source=registry://garden', 'PUT')).toBe(isAllowed ? 202 : 403)
        expect(await status('/apps/garden', 'DELETE')).toBe(isAllowed ? 200 : 403)
      }
    }
  })
})

describe('an uninstallation', () => {
  it('returns the removed application, and removes its permissions', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { contacts } })
    await cozy.request('POST', '/apps/garden')
    await cozy.until('garden', (found) => found !== undefined)
    const token = await cozy.tokenOf({ kind: 'app', slug: 'garden' })
    const answer = await cozy.request('DELETE', '/apps/garden')
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ data: { attributes: { slug: 'garden', state: 'ready' } } })
    expect((await cozy.request('GET', '/apps/garden')).status).toBe(404)
    expect((await cozy.ask('/permissions/self', token)).status).toBe(404)
    expect(cozy.logged().filter((line) => line.includes('"operation":"uninstallApp"'))).toEqual([
      expect.stringMatching(/"by":\{"kind":"cli"\}.*"outcome":"done"/),
    ])
  })
})
