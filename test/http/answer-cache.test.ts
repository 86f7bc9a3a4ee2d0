import { Readable } from 'node:stream'
import Koa, { type ParameterizedContext } from 'koa'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AnswerCache, type CacheKey } from '../../src/http/answer-cache.js'
import { encodingFor } from '../../src/http-semantics/accept-encoding.js'
import { listen } from '../../src/http/listen.js'
import { send, type Answer, type TestRequest } from '../support/http.js'

/** A Koa application behind the cache. */
interface Fixture {
  send: (path: string, request?: TestRequest) => Promise<Answer>
  cache: AnswerCache
  /** Changes the data in the answers of the application. Increments the revision. */
  write: (text: string) => void
  /** The number of requests that reached the application. */
  calls: () => number
  /** Pauses later calls of the application after they have read the data. `open` ends the pause. */
  closeGate: () => { open: () => void }
  /** Sets a function to change later responses of the application before they are sent. */
  setTransform: (transform: (ctx: ParameterizedContext) => void) => void
}

async function start(more: Partial<CacheKey> = {}): Promise<Fixture> {
  let [data, revision, calls] = ['first', 0, 0]
  let gate = Promise.resolve()
  let transform: (ctx: ParameterizedContext) => void = () => undefined
  const cache = new AnswerCache(({ url = '', headers }) => ({
    key: `${url} ${encodingFor(headers['accept-encoding'])}`,
    revision: () => revision,
    ...more,
  }))
  const app = new Koa()
  app.silent = true
  app.use(cache.middleware)
  app.use(async (ctx) => {
    calls++
    ctx.state.cacheable = true
    const read = data
    await gate
    ctx.body = Buffer.from(`${read} ${encodingFor(ctx.req.headers['accept-encoding'])}`)
    ctx.set('ETag', `"${read}"`)
    ctx.set('Cache-Control', 'max-age=300')
    ctx.set('Vary', 'Accept-Encoding')
    transform(ctx)
  })
  const server = await listen(cache.listener(app.callback()), { host: '127.0.0.1', port: 0 })
  onTestFinished(server.close)
  return {
    cache,
    send: (path, request) => send(server.address.url, path, request),
    write(text) {
      data = text
      revision++
    },
    calls: () => calls,
    closeGate() {
      let open = (): void => undefined
      gate = new Promise((resolve) => (open = resolve))
      return { open }
    },
    setTransform: (next) => (transform = next),
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

function withoutDate({ headers: { date: _date, ...headers } }: Answer): Answer['headers'] {
  return headers
}

describe('a cached answer', () => {
  it('is evicted when the URLs of other cached answers take too much memory', async () => {
    const { send, calls } = await start()
    await send('/a')
    // 35 MB of URLs. Each character takes one or two bytes of memory.
    for (let i = 0; i < 2500; i++) await send(`/${String(i)}${'a'.repeat(14_000)}`)
    const before = calls()
    await send('/a')
    expect(calls()).toBe(before + 1)
  })

  it('is sent again without calling the application', async () => {
    const { send, calls, cache } = await start()
    const first = await send('/a')
    const second = await send('/a')
    expect(calls()).toBe(1)
    expect(second.text).toBe('first identity')
    expect(second.headers.date).toBeDefined()
    expect(withoutDate(second)).toEqual(withoutDate(first))
    expect(cache.counts).toEqual({ hit: 1, miss: 1, pass: 0 })
  })

  it('is not served after a write', async () => {
    const { send, write } = await start()
    await send('/a')
    write('second')
    expect((await send('/a')).text).toBe('second identity')
    expect((await send('/a')).text).toBe('second identity')
  })

  it('is served only to clients that accept the same encoding', async () => {
    const { send, calls } = await start()
    const gzip = { headers: { 'Accept-Encoding': 'gzip' } }
    const texts = [await send('/a', gzip), await send('/a'), await send('/a', gzip), await send('/a')]
    expect(texts.map(({ text }) => text)).toEqual(['first gzip', 'first identity', 'first gzip', 'first identity'])
    expect(calls()).toBe(2)
  })

  it('is sent for both GET and HEAD', async () => {
    const { send, calls } = await start()
    const head = await send('/a', { method: 'HEAD' })
    const get = await send('/a')
    const again = await send('/a', { method: 'HEAD' })
    expect(get.text).toBe('first identity')
    expect([head.text, again.text]).toEqual(['', ''])
    expect(withoutDate(head)).toEqual(withoutDate(get))
    expect(withoutDate(again)).toEqual(withoutDate(get))
    expect(head.headers['content-length']).toBe(String(get.bytes.length))
    expect(calls()).toBe(1)
  })

  it.each([
    ['the quoted ETag', '"first"'],
    ['the ETag without quotes', 'first'],
    ['the weak ETag', 'W/"first"'],
    ['an asterisk', '*'],
    ['a list with the ETag', '"older", W/"first"'],
  ])('becomes a 304 when If-None-Match is %s', async (_name, tag) => {
    const { send, calls } = await start()
    const request = { headers: { 'If-None-Match': tag } }
    const answers = [await send('/a', request), await send('/a', request)]
    for (const answer of answers) {
      expect(answer.status).toBe(304)
      expect(answer.text).toBe('')
      expect(answer.headers).toMatchObject({
        etag: '"first"',
        'cache-control': 'max-age=300',
        vary: 'Accept-Encoding',
      })
      expect(answer.headers).not.toHaveProperty('content-type')
      expect(answer.headers).not.toHaveProperty('content-length')
    }
    // Both clients got 304. The cache has the whole answer nevertheless.
    expect((await send('/a')).text).toBe('first identity')
    expect(calls()).toBe(1)
  })

  it('is sent completely to a client with an outdated ETag', async () => {
    const { send, write } = await start()
    await send('/a')
    write('second')
    const request = { headers: { 'If-None-Match': '"first"' } }
    expect(await send('/a', request)).toMatchObject({ status: 200, text: 'second identity' })
    expect(await send('/a', request)).toMatchObject({ status: 200, text: 'second identity' })
  })

  it('expires after its lifetime even without a write', async () => {
    const { send, calls } = await start({ lifetime: -1 })
    await send('/a')
    await send('/a')
    expect(calls()).toBe(2)
  })
})

describe('a running call of the application', () => {
  it('answers all concurrent requests for the same URL', async () => {
    const { send, calls, closeGate, cache } = await start()
    const gate = closeGate()
    const waiting = [send('/a'), send('/a', { method: 'HEAD' }), send('/a', { headers: { 'If-None-Match': '*' } })]
    await until(() => cache.counts.miss === 3)
    gate.open()
    expect((await Promise.all(waiting)).map(({ status, text }) => [status, text])).toEqual([
      [200, 'first identity'],
      [200, ''],
      [304, ''],
    ])
    expect(calls()).toBe(1)
  })

  it('does not answer requests that come after a write', async () => {
    const { send, calls, closeGate, write } = await start()
    const gate = closeGate()
    const before = send('/a')
    await until(() => calls() === 1)
    write('second')
    const after = send('/a')
    await until(() => calls() === 2)
    gate.open()
    expect((await before).text).toBe('first identity')
    expect((await after).text).toBe('second identity')
    expect((await send('/a')).text).toBe('second identity')
    expect(calls()).toBe(2)
  })

  it('does not replace the cached answer of a later call', async () => {
    const { send, calls, closeGate, write } = await start()
    const slow = closeGate()
    const before = send('/a')
    await until(() => calls() === 1)
    write('second')
    closeGate().open()
    const fast = send('/a')
    await until(() => calls() === 2)
    await fast
    slow.open()
    await before
    expect((await send('/a')).text).toBe('second identity')
    expect(calls()).toBe(2)
  })

  it('does not answer the waiting requests when its answer is not cacheable', async () => {
    const { send, calls, closeGate, setTransform, cache } = await start()
    const gate = closeGate()
    setTransform((ctx) => (ctx.state.cacheable = false))
    const waiting = [send('/a'), send('/a')]
    await until(() => cache.counts.miss === 2)
    gate.open()
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200])
    expect(calls()).toBe(2)
  })

  it('does not answer the waiting requests when it fails', async () => {
    const { send, closeGate, setTransform, cache, calls } = await start()
    const gate = closeGate()
    setTransform(() => {
      if (calls() === 1) throw new Error('a broken engine')
    })
    const waiting = [send('/a'), send('/a')]
    await until(() => cache.counts.miss === 2)
    gate.open()
    expect((await Promise.all(waiting)).map(({ status }) => status).sort()).toEqual([200, 500])
  })
})

