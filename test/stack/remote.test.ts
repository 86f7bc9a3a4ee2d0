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

/** A stub of remote doctypes that answers with the call as JSON. */
function echo(members: Partial<RemoteAccess> = {}): RemoteAccess {
  return {
    async call({ instance: { domain }, caller, doctype, verb, variables }: RemoteCall) {
      const calledBy = { ...caller, rules: [...caller.rules].length }
      return answer({ doctype, verb, calledBy, variables: Object.fromEntries(await variables()), domain })
    },
    doctypes: () => Promise.resolve(['org.example.a']),
    asset: (_instance, name) => Promise.resolve(answer({ name })),
    ...members,
  }
}

const prices = { prices: { type: 'org.example.prices', verbs: ['GET'] } }
const notes = { kind: 'app', slug: 'notes' } as const

async function start(remote = echo()): Promise<TestCozy & { appToken: string; cliToken: string }> {
  const cozy = await startTestCozy(remote)
  await cozy.storePermissions('notes', prices)
  return {
    ...cozy,
    appToken: await cozy.tokenOf(notes),
    cliToken: await cozy.tokenOf({ kind: 'cli', scope: 'org.example.a org.example.wild.card.*' }),
  }
}

describe('a call of a remote doctype', () => {
  it('contains the caller and the variables of the query, but not the token', async () => {
    const { ask, appToken } = await start()
    const found = await ask(
      `/remote/org.example.prices?kind=gas&why=a+b&kind=2&bearer_token=${appToken}&bearer%5ftoken=${appToken}`,
    )
    expect(found.status).toBe(200)
    expect(found.headers['content-type']).toBe('application/json')
    expect(found.json()).toEqual({
      doctype: 'org.example.prices',
      verb: 'GET',
      calledBy: { id: 'io.cozy.apps/notes', slug: 'notes', rules: 1 },
      variables: { kind: 'gas', why: 'a b' },
      domain,
    })
  })

  it('by POST contains the variables of the JSON body, whatever the Content-Type of the body', async () => {
    const { ask, cliToken } = await start()
    const request = { method: 'POST', body: '{"a":"1","b":null}', headers: { 'Content-Type': 'text/plain' } }
    const found = await ask('/remote/org.example.a?c=3', cliToken, request)
    expect(found.json()).toMatchObject({ verb: 'POST', variables: { a: '1', b: '' }, calledBy: { id: 'cli' } })
    for (const body of ['', '[]', '{"a":1}', '{']) {
      const refused = await ask('/remote/org.example.a', cliToken, { method: 'POST', body })
      expect([refused.status, refused.json()]).toMatchObject([
        400,
        { errors: [{ detail: 'the variables are not valid' }] },
      ])
    }
    const headers = { 'Content-Encoding': 'gzip' }
    const coded = await ask('/remote/org.example.a', cliToken, { method: 'POST', body: '{}', headers })
    expect([coded.status, coded.headers['accept-encoding']]).toEqual([415, 'identity'])
    const large = JSON.stringify({ a: 'x'.repeat(1024 * 1024) })
    const tooLarge = await ask('/remote/org.example.a', cliToken, { method: 'POST', body: large })
    expect([tooLarge.status, tooLarge.text]).toEqual([413, expect.stringContaining('limits.remote.variables')])
  })

  it('is refused without permission for the whole doctype and the verb, before anything else is checked', async () => {
    const { ask, appToken, cliToken, instances, instance } = await start(
      echo({ call: () => Promise.reject(new RemoteError('NO_DEFINITION', 'the doctype has no request defined')) }),
    )
    const statusOf = async (doctype: string, by: string | undefined, method = 'GET') =>
      (await ask(`/remote/${doctype}`, by, { method, ...(method === 'POST' && { body: '{}' }) })).status
    expect(await statusOf('org.example.prices', undefined)).toBe(401)
    expect(await statusOf('org.example.prices', 'x.y.z')).toBe(400)
    expect(await statusOf('org.example.prices', appToken)).toBe(404)
    expect(await statusOf('org.example.prices', appToken, 'POST')).toBe(403)
    expect(await statusOf('org.example.other', appToken)).toBe(403)
    expect(await statusOf('org.example.wild.card', cliToken)).toBe(404)
    expect(await statusOf('org.example.wild.card.x', cliToken, 'POST')).toBe(404)
    expect(await statusOf('org.example.wild.cardx', cliToken)).toBe(403)
    expect(await statusOf('org.example.a/extra', cliToken)).toBe(403)
    expect(await statusOf('../org.example.a', cliToken)).toBe(403)
    await instances.permissions.remove(instance, notes)
    expect(await statusOf('org.example.a', appToken)).toBe(403)
  })

  it('is refused in the format that the client accepts, when the permission is missing', async () => {
    const { ask, appToken } = await start()
    const refused = await ask('/remote/org.example.a', appToken)
    expect([refused.text, refused.headers['content-type']]).toEqual(['Forbidden', 'text/plain; charset=UTF-8'])
    const inJson = await ask('/remote/org.example.a', appToken, { headers: { Accept: 'application/json' } })
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
    const { ask, cliToken, logged } = await start(echo({ call }))
    const refused = await ask('/remote/org.example.a', cliToken)
    expect([refused.status, refused.headers['content-type']]).toEqual([status, 'application/vnd.api+json'])
    expect(refused.json()).toEqual({ errors: [{ status: String(status), title, detail: 'the message', source: {} }] })
    expect(logged().join('')).toContain('only for the log')
  })

  it('that fails for another reason shows only an id, which is in the log', async () => {
    const call = () => Promise.reject(new Error('inner'))
    const { ask, cliToken, logged } = await start(echo({ call }))
    const failed = await ask('/remote/org.example.a', cliToken)
    expect(failed.status).toBe(500)
    const [, id = ''] = /Internal server error ([0-9a-f-]{36})/.exec(failed.text) ?? []
    expect(failed.text).not.toContain('inner')
    const line = logged().find((text) => text.includes('inner'))
    expect(line).toContain(id)
  })

  it('passes on status, headers and body of the answer, except the security headers', async () => {
    const headers: [string, string][] = [
      json,
      ['Link', '<a>'],
      ['Link', '<b>'],
      ['X-Content-Type-Options', 'x'],
      ['Content-Security-Policy', 'x'],
    ]
    const call = () => Promise.resolve({ status: 429, headers, body: bytes('{"a":', '1}') })
    const { ask, cliToken } = await start(echo({ call }))
    const found = await ask('/remote/org.example.a', cliToken)
    expect([found.status, found.text, found.headers.link]).toEqual([429, '{"a":1}', '<a>, <b>'])
    expect(found.headers['x-content-type-options']).toBe('nosniff')
    expect(found.headers['content-security-policy']).toMatch(/^default-src 'none'/)
  })

  it('closes the connection of the caller when the answer of the remote site breaks off', async () => {
    async function* broken(): AsyncIterable<Buffer> {
      yield await Promise.resolve(Buffer.from('{"a":'))
      throw new Error('the site hung up')
    }
    const call = () => Promise.resolve(answer('', { body: broken() }))
    const { ask, cliToken } = await start(echo({ call }))
    await expect(ask('/remote/org.example.a', cliToken)).rejects.toThrow()
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
    const { url, cliToken } = await start(echo({ call }))
    const headers = { Host: domain, Authorization: `Bearer ${cliToken}` }
    const asking = request(`${url}/remote/org.example.a`, { headers })
    asking.on('error', () => undefined)
    asking.end()
    await begun
    asking.destroy()
    await cancelled
  })

  it('is not possible with other methods than GET and POST, or without a doctype', async () => {
    const { ask, cliToken } = await start()
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH']) {
      expect((await ask('/remote/org.example.a', cliToken, { method })).status).toBe(405)
    }
    const none = await ask('/remote/', cliToken)
    expect([none.status, none.text]).toEqual([404, 'Not Found'])
    expect(none.headers['content-type']).toBe('text/plain; charset=UTF-8')
    const inJson = await ask('/remote/', cliToken, { headers: { Accept: 'application/json' } })
    expect([inJson.status, inJson.text]).toEqual([404, '{"error":"Not Found"}'])
  })
})

describe('the list of remote doctypes', () => {
  it('needs the permission for io.cozy.doctypes', async () => {
    const { ask, appToken, tokenOf } = await start()
    expect((await ask('/remote/_all_doctypes')).status).toBe(401)
    expect((await ask('/remote/_all_doctypes', appToken)).status).toBe(403)
    const reader = await tokenOf({ kind: 'cli', scope: 'io.cozy.doctypes:GET' })
    expect((await ask('/remote/_all_doctypes', reader)).json()).toEqual(['org.example.a'])
    expect((await ask('/remote/_all_doctypes', reader, { method: 'POST', body: '{}' })).status).toBe(403)
  })
})

describe('an asset', () => {
  it('can be fetched with any token, but not without one', async () => {
    const { ask, appToken } = await start()
    expect((await ask('/remote/assets/bank')).status).toBe(401)
    expect((await ask('/remote/assets/bank', appToken)).json()).toEqual({ name: 'bank' })
  })
})
