import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseJson, type Json, type JsonObject } from '../../src/json.js'
import { startTestCozy, type TestCozy } from '../support/cozy.js'

const doctype = 'io.cozy.remote.requests'
const data = `/data/${doctype}`

const entry = (i: number, members: JsonObject = {}) => ({
  _id: String(i).padStart(3, '0'),
  doctype: 'org.example.t.get',
  verb: 'GET',
  url: `http://127.0.0.1/${String(i)}`,
  response_code: 200,
  content_type: 'application/json',
  variables: { v: `a ${String(i)}` },
  created_at: `2026-01-0${String(i)}T00:00:00.000Z`,
  cozyMetadata: { createdByApp: i % 2 ? 'odd' : 'even' },
  ...members,
})

async function start() {
  const cozy = await startTestCozy()
  for (const i of [1, 2, 3, 4, 5]) await cozy.instances.documents.put(cozy.instance, doctype, entry(i))
  const createToken = (scope: string) => cozy.tokenOf({ kind: 'cli', scope })
  const reader = await createToken(`${doctype}:GET`)
  const find = async (body: Json) => {
    const answer = await cozy.ask(`${data}/_find`, reader, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, body: answer.json() }
  }
  return { ...cozy, reader, createToken, find }
}

describe('the log of remote requests', () => {
  it('is listed by _all_docs, with or without the documents', async () => {
    const cozy = await start()
    const answer = await cozy.ask(`${data}/_all_docs`, cozy.reader)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.json()).toMatchObject({ total_rows: 5, offset: 0, rows: { length: 5 } })
    expect(answer.json()).toMatchObject({
      rows: expect.arrayContaining([{ id: '001', key: '001', value: { rev: expect.any(String) } }]),
    })
    const page = await cozy.ask(`${data}/_all_docs?include_docs=true&limit=2&skip=3`, cozy.reader)
    expect(page.json()).toMatchObject({ total_rows: 5, offset: 3, rows: [{ doc: entry(4) }, { doc: entry(5) }] })
    expect((await cozy.ask(`${data}/_all_docs?limit=x`, cozy.reader)).status).toBe(400)
  })

  it('is listed by _normal_docs page by page', async () => {
    const { ask, reader } = await start()
    const list = async (query: string) => (await ask(`${data}/_normal_docs?include_docs=true${query}`, reader)).json()
    const all = [1, 2, 3, 4, 5].map((i) => entry(i))
    expect(await list('')).toMatchObject({ total_rows: 5, rows: all })
    expect(await list('&limit=2&skip=1')).toMatchObject({ total_rows: 5, rows: all.slice(1, 3) })
    const { bookmark } = z.object({ bookmark: z.string() }).parse(await list('&limit=2'))
    expect(await list(`&limit=2&bookmark=${bookmark}`)).toMatchObject({ total_rows: 5, rows: all.slice(2, 4) })
    expect((await ask(`${data}/_normal_docs?skip=x`, reader)).status).toBe(400)
  })

  it('is empty before the first call of a remote doctype', async () => {
    const cozy = await startTestCozy()
    const token = await cozy.tokenOf({ kind: 'cli', scope: doctype })
    expect((await cozy.ask(`${data}/_all_docs`, token)).json()).toEqual({ total_rows: 0, offset: 0, rows: [] })
    const found = await cozy.ask(`${data}/_find`, token, { method: 'POST', body: '{"selector":{}}' })
    expect(found.json()).toEqual({ docs: [], limit: 100, next: false, bookmark: '' })
  })

  it('returns one document by its id, and 404 for any other path', async () => {
    const cozy = await start()
    expect((await cozy.ask(`${data}/003`, cozy.reader)).json()).toMatchObject(entry(3))
    const missing = await cozy.ask(`${data}/none`, cozy.reader)
    expect(missing.status).toBe(404)
    expect(missing.json()).toMatchObject({ error: 'not_found', reason: 'missing' })
    // Clients would treat the error "not_found" as an empty list.
    expect((await cozy.ask(`${data}/_changes`, cozy.reader)).text).not.toContain('not_found')
    for (const id of ['_changes', '_design%2Fby-created-at', '_design', '_security', '%2e%2e', '..%2f_all_dbs']) {
      expect((await cozy.ask(`${data}/${id}`, cozy.reader)).status).toBe(404)
    }
  })

  it('is returned by _all_docs and _find with whole entries, even when they are large', async () => {
    const { instances, instance, ask, reader, find } = await start()
    const large = [6, 7, 8].map((i) => entry(i, { variables: { v: 'x'.repeat(100_000) } }))
    for (const one of large) await instances.documents.put(instance, doctype, one)
    const ids = ['008', 'none', '_design', '001', '006', '006']
    const request = { method: 'POST', body: JSON.stringify({ keys: ids }) }
    const answer = await ask(`${data}/_all_docs?include_docs=true`, reader, request)
    expect(answer.json()).toMatchObject({
      total_rows: 8,
      offset: null,
      rows: [
        { id: '008', doc: large[2] },
        { key: 'none', error: 'not_found' },
        { key: '_design', error: 'not_found' },
        { id: '001', doc: entry(1) },
        { id: '006', doc: large[0] },
        { id: '006', doc: large[0] },
      ],
    })
    expect((await ask(`${data}/_all_docs?include_docs=true&skip=5`, reader)).json()).toMatchObject({
      rows: large.map((doc) => ({ doc })),
    })
    const found = await find({ selector: { _id: { $gt: '005' } }, limit: 2 })
    expect(found.body).toMatchObject({ docs: large.slice(0, 2), limit: 2, next: true, bookmark: expect.any(String) })
  })

  it('is searched by the values of members and of nested members', async () => {
    const { find } = await start()
    expect(await find({ selector: { 'cozyMetadata.createdByApp': 'even' }, limit: 5 })).toMatchObject({
      status: 200,
      body: { docs: [entry(2), entry(4)], limit: 5, next: false, bookmark: expect.any(String) },
    })
    const cases: [Json, string[]][] = [
      [{ 'variables.v': 'a 3' }, ['003']],
      [{ doctype: 'org.example.t.get', url: { $eq: 'http://127.0.0.1/1' } }, ['001']],
      [{ response_code: 200, created_at: { $gte: '2026-01-02', $lt: '2026-01-04' } }, ['002', '003']],
      [{ url: 'none' }, []],
      [{ response_code: '200' }, []],
      [{ toString: 'x' }, []],
      [{ _id: { $gt: null } }, ['001', '002', '003', '004', '005']],
    ]
    for (const [selector, ids] of cases) {
      const { body } = await find({ selector, fields: ['_id'] })
      expect(body).toMatchObject({ docs: ids.map((_id) => ({ _id })) })
    }
  })

  it('is searched page by page', async () => {
    const { find } = await start()
    const first = await find({ selector: {}, limit: 2, fields: ['_id'] })
    expect(first.body).toMatchObject({ docs: [{ _id: '001' }, { _id: '002' }], next: true })
    const { bookmark } = z.object({ bookmark: z.string() }).parse(first.body)
    const second = await find({ selector: {}, limit: 2, bookmark, fields: ['_id'] })
    expect(second.body).toMatchObject({ docs: [{ _id: '003' }, { _id: '004' }], next: true })
    expect((await find({ selector: {}, skip: 4, fields: ['_id'] })).body).toMatchObject({ docs: [{ _id: '005' }] })
  })

  it('is not searched with an invalid, unsupported or too large query', async () => {
    const { find, ask, reader } = await start()
    for (const body of [
      {},
      { selector: 'x' },
      { selector: { $or: [] } },
      // In an object literal, `__proto__` would set the prototype instead of a member.
      parseJson('{"selector":{"__proto__":1}}'),
      { selector: { url: { $regex: '.*' } } },
      { selector: {}, limit: -1 },
      { selector: {}, sort: ['url'] },
      // Too many or too long names of fields: every document would have to be searched for all of them.
      { selector: {}, fields: Array<string>(51).fill('url') },
      { selector: {}, fields: ['a.'.repeat(101)] },
      { selector: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${String(i)}`, 1])) },
      { selector: { ['a.'.repeat(101)]: 1 } },
      [],
    ]) {
      expect(await find(body)).toMatchObject({
        status: 400,
        body: { error: expect.stringMatching(/^code=400, message=/) },
      })
    }
    const invalid = await ask(`${data}/_find`, reader, { method: 'POST', body: '{' })
    expect([invalid.status, invalid.text]).toEqual([400, expect.stringContaining('no valid JSON')])
    const large = await ask(`${data}/_find`, reader, { method: 'POST', body: ' '.repeat(200_000) })
    expect(large.status).toBe(413)
  })
})

describe('access to documents', () => {
  async function statuses(cozy: TestCozy, token: string | undefined): Promise<number[]> {
    const body = '{"selector":{}}'
    return [
      (await cozy.ask(`${data}/_all_docs`, token)).status,
      (await cozy.ask(`${data}/_normal_docs`, token)).status,
      (await cozy.ask(`${data}/_find`, token, { method: 'POST', body })).status,
      (await cozy.ask(`${data}/001`, token)).status,
      (await cozy.ask(`${data}/none`, token)).status,
    ]
  }

  it('is refused before the document is looked up', async () => {
    const cozy = await start()
    expect(await statuses(cozy, cozy.reader)).toEqual([200, 200, 200, 200, 404])
    expect(await statuses(cozy, undefined)).toEqual([401, 401, 401, 401, 401])
    for (const scope of [`${doctype}:POST`, 'io.cozy.remote.requestsx', 'io.cozy.apps']) {
      expect(await statuses(cozy, await cozy.createToken(scope))).toEqual([403, 403, 403, 403, 403])
    }
    expect(await statuses(cozy, await cozy.createToken(`${doctype}:GET:001`))).toEqual([403, 403, 403, 200, 403])
    const bySelector = await cozy.createToken(`${doctype}:GET:GET:verb`)
    expect(await statuses(cozy, bySelector)).toEqual([403, 403, 403, 200, 403])
    await cozy.storePermissions('notes', { log: { type: doctype } })
    const token = await cozy.tokenOf({ kind: 'app', slug: 'notes' })
    expect(await statuses(cozy, token)).toEqual([200, 200, 200, 200, 404])
    await cozy.instances.permissions.remove(cozy.instance, { kind: 'app', slug: 'notes' })
    expect(await statuses(cozy, token)).toEqual([404, 404, 404, 404, 404])
  })

  it('can be restricted by the id, slug or state of an application, and by no other field', async () => {
    const cozy = await start()
    const garden = { _id: 'io.cozy.apps/garden', slug: 'garden', state: 'ready', editor: 'Acme', type: 'webapp' }
    await cozy.instances.documents.put(cozy.instance, 'io.cozy.apps', garden)
    const read = async (restriction: string): Promise<number> => {
      const token = await cozy.createToken(`io.cozy.apps:GET:${restriction}`)
      return (await cozy.ask('/data/io.cozy.apps/io.cozy.apps%2Fgarden', token)).status
    }
    for (const allowed of ['garden:slug', 'ready,x:state', 'io.cozy.apps/garden']) {
      expect([allowed, await read(allowed)]).toEqual([allowed, 200])
    }
    for (const refused of ['Acme:editor', 'webapp:type', 'installed:state', 'garden', 'io.cozy.apps/garden:_id']) {
      expect([refused, await read(refused)]).toEqual([refused, 403])
    }
  })

  it.each([
    ['GET', '/data/io.cozy.permissions/_all_docs', 'io.cozy.permissions unreadable'],
    ['GET', '/data/io.cozy.permissions/x', 'io.cozy.permissions unreadable'],
    ['POST', '/data/io.cozy.permissions/', 'io.cozy.permissions unwritable'],
    ['GET', '/data/io.cozy.remote.secrets/_all_docs', 'io.cozy.remote.secrets unreadable'],
    ['POST', '/data/io.cozy.remote.secrets/_find', 'io.cozy.remote.secrets unreadable'],
    ['POST', '/data/io.cozy.remote.secrets/', 'io.cozy.remote.secrets unwritable'],
    ['POST', '/data/io.cozy.apps/', 'io.cozy.apps unwritable'],
    ['POST', '/data/io.cozy.files/', 'io.cozy.files unwritable'],
    ['POST', '/data/io.cozy.konnectors/', 'io.cozy.konnectors unwritable'],
    ['POST', `${data}/`, `${doctype} unwritable`],
    ['PUT', `${data}/001`, `${doctype} unwritable`],
    ['DELETE', `${data}/001`, `${doctype} unwritable`],
  ])('is refused for a reserved doctype even with permission: %s %s', async (method, path, message) => {
    const cozy = await start()
    const scope = 'io.cozy.permissions io.cozy.remote.secrets io.cozy.apps io.cozy.konnectors io.cozy.remote.requests'
    const body = method === 'GET' ? {} : { body: '{"a": 1}' }
    const answer = await cozy.ask(path, await cozy.createToken(scope), { method, ...body })
    expect([answer.status, answer.headers['content-type']]).toEqual([403, 'application/json'])
    expect(answer.json()).toEqual({ error: `code=403, message=reserved doctype ${message}` })
  })

  it('is refused with a JSON error when the token is invalid or lacks the permission', async () => {
    const cozy = await start()
    const refused = await cozy.ask(`${data}/_all_docs`, await cozy.createToken('io.cozy.apps'))
    expect(refused.text).toBe('{"error":"code=403, message=Forbidden"}')
    const invalid = await cozy.ask(`${data}/_all_docs`, 'x.y.z')
    expect(invalid.text).toBe('{"error":"code=400, message=Invalid JWT token"}')
    expect(invalid.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  })

  it('is answered with 404 for a doctype that the gateway does not store, even with permission', async () => {
    const cozy = await start()
    const token = await cozy.createToken('io.cozy.contacts')
    for (const path of ['_all_docs', '_normal_docs', 'x']) {
      expect((await cozy.ask(`/data/io.cozy.contacts/${path}`, token)).status).toBe(404)
    }
    expect((await cozy.ask('/data/io.cozy.contacts/', token, { method: 'POST', body: '{}' })).status).toBe(404)
  })
})
