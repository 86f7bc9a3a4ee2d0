import { Readable } from 'node:stream'
import Koa, { type ParameterizedContext } from 'koa'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AnswerCache, type CacheKey } from '../../src/http/answer-cache.js'
import { encodingFor } from '../../src/http-semantics/accept-encoding.js'
import { listen } from '../../src/http/listen.js'
import { send, type Answer, type Sent } from '../support/http.js'

/** An application with the cache in front: its answers, the number of its calls, and a gate to pause them. */
interface Fixture {
  send: (path: string, request?: Sent) => Promise<Answer>
  cache: AnswerCache
  /** What the data say now; writing it is a new revision. */
  write: (text: string) => void
  /** How many requests the application has answered, or begun to. */
  begun: () => number
  /** From now on requests wait after their reading, until the gate is opened. */
  shut: () => { open: () => void }
  /** Changes an answer before it is sent. */
  dress: (dressing: (ctx: ParameterizedContext) => void) => void
}

async function start(more: Partial<CacheKey> = {}): Promise<Fixture> {
  let [data, revision, begun] = ['first', 0, 0]
  let gate = Promise.resolve()
  let dressing: (ctx: ParameterizedContext) => void = () => undefined
  const cache = new AnswerCache(({ url = '', headers }) => ({
    key: `${url} ${encodingFor(headers['accept-encoding'])}`,
    revision: () => revision,
    ...more,
  }))
  const app = new Koa()
  app.silent = true
  app.use(cache.middleware)
  app.use(async (ctx) => {
    begun++
    ctx.state.cacheable = true
    const read = data
    await gate
    ctx.body = Buffer.from(`${read} ${encodingFor(ctx.req.headers['accept-encoding'])}`)
    ctx.set('ETag', `"${read}"`)
    ctx.set('Cache-Control', 'max-age=300')
    ctx.set('Vary', 'Accept-Encoding')
    dressing(ctx)
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
    begun: () => begun,
    shut() {
      let open = (): void => undefined
      gate = new Promise((resolve) => (open = resolve))
      return { open }
    },
    dress: (next) => (dressing = next),
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

function withoutDate({ headers: { date: _date, ...headers } }: Answer): Answer['headers'] {
  return headers
}

describe('a cached answer', () => {
  it('is evicted by others, whose URLs count towards the size', async () => {
    const { send, begun } = await start()
    await send('/a')
    // 35 MB of addresses, which take up to two bytes a character.
    for (let i = 0; i < 2500; i++) await send(`/${String(i)}${'a'.repeat(14_000)}`)
    const before = begun()
    await send('/a')
    expect(begun()).toBe(before + 1)
  })

  it('is sent again without calling the application, with the same headers', async () => {
    const { send, begun, cache } = await start()
    const first = await send('/a')
    const second = await send('/a')
    expect(begun()).toBe(1)
    expect(second.text).toBe('first identity')
    expect(second.headers.date).toBeDefined()
    expect(withoutDate(second)).toEqual(withoutDate(first))
    expect(cache.counts).toEqual({ hit: 1, miss: 1, pass: 0 })
  })

  it('is invalid after the next revision', async () => {
    const { send, write } = await start()
    await send('/a')
    write('second')
    expect((await send('/a')).text).toBe('second identity')
    expect((await send('/a')).text).toBe('second identity')
  })

  it('is of one encoding: another client gets its own', async () => {
    const { send, begun } = await start()
    const gzip = { headers: { 'Accept-Encoding': 'gzip' } }
    const texts = [await send('/a', gzip), await send('/a'), await send('/a', gzip), await send('/a')]
    expect(texts.map(({ text }) => text)).toEqual(['first gzip', 'first identity', 'first gzip', 'first identity'])
    expect(begun()).toBe(2)
  })

  it('answers HEAD with the headers of GET and no body, whichever came first', async () => {
    const { send, begun } = await start()
    const head = await send('/a', { method: 'HEAD' })
    const get = await send('/a')
    const again = await send('/a', { method: 'HEAD' })
    expect(get.text).toBe('first identity')
    expect([head.text, again.text]).toEqual(['', ''])
    expect(withoutDate(head)).toEqual(withoutDate(get))
    expect(withoutDate(again)).toEqual(withoutDate(get))
    expect(head.headers['content-length']).toBe(String(get.bytes.length))
    expect(begun()).toBe(1)
  })

  it.each([
    ['quoted', '"first"'],
    ['bare', 'first'],
    ['weak', 'W/"first"'],
    ['any', '*'],
    ['one of several', '"older", W/"first"'],
  ])('is 304 for a matching tag: %s, as a miss and as a hit', async (_name, tag) => {
    const { send, begun } = await start()
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
    // What a client knew already was computed whole, and serves one that did not.
    expect((await send('/a')).text).toBe('first identity')
    expect(begun()).toBe(1)
  })

  it('is complete for a client with an older one', async () => {
    const { send, write } = await start()
    await send('/a')
    write('second')
    const request = { headers: { 'If-None-Match': '"first"' } }
    expect(await send('/a', request)).toMatchObject({ status: 200, text: 'second identity' })
    expect(await send('/a', request)).toMatchObject({ status: 200, text: 'second identity' })
  })

  it('expires after its lifetime when changes are not observed', async () => {
    const { send, begun } = await start({ lifetime: -1 })
    await send('/a')
    await send('/a')
    expect(begun()).toBe(2)
  })
})

describe('a running read', () => {
  it('serves all concurrent requests for the same', async () => {
    const { send, begun, shut, cache } = await start()
    const gate = shut()
    const waiting = [send('/a'), send('/a', { method: 'HEAD' }), send('/a', { headers: { 'If-None-Match': '*' } })]
    await until(() => cache.counts.miss === 3)
    gate.open()
    expect((await Promise.all(waiting)).map(({ status, text }) => [status, text])).toEqual([
      [200, 'first identity'],
      [200, ''],
      [304, ''],
    ])
    expect(begun()).toBe(1)
  })

  it('does not serve requests after a write, and is not cached', async () => {
    const { send, begun, shut, write } = await start()
    const gate = shut()
    const before = send('/a')
    await until(() => begun() === 1)
    write('second')
    const after = send('/a')
    await until(() => begun() === 2)
    gate.open()
    expect((await before).text).toBe('first identity')
    expect((await after).text).toBe('second identity')
    expect((await send('/a')).text).toBe('second identity')
    expect(begun()).toBe(2)
  })

  it('does not replace the answer of a later, faster one', async () => {
    const { send, begun, shut, write } = await start()
    const slow = shut()
    const before = send('/a')
    await until(() => begun() === 1)
    write('second')
    shut().open()
    const fast = send('/a')
    await until(() => begun() === 2)
    await fast
    slow.open()
    await before
    expect((await send('/a')).text).toBe('second identity')
    expect(begun()).toBe(2)
  })

  it('lets waiting requests run themselves when its answer cannot be shared', async () => {
    const { send, begun, shut, dress, cache } = await start()
    const gate = shut()
    dress((ctx) => (ctx.state.cacheable = false))
    const waiting = [send('/a'), send('/a')]
    await until(() => cache.counts.miss === 2)
    gate.open()
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200])
    expect(begun()).toBe(2)
  })

  it('lets waiting requests run themselves when it fails', async () => {
    const { send, shut, dress, cache, begun } = await start()
    const gate = shut()
    dress(() => {
      if (begun() === 1) throw new Error('a broken engine')
    })
    const waiting = [send('/a'), send('/a')]
    await until(() => cache.counts.miss === 2)
    gate.open()
    expect((await Promise.all(waiting)).map(({ status }) => status).sort()).toEqual([200, 500])
  })
})

describe('an answer that is not cached', () => {
  it.each([
    ['a refusal', (ctx: ParameterizedContext) => (ctx.status = 404)],
    ['what the route does not call cacheable', (ctx: ParameterizedContext) => (ctx.state.cacheable = false)],
    ['a stream', (ctx: ParameterizedContext) => (ctx.body = Readable.from(['streamed']))],
  ])('%s', async (_name, dressing) => {
    const { send, begun, dress } = await start()
    dress(dressing)
    await send('/a')
    await send('/a')
    expect(begun()).toBe(2)
  })

  it.each([
    ['with a token', { headers: { Authorization: 'Token x' } }],
    ['with a cookie', { headers: { Cookie: 'a=b' } }],
    ['for a part', { headers: { Range: 'bytes=0-1' } }],
    ['with a date', { headers: { 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' } }],
    ['with a body', { headers: {}, body: 'x' }],
    ['that writes', { method: 'POST', headers: {} }],
  ])('one to a request %s, which bypasses the cache', async (_name, request) => {
    const { send, begun, cache } = await start()
    await send('/a')
    await send('/a', request)
    expect(begun()).toBe(2)
    expect(cache.counts).toEqual({ hit: 0, miss: 1, pass: 1 })
  })
})

it('evicts the least recently used answers', async () => {
  const { send, dress, begun } = await start()
  dress((ctx) => (ctx.body = Buffer.alloc(30 * 1024 * 1024)))
  for (const path of ['/a', '/b', '/c']) await send(path)
  expect(begun()).toBe(3)
  await send('/c')
  expect(begun()).toBe(3)
  await send('/a')
  expect(begun()).toBe(4)
})