describe('the cache', () => {
  it.each([
    ['with status 404', (ctx: ParameterizedContext) => (ctx.status = 404)],
    ['that the route does not mark as cacheable', (ctx: ParameterizedContext) => (ctx.state.cacheable = false)],
    ['that is a stream', (ctx: ParameterizedContext) => (ctx.body = Readable.from(['streamed']))],
  ])('does not store an answer %s', async (_name, transform) => {
    const { send, calls, setTransform } = await start()
    setTransform(transform)
    await send('/a')
    await send('/a')
    expect(calls()).toBe(2)
  })

  it.each([
    ['with an Authorization header', { headers: { Authorization: 'Token x' } }],
    ['with a cookie', { headers: { Cookie: 'a=b' } }],
    ['with a Range header', { headers: { Range: 'bytes=0-1' } }],
    ['with an If-Modified-Since header', { headers: { 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' } }],
  ])('is bypassed by a request %s', async (_name, request) => {
    const { send, calls, cache } = await start()
    await send('/a')
    await send('/a', request)
    expect(calls()).toBe(2)
    expect(cache.counts).toEqual({ hit: 0, miss: 1, pass: 1 })
  })
})

it('the cache evicts the least recently used answers', async () => {
  const { send, setTransform, calls } = await start()
  setTransform((ctx) => (ctx.body = Buffer.alloc(30 * 1024 * 1024)))
  for (const path of ['/a', '/b', '/c']) await send(path)
  expect(calls()).toBe(3)
  await send('/c')
  expect(calls()).toBe(3)
  await send('/a')
  expect(calls()).toBe(4)
})
