import { request as httpRequest } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { authorized, startTestGateway } from '../support/gateway.js'
import { send, type Answer } from '../support/http.js'

const appQuery = '{ space { app(slug: "notes") { name label icon { url } latestVersion { version } } } }'

// In milliseconds.
const waiting = { timeout: 60_000 }

/** A gateway with an application. `countHits` returns how many requests were answered in front of Koa. */
async function start(settings: Parameters<typeof startTestGateway>[0] = {}) {
  const gateway = await startTestGateway({ metrics: { host: '127.0.0.1', port: 0 }, ...settings })
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  const post = (query: string, headers: Record<string, string> = {}): Promise<Answer> =>
    gateway.send('/graphql', { method: 'POST', headers, body: { query } })
  const countHits = async (): Promise<number> => {
    const { text } = await send(new URL(gateway.metricsUrl ?? '').origin, '/metrics')
    return Number(/cache_requests_total\{outcome="hit"\} (\d+)/.exec(text)?.[1] ?? 0)
  }
  return { ...gateway, post, countHits }
}

// An answer without the headers that belong to one request.
function shared({ status, text, headers: { date: _date, ratelimit: _limit, ...headers } }: Answer) {
  delete headers['ratelimit-policy']
  return { status, text, headers }
}

describe('a repeated query without a token', () => {
  it('is answered in front of Koa, with the same bytes and headers', async () => {
    const { post, send, countHits } = await start()
    const get = () => send(`/graphql?query=${encodeURIComponent(appQuery)}`)
    const first = [await post(appQuery), await get()]
    expect(await countHits()).toBe(0)
    const again = [await post(appQuery), await get()]
    expect(await countHits()).toBe(2)
    expect(again.map(shared)).toEqual(first.map(shared))
    expect(first[0]?.text).toContain('"version":"1.0.0"')
    expect(again[0]?.headers['x-content-type-options']).toBe('nosniff')
  })

  it('gets the new result after a publication', async () => {
    const { post, publish } = await start()
    for (const version of ['1.1.0', '1.2.0']) {
      await post(appQuery)
      await publish({ slug: 'notes', version })
      expect((await post(appQuery)).text).toContain(`"version":"${version}"`)
    }
  })

  it('gets a 304 only for GET', async () => {
    const { post, send } = await start()
    const path = `/graphql?query=${encodeURIComponent(appQuery)}`
    const etag = (await send(path)).headers.etag ?? ''
    expect(etag).not.toBe('')
    for (let i = 0; i < 2; i++) {
      expect(await send(path, { headers: { 'If-None-Match': etag } })).toMatchObject({ status: 304, text: '' })
      expect(await post(appQuery, { 'If-None-Match': '*' })).toMatchObject({ status: 200 })
    }
  })

  it('gets no headers about the rate limits of another client', async () => {
    const { post } = await start()
    expect((await post(appQuery)).headers).toHaveProperty('ratelimit')
    expect((await post(appQuery)).headers).not.toHaveProperty('ratelimit')
  })

  it('gets the media type that it accepts', async () => {
    const { post } = await start()
    for (const type of ['application/json', 'application/graphql-response+json', 'application/json']) {
      expect((await post(appQuery, { Accept: type })).headers['content-type']).toContain(type)
    }
    expect((await post(appQuery, { Accept: 'image/png' })).status).toBe(406)
  })

  it('gets the URLs of its own host', async () => {
    const { post } = await start()
    for (const host of ['one.example', 'two.example', 'one.example']) {
      expect((await post(appQuery, { Host: host })).text).toContain(`"url":"http://${host}/`)
    }
  })

  it('may arrive in pieces', async () => {
    const { post, url, countHits } = await start()
    const first = await post(appQuery)
    const body = JSON.stringify({ query: appQuery })
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }
    const answer = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(`${url}/graphql`, { method: 'POST', headers }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += String(chunk))).on('end', () => resolve(text))
      }).on('error', reject)
      request.write(body.slice(0, 10), () => setImmediate(() => request.end(body.slice(10))))
    })
    expect(answer).toBe(first.text)
    expect(await countHits()).toBe(1)
  })
})

