import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listen } from '../support/http-servers.js'
import { openRemote } from '../support/remote.js'

const doctype = 'org.example.prices'
const noDefinition = { code: 'NO_DEFINITION', message: 'the doctype has no request defined' }

describe('definitions in a folder', () => {
  test('are read at each call', async () => {
    const upstream = await listen((request, response) => {
      response.setHeader('content-type', 'text/plain').end(request.url)
    })
    const { define, read, folder } = await openRemote()
    await define(doctype, `GET ${upstream.origin}/1`)
    expect(await read(doctype)).toMatchObject({ body: '/1' })
    await define(doctype, `GET ${upstream.origin}/2`)
    expect(await read(doctype)).toMatchObject({ body: '/2' })
    await rm(join(folder, doctype, 'request'))
    await expect(read(doctype)).rejects.toMatchObject(noDefinition)
  })

  test.each([
    'org.example.unknown',
    'org.example.empty',
    'org.example.folder',
    'org',
    '..',
    '../org.example.outside',
    'org.example.prices/../org.example.prices',
    'org.example.prices/',
    './org.example.prices',
    'Org.example.prices',
    'org..prices',
    '.org.example',
    'org.example.prices\0',
    'org.example.prices\n',
    '',
    `org.${'a'.repeat(1000)}`,
  ])('do not exist for the doctype %j', async (name) => {
    const { define, call, folder } = await openRemote()
    await define(doctype, 'GET http://127.0.0.1/')
    await define('org.example.folder/request', 'x')
    await mkdir(join(folder, 'org.example.empty'))
    await expect(call(name)).rejects.toMatchObject(noDefinition)
  })

  test('are listed by the names of their folders, in alphabetical order', async () => {
    const { remote, define, folder } = await openRemote()
    expect(await remote.doctypes()).toEqual([])
    for (const name of ['org.b.two', 'docs', '.git', 'org.a.one']) await define(name, 'GET http://a.example/')
    await mkdir(join(folder, 'org.c.none'))
    await writeFile(join(folder, 'README.md'), '')
    await symlink(folder, join(folder, 'org.link.x'))
    expect(await remote.doctypes()).toEqual(['org.a.one', 'org.b.two', 'org.c.none'])
  })

  test('cannot be listed when the folder is missing', async () => {
    const { remote } = await openRemote({ folder: '/nowhere' })
    await expect(remote.doctypes()).rejects.toMatchObject({ code: 'NO_DEFINITION' })
  })
})

const latin1Definition = Buffer.from('GET http://127.0.0.1/?q=caf\xe9', 'latin1')
const notUtf8 = { code: 'INVALID_REQUEST', detail: 'the definition is not UTF-8' }

test('definitions that are not UTF-8 are refused', async () => {
  const { define, call } = await openRemote()
  await define(doctype, latin1Definition)
  await expect(call(doctype)).rejects.toMatchObject(notUtf8)
  const publisher = await listen((_request, response) => response.end(latin1Definition))
  const published = await openRemote({ definitions: { address: publisher.origin, listAddress: publisher.origin } })
  await expect(published.call(doctype)).rejects.toMatchObject(notUtf8)
})

