import type { ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { StoreClient, type StoreLimits } from '../../../src/objects/remote/store-client.js'
import { listen } from '../../support/http-servers.js'

function clientWith(limits: Partial<StoreLimits>): StoreClient {
  const client = new StoreClient({ connect: 60_000, headers: 60_000, body: 60_000, maxUnanswered: 64, ...limits })
  onTestFinished(() => client.close())
  return client
}

/** Starts a server that does not answer by itself. The test takes the responses from `waiting`. */
async function startHoldingServer() {
  const waiting: ServerResponse[] = []
  const { origin, paths } = await listen((_, response) => waiting.push(response))
  return { origin, paths, waiting }
}

test('unanswered requests are limited, and further requests wait in order', async () => {
  const { origin, paths, waiting } = await startHoldingServer()
  const client = clientWith({ maxUnanswered: 2 })
  const answers = Array.from({ length: 5 }, async (_, number) => {
    const { body } = await client.send(`${origin}/${number}`, { method: 'GET' })
    return text(body)
  })
  for (const received of [2, 3, 4, 5]) {
    await expect.poll(() => paths.length).toBe(received)
    waiting.shift()?.end('hello')
  }
  waiting.shift()?.end('hello')
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 5 }, () => 'hello'))
  expect(paths).toEqual(['/0', '/1', '/2', '/3', '/4'])
})

test('a request counts as unanswered only until its answer begins', async () => {
  const { origin, waiting } = await startHoldingServer()
  const client = clientWith({ maxUnanswered: 1 })
  for (let reader = 0; reader < 3; reader++) {
    const answer = client.send(origin, { method: 'GET' })
    await expect.poll(() => waiting.length).toBe(1)
    waiting.shift()?.writeHead(200).write('the beginning')
    expect((await answer).status).toBe(200)
  }
})

test('a request that waits too long fails, and is not sent to the store', async () => {
  const { origin, paths } = await startHoldingServer()
  const client = clientWith({ headers: 300, maxUnanswered: 2 })
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => client.send(origin, { method: 'GET' })))
  const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'an answer'))
  const timedOut = expect.stringMatching(/does not answer: no \w+ within 300 ms$/)
  const notSent = expect.stringMatching(/does not answer: it did not answer 2 earlier requests in time$/)
  expect(reasons).toEqual([timedOut, timedOut, notSent, notSent, notSent])
  expect(paths).toHaveLength(2)
})

test('later requests reach a store that did not answer an earlier request in time', async () => {
  const { origin, waiting } = await startHoldingServer()
  const client = clientWith({ headers: 300, maxUnanswered: 1 })
  await expect(client.send(origin, { method: 'GET' })).rejects.toThrow('within 300 ms')
  const answer = client.send(origin, { method: 'GET' })
  await expect.poll(() => waiting.length).toBe(2)
  waiting[1]?.end()
  expect((await answer).status).toBe(200)
})
