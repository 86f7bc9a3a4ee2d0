import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { RemoteError, type RemoteErrorCode } from '../../src/remote/errors.js'
import type { RemoteAnswer } from '../../src/remote/remote-answer.js'
import type { RemoteCall } from '../../src/remote/remote-doctypes.js'
import type { RemoteAccess } from '../../src/stack/remote.js'
import { domain, startTestCozy, type TestCozy } from '../support/cozy.js'

const json: [string, string] = ['Content-Type', 'application/json']

async function* bytes(...parts: string[]): AsyncIterable<Buffer> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part))
}

const answer = (body: unknown, members: Partial<RemoteAnswer> = {}): RemoteAnswer => ({
  status: 200,
  headers: [json],
  body: bytes(JSON.stringify(body)),
  ...members,
})

/** Remote doctypes that answer with what they got. */
function echo(members: Partial<RemoteAccess> = {}): RemoteAccess {
  return {
    async call({ instance: { domain }, caller, doctype, verb, variables }: RemoteCall) {
      const own = { ...caller, rules: [...caller.rules].length }
      return answer({ doctype, verb, own, variables: Object.fromEntries(await variables()), domain })
    },
    doctypes: () => Promise.resolve(['org.example.a']),
    asset: (_instance, name) => Promise.resolve(answer({ name })),
    ...members,
  }
}

const prices = { prices: { type: 'org.example.prices', verbs: ['GET'] } }
const notes = { kind: 'app', slug: 'notes' } as const

async function start(remote = echo()): Promise<TestCozy & { ofApp: string; ofCli: string }> {
  const cozy = await startTestCozy(remote)
  await cozy.install('notes', prices)
  return {
    ...cozy,
    ofApp: await cozy.tokenOf(notes),
    ofCli: await cozy.tokenOf({ kind: 'cli', scope: 'org.example.a org.example.wild.card.*' }),
  }
}

