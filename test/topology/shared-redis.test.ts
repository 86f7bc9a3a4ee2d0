import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { authorized, editor } from '../support/gateway.js'
import { send, type Answer } from '../support/http.js'
import { redisCli, redisServerPath, startRedisServer } from '../support/redis-server.js'
import { describeWith } from '../support/requirements.js'
import { startTcpProxy } from '../support/tcp-proxy.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { startTopology } from './topology.js'

const minutes = 60_000
const redisIsMissing = 'redis-server is not installed (Debian: apt install redis-server)'
const limit = 12

/** Sends one request to a gateway, from a client with its own address. */
type Send = (gateway: number, path: string, body: object) => Promise<Answer>

/** Starts two gateway processes that reach one Redis through a proxy. */
async function startGateways(path: string) {
  const redis = await startRedisServer(path)
  onTestFinished(() => redis.remove())
  const proxy = await startTcpProxy(redis.port)
  const topology = await startTopology(await temporaryFolder(), 2, {
    COZY_REGISTRY_ACCESS_TOPOLOGY: 'xrip',
    COZY_REGISTRY_REDIS_ADDRS: `127.0.0.1:${String(proxy.port)}`,
    COZY_REGISTRY_LIMITS_RATE_WRITES_PER_ADDRESS: String(limit),
  })
  onTestFinished(() => topology.stop())
  await topology.command('add-editor', editor, '--auto-publication=true')
  const master = (await topology.command('gen-token', editor, '--master')).trim()
  const clientAt = (address: string): Send => {
    const headers = { ...authorized(master), 'X-Real-IP': address }
    return (gateway, path, body) => send(topology.gateways[gateway] ?? '', path, { method: 'POST', headers, body })
  }
  const isReady = async (gateway: number) =>
    (await send(topology.gateways[gateway] ?? '', '/ready')).text.includes('"cache":{"status":"ok"')
  const untilReady = () =>
    expect.poll(async () => [await isReady(0), await isReady(1)], { timeout: 30_000 }).toEqual([true, true])
  await untilReady()
  return { redis, proxy, clientAt, untilReady }
}

const createEditor = (name: string, clientMutationId: string = randomUUID()) => ({
  query: 'mutation ($input: CreateEditorInput!) { createEditor(input: $input) { __typename } }',
  variables: { input: { name, clientMutationId } },
})

/** Sends changes to gateways in turn until one is refused with 429. Returns how many were made before it. */
async function changesUntilRefusal(post: Send, gateways: number[], prefix: string): Promise<number> {
  for (let count = 0; ; count++) {
    const gateway = gateways[count % gateways.length] ?? 0
    const { status, text, headers } = await post(gateway, '/graphql', createEditor(`${prefix}${String(count)}`))
    if (status === 429) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      return count
    }
    expect([status, text]).toEqual([200, expect.stringContaining('CreateEditorSuccess')])
  }
}

describeWith('two gateway processes with the same Redis', redisServerPath, redisIsMissing, (path) => {
  test(
    'count the changes of a client together, by GraphQL and REST, and answer a repeated mutation with its first result',
    { timeout: 3 * minutes },
    async () => {
      const { clientAt } = await startGateways(path)
      const client = clientAt('192.0.2.1')
      expect((await client(0, '/registry', { slug: 'notes', type: 'webapp', editor })).status).toBe(201)
      expect(await changesUntilRefusal(client, [0, 1], 'a')).toBe(limit - 1)
      for (const gateway of [0, 1]) {
        expect((await client(gateway, '/registry', { slug: 'late', type: 'webapp', editor })).status).toBe(429)
      }

      const other = clientAt('192.0.2.2')
      const request = createEditor('Concurrent', 'one id')
      // A gateway refuses a repetition while the first request runs.
      const concurrent = await Promise.all([0, 1, 0, 1].map((gateway) => other(gateway, '/graphql', request)))
      const done = concurrent.filter(({ status }) => status !== 409)
      expect(done.length).toBeGreaterThan(0)
      for (const { text } of done) expect(text).toContain('CreateEditorSuccess')
      for (const gateway of [0, 1]) expect((await other(gateway, '/graphql', request)).text).toBe(done[0]?.text)
      const changed = await other(1, '/graphql', createEditor('Different', 'one id'))
      expect([changed.status, changed.text]).toEqual([409, expect.stringContaining('MUTATION_ID_REUSED')])
    },
  )

  test(
    'answer every request while Redis is cut off, limit each client all the time, and share again afterwards',
    { timeout: 3 * minutes },
    async () => {
      const { redis, proxy, clientAt, untilReady } = await startGateways(path)
      const [before, during, after] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(clientAt)
      if (!before || !during || !after) throw new Error('There are not enough clients')
      const request = createEditor('Kept', 'kept id')
      const first = await clientAt('192.0.2.4')(0, '/graphql', request)
      expect(first.text).toContain('CreateEditorSuccess')
      expect(await changesUntilRefusal(before, [0, 1], 'a')).toBe(limit)

      // Connections break in the middle of commands, and at once open again.
      for (const direction of ['sent', 'received'] as const) {
        for (let cut = 0; cut < 5; cut++) {
          proxy.cutAfter(20 + 150 * cut, direction)
          const post = clientAt(`198.51.100.${String(direction === 'sent' ? cut : cut + 5)}`)
          const names = Array.from({ length: limit }, (_, number) => `${direction}${String(cut)}n${String(number)}`)
          const answers = await Promise.all(
            names.map((name, number) => post(number % 2, '/graphql', createEditor(name))),
          )
          for (const { text } of answers) expect(text).toContain('CreateEditorSuccess')
          await untilReady()
        }
      }

      await proxy.down()
      // Each gateway counts for itself, and keeps its own results.
      for (const gateway of [0, 1]) {
        expect(await changesUntilRefusal(during, [gateway], `b${String(gateway)}n`)).toBe(limit)
      }
      const repeated = createEditor('Alone', 'id without Redis')
      const alone = await clientAt('192.0.2.5')(0, '/graphql', repeated)
      expect(alone.text).toContain('CreateEditorSuccess')
      const again = await clientAt('192.0.2.5')(1, '/graphql', repeated)
      expect([again.status, again.text]).toEqual([200, expect.stringContaining('EditorExists')])

      await proxy.up()
      await untilReady()
      expect(await changesUntilRefusal(after, [0, 1], 'c')).toBe(limit)
      expect((await clientAt('192.0.2.6')(1, '/graphql', request)).text).toBe(first.text)
      // No counter or lock stays for ever.
      const keys = redisCli(redis.port, 'keys', '*').trim().split('\n')
      expect(keys.length).toBeGreaterThan(limit)
      for (const key of keys) expect([key, Number(redisCli(redis.port, 'pttl', key))]).not.toEqual([key, -1])
    },
  )
})
