import Koa from 'koa'
import { expect, it } from 'vitest'
import type { StackState } from '../../src/stack/context.js'
import { pagePieces, sendPieces } from '../../src/stack/send-pieces.js'
import { listen } from '../support/http-servers.js'

async function* wholeList(items: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield* pagePieces(items, Infinity, (item) => item)
}

/** Serves an array of 1000 items. `made` counts the items made so far, `atStart` those made when `sendPieces` returns. */
async function serve(item: string, failsAt = Infinity) {
  const seen = { made: 0, atStart: 0 }
  async function* items(): AsyncGenerator<string> {
    for (; seen.made < 1000; seen.made++) {
      if (seen.made === failsAt) throw new Error('lost')
      yield await Promise.resolve(item)
    }
  }
  const app = new Koa<StackState>()
  app.silent = true
  app.use(async (ctx) => {
    try {
      await sendPieces(ctx, wholeList(items()))
      seen.atStart = seen.made
    } catch {
      ctx.status = 503
    }
  })
  const { origin } = await listen(app.callback())
  return { seen, fetch: () => fetch(origin) }
}

it('sendPieces begins to send a long answer before all its items are made', async () => {
  const { seen, fetch } = await serve('x'.repeat(10_000))
  const answer = await fetch()
  expect(seen.atStart).toBeLessThan(10)
  expect(await answer.json()).toEqual(Array<string>(1000).fill('x'.repeat(10_000)))
})

it('sendPieces sends a short answer as a whole, with its length', async () => {
  const { fetch } = await serve('x')
  const answer = await fetch()
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(answer.headers.get('content-length')).toBe('4001')
  expect(await answer.json()).toHaveLength(1000)
})

it('sendPieces throws when the first part of the answer fails, so that the request can be refused', async () => {
  const { fetch } = await serve('x'.repeat(10_000), 3)
  expect((await fetch()).status).toBe(503)
})

it('sendPieces cuts off the answer when a later part fails', async () => {
  const { fetch } = await serve('x'.repeat(10_000), 500)
  await expect(fetch().then((answer) => answer.text())).rejects.toThrow()
})

it('pagePieces ends a page before the first item of the next page, and returns that item', async () => {
  async function* items(): AsyncGenerator<number> {
    for (const item of [1, 2, 3, 4]) yield await Promise.resolve(item)
  }
  const read = async (size: number) => {
    const pieces = pagePieces(items(), size, (item) => item * 10)
    let json = ''
    for (;;) {
      const { done, value } = await pieces.next()
      if (done) return [json, value]
      json += value
    }
  }
  expect(await read(2)).toEqual(['[10,20]', { count: 2, last: 2, next: 3 }])
  expect(await read(4)).toEqual(['[10,20,30,40]', { count: 4, last: 4, next: undefined }])
  expect(await read(0)).toEqual(['[]', { count: 0, last: undefined, next: 1 }])
})