describe('a call of a remote doctype', () => {
  it('is made for the caller, with the variables of the query and without the token', async () => {
    const { ask, ofApp } = await start()
    const found = await ask(
      `/remote/org.example.prices?kind=gas&why=a+b&kind=2&bearer_token=${ofApp}&bearer%5ftoken=${ofApp}`,
    )
    expect(found.status).toBe(200)
    expect(found.headers['content-type']).toBe('application/json')
    expect(found.json()).toEqual({
      doctype: 'org.example.prices',
      verb: 'GET',
      own: { id: 'io.cozy.apps/notes', slug: 'notes', rules: 1 },
      variables: { kind: 'gas', why: 'a b' },
      domain,
    })
  })

  it('has the variables of the body of a POST, whatever its type', async () => {
    const { ask, ofCli } = await start()
    const request = { method: 'POST', body: '{"a":"1","b":null}', headers: { 'Content-Type': 'text/plain' } }
    const found = await ask('/remote/org.example.a?c=3', ofCli, request)
    expect(found.json()).toMatchObject({ verb: 'POST', variables: { a: '1', b: '' }, own: { id: 'cli' } })
    for (const body of ['', '[]', '{"a":1}', '{']) {
      const refused = await ask('/remote/org.example.a', ofCli, { method: 'POST', body })
      expect([refused.status, refused.json()]).toMatchObject([
        400,
        { errors: [{ detail: 'the variables are not valid' }] },
      ])
    }
    const headers = { 'Content-Encoding': 'gzip' }
    const coded = await ask('/remote/org.example.a', ofCli, { method: 'POST', body: '{}', headers })
    expect([coded.status, coded.headers['accept-encoding']]).toEqual([415, 'identity'])
    const large = JSON.stringify({ a: 'x'.repeat(1024 * 1024) })
    const tooLarge = await ask('/remote/org.example.a', ofCli, { method: 'POST', body: large })
    expect([tooLarge.status, tooLarge.text]).toEqual([413, expect.stringContaining('limits.remote.variables')])
  })

  it('needs the permission for the whole doctype and the verb, before anything else', async () => {
    const { ask, ofApp, ofCli, instances, instance } = await start(
      echo({ call: () => Promise.reject(new RemoteError('NO_DEFINITION', 'the doctype has no request defined')) }),
    )
    const statusOf = async (doctype: string, by: string | undefined, method = 'GET') =>
      (await ask(`/remote/${doctype}`, by, { method, ...(method === 'POST' && { body: '{}' }) })).status
    expect(await statusOf('org.example.prices', undefined)).toBe(401)
    expect(await statusOf('org.example.prices', 'x.y.z')).toBe(400)
    expect(await statusOf('org.example.prices', ofApp)).toBe(404)
    expect(await statusOf('org.example.prices', ofApp, 'POST')).toBe(403)
    expect(await statusOf('org.example.other', ofApp)).toBe(403)
    expect(await statusOf('org.example.wild.card', ofCli)).toBe(404)
    expect(await statusOf('org.example.wild.card.x', ofCli, 'POST')).toBe(404)
    expect(await statusOf('org.example.wild.cardx', ofCli)).toBe(403)
    expect(await statusOf('org.example.a/extra', ofCli)).toBe(403)
    expect(await statusOf('../org.example.a', ofCli)).toBe(403)
    await instances.permissions.remove(instance, notes)
    expect((await ask('/remote/org.example.other', ofApp)).text).toContain('no permission doc for notes')
  })

  it('is refused in the format that the client accepts, when the permission is missing', async () => {
    const { ask, ofApp } = await start()
    const refused = await ask('/remote/org.example.a', ofApp)
    expect([refused.text, refused.headers['content-type']]).toEqual(['Forbidden', 'text/plain; charset=UTF-8'])
    const inJson = await ask('/remote/org.example.a', ofApp, { headers: { Accept: 'application/json' } })
    expect(inJson.text).toBe('{"error":"Forbidden"}')
  })

  it.each<[RemoteErrorCode, number, string]>([
    ['NO_DEFINITION', 404, 'Not Found'],
    ['INVALID_REQUEST', 400, 'Bad Request'],
    ['INVALID_VARIABLES', 400, 'Bad Request'],
    ['MISSING_VARIABLE', 400, 'Bad Request'],
    ['NO_ASSET', 404, 'Not Found'],
    ['WRONG_VERB', 405, 'Method Not Allowed'],
    ['TOO_MANY_CALLS', 429, 'Too Many Requests'],
    ['ANSWER_TOO_LARGE', 502, 'Bad Gateway'],
    ['UNREACHABLE', 502, 'Bad Gateway'],
    ['REFUSED_TYPE', 502, 'Bad Gateway'],
  ])('that fails with %s is answered with %i', async (code, status, title) => {
    const call = () => Promise.reject(new RemoteError(code, 'the message', 'only for the log'))
    const { ask, ofCli, logged } = await start(echo({ call }))
    const refused = await ask('/remote/org.example.a', ofCli)
    expect([refused.status, refused.headers['content-type']]).toEqual([status, 'application/vnd.api+json'])
    expect(refused.json()).toEqual({ errors: [{ status: String(status), title, detail: 'the message', source: {} }] })
    expect(logged().join('')).toContain('only for the log')
  })

  it('that fails for another reason shows only an id, which is in the log', async () => {
    const call = () => Promise.reject(new Error('inner'))
    const { ask, ofCli, logged } = await start(echo({ call }))
    const failed = await ask('/remote/org.example.a', ofCli)
    expect(failed.status).toBe(500)
    const [, id = ''] = /Internal server error ([0-9a-f-]{36})/.exec(failed.text) ?? []
    expect(failed.text).not.toContain('inner')
    const line = logged().find((text) => text.includes('inner'))
    expect(line).toContain(id)
  })

  it('passes on status, headers and body, and keeps its own security headers', async () => {
    const headers: [string, string][] = [
      json,
      ['Link', '<a>'],
      ['Link', '<b>'],
      ['X-Content-Type-Options', 'x'],
      ['Content-Security-Policy', 'x'],
    ]
    const call = () => Promise.resolve({ status: 429, headers, body: bytes('{"a":', '1}') })
    const { ask, ofCli } = await start(echo({ call }))
    const found = await ask('/remote/org.example.a', ofCli)
    expect([found.status, found.text, found.headers.link]).toEqual([429, '{"a":1}', '<a>, <b>'])
    expect(found.headers['x-content-type-options']).toBe('nosniff')
    expect(found.headers['content-security-policy']).toMatch(/^default-src 'none'/)
  })

  it('that breaks off breaks off for the caller, too', async () => {
    async function* broken(): AsyncIterable<Buffer> {
      yield await Promise.resolve(Buffer.from('{"a":'))
      throw new Error('the site hung up')
    }
    const call = () => Promise.resolve(answer('', { body: broken() }))
    const { ask, ofCli } = await start(echo({ call }))
    await expect(ask('/remote/org.example.a', ofCli)).rejects.toThrow()
  })

  it('is cancelled when the caller disconnects', async () => {
    let cancel = (): void => undefined
    const cancelled = new Promise<void>((resolve) => (cancel = resolve))
    let begin = (): void => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const call = ({ signal }: RemoteCall) => {
      begin()
      return new Promise<RemoteAnswer>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          cancel()
          reject(new Error('cancelled'))
        })
      })
    }
    const { url, ofCli } = await start(echo({ call }))
    const headers = { Host: domain, Authorization: `Bearer ${ofCli}` }
    const asking = request(`${url}/remote/org.example.a`, { headers })
    asking.on('error', () => undefined)
    asking.end()
    await begun
    asking.destroy()
    await cancelled
  })

  it('is not made by other methods', async () => {
    const { ask, ofCli } = await start()
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH']) {
      expect((await ask('/remote/org.example.a', ofCli, { method })).status).toBe(405)
    }
    const none = await ask('/remote/', ofCli)
    expect([none.status, none.text]).toEqual([404, 'Not Found'])
    expect(none.headers['content-type']).toBe('text/plain; charset=UTF-8')
    const inJson = await ask('/remote/', ofCli, { headers: { Accept: 'application/json' } })
    expect([inJson.status, inJson.text]).toEqual([404, '{"error":"Not Found"}'])
  })
})

describe('the names of the doctypes', () => {
  it('need a permission of their own', async () => {
    const { ask, ofApp, tokenOf } = await start()
    expect((await ask('/remote/_all_doctypes')).status).toBe(401)
    expect((await ask('/remote/_all_doctypes', ofApp)).status).toBe(403)
    const reader = await tokenOf({ kind: 'cli', scope: 'io.cozy.doctypes:GET' })
    expect((await ask('/remote/_all_doctypes', reader)).json()).toEqual(['org.example.a'])
    expect((await ask('/remote/_all_doctypes', reader, { method: 'POST', body: '{}' })).status).toBe(403)
  })
})

describe('an asset', () => {
  it('needs any token', async () => {
    const { ask, ofApp } = await start()
    expect((await ask('/remote/assets/bank')).status).toBe(401)
    expect((await ask('/remote/assets/bank', ofApp)).json()).toEqual({ name: 'bank' })
  })
})