describe('many bodies that never arrive whole', () => {
  it('do not keep other queries from being answered, and their clients may leave', async () => {
    const { post, url, countHits } = await start()
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '100' }
    const connected: Promise<unknown>[] = []
    const slow = Array.from({ length: 1_000 }, () => {
      const request = httpRequest(`${url}/graphql`, { method: 'POST', headers, agent: false })
      // The clients leave below.
      request.on('error', () => undefined)
      connected.push(new Promise((resolve) => request.write('{', resolve)))
      return request
    })
    await Promise.all(connected)
    // Bodies are then read behind the cache, where their sum is limited.
    await vi.waitFor(async () => {
      const before = await countHits()
      for (let i = 0; i < 2; i++) expect(await post(appQuery)).toMatchObject({ status: 200 })
      expect(await countHits()).toBe(before)
    }, waiting)
    for (const request of slow) request.destroy()
    await vi.waitFor(async () => {
      await post(appQuery)
      expect(await countHits()).toBeGreaterThan(0)
    }, waiting)
  })
})

describe('the origin of a page', () => {
  it.each([
    { origins: ['*'], allowed: { 'https://one.example': '*', 'https://two.example': '*' } },
    {
      origins: ['https://one.example', 'https://two.example'],
      allowed: { 'https://one.example': 'https://one.example', 'https://two.example': 'https://two.example' },
    },
    {
      origins: ['https://one.example'],
      allowed: { 'https://one.example': 'https://one.example', 'https://two.example': 'https://one.example' },
    },
    { origins: [], allowed: { 'https://one.example': undefined, 'https://two.example': undefined } },
  ])('is allowed as $origins say, in cached answers too', async ({ origins, allowed }) => {
    const { post } = await start({ corsOrigins: origins })
    for (let i = 0; i < 2; i++) {
      expect((await post(appQuery)).headers).not.toHaveProperty('access-control-allow-origin')
      for (const [origin, expected] of Object.entries(allowed)) {
        expect((await post(appQuery, { Origin: origin })).headers['access-control-allow-origin']).toBe(expected)
      }
    }
  })
})

describe('these requests are not answered in front of Koa:', () => {
  it.each([
    ['a request with a token', { headers: authorized('any') }],
    ['a request with a cookie', { headers: { Cookie: 'a=b' } }],
    ['a request for the cost', { headers: { 'GraphQL-Cost': 'report' } }],
    [
      'a result for the viewer',
      { query: '{ space { app(slug: "notes") { name } pendingVersions { nodes { version } } } }' },
    ],
    ['a mutation', { query: 'mutation { revokeTokens(input: { editor: "Acme" }) { __typename } }' }],
    ['an invalid query', { query: '{ nothing }' }],
    ['a long query', { query: `${appQuery}#${'x'.repeat(16_384)}` }],
  ])('%s', async (_name, { query = appQuery, headers = {} }: { query?: string; headers?: Record<string, string> }) => {
    const { post, countHits } = await start()
    await post(appQuery)
    const answers = [await post(query, headers), await post(query, headers)]
    expect(answers.map(({ status }) => status)).toEqual([answers[0]?.status, answers[0]?.status])
    expect(await countHits()).toBe(0)
  })

  it('a request to a host of universal links', async () => {
    const { post, send, countHits } = await start({
      publicUrl: 'https://registry.example',
      domainSpaces: new Map([['links.example', '']]),
    })
    await post(appQuery)
    const path = `/graphql?query=${encodeURIComponent(appQuery)}`
    await send(path)
    expect((await post(appQuery, { Host: 'links.example' })).text).not.toContain('1.0.0')
    expect((await send(path, { headers: { Host: 'links.example' } })).text).not.toContain('1.0.0')
    expect(await countHits()).toBe(0)
  })
})

it('two subscribers with the same subscription both get its events', async () => {
  const { url, publish } = await start()
  const query = 'subscription { appChanged { slug kind } }'
  const subscribe = async (): Promise<(wanted: string) => Promise<void>> => {
    const { body } = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    })
    let text = ''
    const stream = body?.pipeThrough(new TextDecoderStream())
    return async (wanted) => {
      for await (const piece of stream ?? []) {
        text += piece
        if (text.includes(wanted)) return
      }
    }
  }
  const subscribers = [await subscribe(), await subscribe()]
  await publish({ slug: 'notes', version: '1.1.0' })
  await Promise.all(subscribers.map((until) => until('PUBLISHED')))
})