describe('published definitions', () => {
  const day = 24 * 3_600_000

  /**
   * Opens remote doctypes that download definitions from a publisher. A test changes the answers of the publisher and the
   * clock in `state`.
   */
  async function openWithPublisher() {
    const state = { status: 200, body: '', now: Date.UTC(2026, 1, 3), delay: Promise.resolve() }
    const publisher = await listen(async (request, response) => {
      await state.delay
      if (request.url === '/list') {
        const list = ['org.a.one', 'docs', '.git', 'org.b.two'].map((name) => ({ name, type: 'dir' }))
        const headers = { 'cache-control': 'max-age=60', 'content-type': 'application/json' }
        return void response
          .writeHead(state.status, headers)
          .end(JSON.stringify([...list, { name: 'x', type: 'file' }]))
      }
      if (state.status === 0) return void response.destroy()
      response.writeHead(state.status).end(state.body)
    })
    const upstream = await listen((request, response) => {
      response.setHeader('content-type', 'text/plain').end(request.url)
    })
    const definitions = { address: `${publisher.origin}/cozy-doctypes/`, listAddress: `${publisher.origin}/list` }
    const test = await openRemote({ definitions, clock: () => state.now })
    const publish = (path: string) => (state.body = `GET ${upstream.origin}${path}`)
    publish('/1')
    return { ...test, state, publisher, publish }
  }

  test('are downloaded once a day', async () => {
    const { read, state, publisher, publish } = await openWithPublisher()
    expect(await read(doctype)).toMatchObject({ body: '/1' })
    publish('/2')
    state.now += day - 1
    expect(await read(doctype)).toMatchObject({ body: '/1' })
    expect(publisher.paths).toEqual([`/cozy-doctypes/${doctype}/request`])
    state.now += 1
    expect(await read(doctype)).toMatchObject({ body: '/2' })
    state.now += day - 1
    expect(await read(doctype)).toMatchObject({ body: '/2' })
    expect(publisher.paths).toHaveLength(2)
  })

  test('are stored in a database of the gateway, not in one of an instance', async () => {
    const { read, documents } = await openWithPublisher()
    await read(doctype)
    expect(await documents.databases()).toContain('test-remote-definitions')
  })

  test('that are missing are not stored, and not requested again within a minute', async () => {
    const { call, read, state, publisher, documents } = await openWithPublisher()
    state.status = 404
    await expect(call(doctype)).rejects.toMatchObject(noDefinition)
    state.status = 200
    await expect(call(doctype)).rejects.toMatchObject(noDefinition)
    expect(publisher.connections).toBe(1)
    expect(await documents.databases()).not.toContain('test-remote-definitions')
    state.now += 60_001
    expect(await read(doctype)).toMatchObject({ body: '/1' })
  })

  test.each([
    ['closes the connection', 0],
    ['answers with status 500', 500],
    ['answers with status 403', 403],
    ['answers with status 429', 429],
  ])('stay in use when the publisher %s', async (_case, status) => {
    const { read, state, publisher, publish, logLines } = await openWithPublisher()
    await read(doctype)
    state.now += day
    state.status = status
    expect(await read(doctype)).toMatchObject({ body: '/1' })
    expect(logLines.join('')).toContain('could not be downloaded')
    expect(await read(doctype)).toMatchObject({ body: '/1' })
    expect(publisher.connections).toBe(2)
    state.status = 200
    publish('/2')
    state.now += 60_001
    expect(await read(doctype)).toMatchObject({ body: '/2' })
  })

  test('stay in use when the publisher replaces them by too large ones', async () => {
    const { read, state, publish } = await openWithPublisher()
    await read(doctype)
    state.now += day
    publish(`/${'x'.repeat(70_000)}`)
    expect(await read(doctype)).toMatchObject({ body: '/1' })
    state.now += 60_001
    expect(await read(doctype)).toMatchObject({ body: '/1' })
  })

  test('are removed when the publisher no longer has them', async () => {
    const { read, call, state } = await openWithPublisher()
    await read(doctype)
    state.now += day
    state.status = 404
    await expect(call(doctype)).rejects.toMatchObject(noDefinition)
    state.now += 60_001
    state.status = 500
    await expect(call(doctype)).rejects.toMatchObject(noDefinition)
  })

  test('are downloaded once for concurrent calls', async () => {
    const { read, publisher, state } = await openWithPublisher()
    let release = () => {}
    state.delay = new Promise((resolve) => (release = resolve))
    const calls = Array.from({ length: 5 }, () => read(doctype))
    await expect.poll(() => publisher.connections).toBe(1)
    release()
    expect((await Promise.all(calls)).map(({ body }) => body)).toEqual(Array(5).fill('/1'))
    expect(publisher.connections).toBe(1)
  })

  test('are at most 64 KiB large', async () => {
    const { call, state } = await openWithPublisher()
    state.body = `GET http://127.0.0.1/\nX: ${'a'.repeat(65_536)}`
    await expect(call(doctype)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: 'a definition may have 65536 bytes at most (limits.remote.definition)',
    })
  })

  test.each(['org', '../org.example.prices', 'org.example.prices/..', 'org.example.prices?x.y', '%2e%2e.x'])(
    'are not requested for the invalid doctype %j',
    async (name) => {
      const { call, publisher } = await openWithPublisher()
      await expect(call(name)).rejects.toMatchObject(noDefinition)
      expect(publisher.connections).toBe(0)
    },
  )

  test('are listed by the names of the folders of the publisher, from a cache while it is fresh', async () => {
    const { remote, publisher } = await openWithPublisher()
    expect(await remote.doctypes()).toEqual(['org.a.one', 'org.b.two'])
    expect(await remote.doctypes()).toEqual(['org.a.one', 'org.b.two'])
    expect(publisher.connections).toBe(1)
  })

  test('cannot be listed when the publisher fails', async () => {
    const { remote, state } = await openWithPublisher()
    state.status = 500
    await expect(remote.doctypes()).rejects.toMatchObject({ code: 'UNREACHABLE' })
  })
})
