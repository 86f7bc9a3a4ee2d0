import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Cache } from '../../src/cache/cache.js'

const minute = 60_000

/**
 * The promises of the cache port, checked on an adapter whose engine runs.
 * @param open gives the adapter, on any store; the suite uses names of its own and closes it at the end
 */
export function cacheContract(name: string, open: () => Promise<Cache>): void {
  describe(`cache contract: ${name}`, () => {
    let cache: Cache
    beforeAll(async () => {
      cache = await open()
    })
    afterAll(() => cache.close())

    const unique = () => `contract:${randomUUID()}`

    /** The messages of a channel as they come, and how to end it. */
    async function listen(channel: string) {
      const messages: string[] = []
      const unsubscribe = await cache.subscribe(channel, (message) => messages.push(message))
      return { messages, unsubscribe }
    }

    describe('values', () => {
      test('are given back, also empty and strange ones', async () => {
        for (const value of ['value', '', '{"a":[1]}', 'line\nbreak\0nul', 'crème 日本語 👩‍💻', 'x'.repeat(1_000_000)]) {
          const key = unique()
          await cache.set(key, value, minute)
          expect(await cache.get(key)).toBe(value)
        }
      })

      test('keys are taken as they are written', async () => {
        const base = unique()
        const keys = [`${base} a`, `${base}+a`, `${base}%20a`, `${base}*`, `${base}é\n`, `${base}A`, `${base}a`]
        for (const key of keys) await cache.set(key, key, minute)
        expect(await cache.getMany(keys)).toEqual(keys)
      })

      test('what was never set is undefined', async () => {
        expect(await cache.get(unique())).toBeUndefined()
        expect(await cache.get('__proto__')).toBeUndefined()
      })

      test('a later one replaces an earlier one, with its lifetime', async () => {
        const key = unique()
        await cache.set(key, 'first', 20)
        await cache.set(key, 'second', minute)
        await pause(60)
        expect(await cache.get(key)).toBe('second')
      })

      test('are gone when their lifetime is over', async () => {
        const [short, long] = [unique(), unique()]
        await cache.set(long, 'stays', minute)
        await cache.set(short, 'goes', 30)
        await expect.poll(() => cache.get(short)).toBeUndefined()
        expect(await cache.getMany([short, long])).toEqual([undefined, 'stays'])
      })

      test.each([0, -1])('with a lifetime of %i are not kept', async (lifetime) => {
        const key = unique()
        await cache.set(key, 'before', minute)
        await cache.set(key, 'after', lifetime)
        expect(await cache.get(key)).toBeUndefined()
      })

      test('many at once come in the order asked', async () => {
        const [one, two, missing] = [unique(), unique(), unique()]
        await cache.set(one, '1', minute)
        await cache.set(two, '2', minute)
        expect(await cache.getMany([two, missing, one, two])).toEqual(['2', undefined, '1', '2'])
        expect(await cache.getMany([])).toEqual([])
      })

      test('are forgotten when removed, and others are not', async () => {
        const [one, two, three] = [unique(), unique(), unique()]
        for (const key of [one, two, three]) await cache.set(key, key, minute)
        await cache.remove([one, two, unique()])
        await cache.remove([])
        expect(await cache.getMany([one, two, three])).toEqual([undefined, undefined, three])
      })
    })

    describe('messages', () => {
      test('reach every subscriber of the channel, in order', async () => {
        const channel = unique()
        const [one, two] = [await listen(channel), await listen(channel)]
        const sent = ['first', '', 'crème 日本語', 'x'.repeat(100_000), 'last']
        for (const message of sent) await cache.publish(channel, message)
        await expect.poll(() => two.messages).toEqual(sent)
        await expect.poll(() => one.messages).toEqual(sent)
        await Promise.all([one.unsubscribe(), two.unsubscribe()])
      })

      test('do not reach other channels', async () => {
        const [mine, other] = [unique(), unique()]
        const [heard, unheard] = [await listen(mine), await listen(other)]
        await cache.publish(mine, 'x')
        await expect.poll(() => heard.messages).toEqual(['x'])
        expect(unheard.messages).toEqual([])
        await Promise.all([heard.unsubscribe(), unheard.unsubscribe()])
      })

      test('may be sent where nobody listens, whatever the channel is called', async () => {
        await expect(cache.publish(unique(), 'x')).resolves.toBeUndefined()
        await expect(cache.publish('error', 'x')).resolves.toBeUndefined()
      })

      test('end with the subscription, for that subscriber alone', async () => {
        const channel = unique()
        const listener = vi.fn<(message: string) => void>()
        const [stays, ends] = [await listen(channel), await cache.subscribe(channel, listener)]
        await ends()
        await ends()
        await cache.publish(channel, 'x')
        await expect.poll(() => stays.messages).toEqual(['x'])
        expect(listener.mock.calls).toEqual([])
        await stays.unsubscribe()
      })

      test('that are still on their way when the subscription has ended are not delivered', async () => {
        const channel = unique()
        const { messages, unsubscribe } = await listen(channel)
        await cache.publish(channel, 'x')
        await unsubscribe()
        const heard = [...messages]
        await pause(50)
        expect(messages).toEqual(heard)
      })

      test('reach a listener that subscribed twice twice, until each subscription ends', async () => {
        const channel = unique()
        const messages: string[] = []
        const listener = (message: string) => void messages.push(message)
        const [first, second] = [await cache.subscribe(channel, listener), await cache.subscribe(channel, listener)]
        await cache.publish(channel, 'a')
        await expect.poll(() => messages).toEqual(['a', 'a'])
        await first()
        await cache.publish(channel, 'b')
        await expect.poll(() => messages).toEqual(['a', 'a', 'b'])
        await second()
      })

      test('come again after all have left and one comes back', async () => {
        const channel = unique()
        await (await listen(channel)).unsubscribe()
        const back = await listen(channel)
        await cache.publish(channel, 'x')
        await expect.poll(() => back.messages).toEqual(['x'])
        await back.unsubscribe()
      })
    })

    describe('locks', () => {
      test('are held by one at a time', async () => {
        const name = unique()
        const taken = await Promise.all(Array.from({ length: 10 }, () => cache.lock(name, minute)))
        expect(taken.filter((lock) => lock !== undefined)).toHaveLength(1)
        expect(await cache.lock(unique(), minute)).toBeDefined()
      })

      test('can be taken again when released', async () => {
        const name = unique()
        await (await cache.lock(name, minute))?.release()
        expect(await cache.lock(name, minute)).toBeDefined()
        expect(await cache.lock(name, minute)).toBeUndefined()
      })

      test('can be taken again when their lifetime is over', async () => {
        const name = unique()
        expect(await cache.lock(name, 30)).toBeDefined()
        await expect.poll(() => cache.lock(name, minute)).toBeDefined()
      })

      test('a release that comes too late, or twice, does not free the lock of another', async () => {
        const name = unique()
        const late = await cache.lock(name, 30)
        await expect.poll(() => cache.lock(name, minute)).toBeDefined()
        await late?.release()
        await late?.release()
        expect(await cache.lock(name, minute)).toBeUndefined()
      })

      test('are no values', async () => {
        const name = unique()
        await cache.lock(name, minute)
        expect(await cache.get(name)).toBeUndefined()
        await cache.set(name, 'value', minute)
        await cache.remove([name])
        expect(await cache.lock(name, minute)).toBeUndefined()
      })
    })

    test('ping answers', async () => {
      await expect(cache.ping()).resolves.toBeUndefined()
    })
  })
}
