import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../src/objects/objects.js'
import { UnreachableError } from '../../src/objects/remote/store-errors.js'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js'
import { all, sha256, streamOf } from './streams.js'

const megabyte = 1024 * 1024
const contentType = 'application/x-test'

/**
 * What an objects adapter promises beyond the port when its store is a server: failures of the line are told and leave nothing
 * half done, it recovers by itself, and memory does not grow with the objects.
 * @param origin scheme, host and port of the server
 * @param openAt gives the adapter, on the server behind another origin
 */
export function objectsOverALine(origin: string, openAt: (origin: string) => Promise<Objects>): void {
  const { hostname, port } = new URL(origin)

  /** The adapter behind a line that can be cut, with a container of its own. */
  async function opened(): Promise<{ objects: Objects; line: TcpProxy; container: string }> {
    const line = await startTcpProxy(Number(port), hostname)
    const objects = await openAt(`http://127.0.0.1:${line.port}`)
    const container = `line-${randomUUID()}`
    onTestFinished(async () => {
      await objects.drop(container)
      await objects.close()
    })
    return { objects, line, container }
  }

  describe('over a network', () => {
    test('opening a store that does not answer fails with its address', async () => {
      const line = await startTcpProxy(Number(port), hostname)
      await line.down()
      const opening = openAt(`http://127.0.0.1:${line.port}`)
      await expect(opening).rejects.toThrow(UnreachableError)
      await expect(opening).rejects.toThrow(`http://127.0.0.1:${line.port} does not answer`)
    })

    test('a store that goes down is reported, and used again when it is back', async () => {
      const { objects, line, container } = await opened()
      await objects.put(container, 'a', streamOf('before'), { contentType, size: 6 })
      await line.down()
      const attempts = [
        () => objects.ping(),
        () => objects.stat(container, 'a'),
        () => objects.open(container, 'a'),
        () => all(objects.list(container)),
        () => objects.remove(container, 'a'),
        () => objects.put(container, 'a', streamOf('during'), { contentType, size: 6 }),
        () => objects.put(container, 'a', streamOf('during'), { contentType }),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(UnreachableError)
      await line.up()
      expect((await objects.stat(container, 'a'))?.size).toBe(6)
      await objects.put(container, 'b', streamOf('after'), { contentType, size: 5 })
      expect(await all(objects.list(container))).toEqual(['a', 'b'])
    })

    test('cut idle connections cause no failure', async () => {
      const { objects, line, container } = await opened()
      await objects.put(container, 'a', streamOf('x'), { contentType, size: 1 })
      await line.down()
      await line.up()
      expect((await objects.stat(container, 'a'))?.size).toBe(1)
      await objects.put(container, 'a', streamOf('xy'), { contentType, size: 2 })
      expect((await objects.stat(container, 'a'))?.size).toBe(2)
    })

    test.each([true, false])(
      'an upload that is cut is stored whole or not at all, size announced: %s',
      async (announced) => {
        const { objects, line, container } = await opened()
        const [old, fresh] = [Buffer.from('old'), randomBytes(19 * megabyte)]
        const put = (key: string) => {
          line.cutAfter(12 * megabyte, 'sent')
          return objects.put(container, key, streamOf(fresh), { contentType, ...(announced && { size: fresh.length }) })
        }
        await objects.put(container, 'old', streamOf(old), { contentType, size: old.length })
        const contents = new Map([['old', old]])
        for (const key of ['old', 'new']) {
          // A part of a multipart upload may be sent again.
          const isThere = await put(key).then(
            () => true,
            () => false,
          )
          if (announced) expect(isThere).toBe(false)
          if (isThere) contents.set(key, fresh)
        }
        expect(await all(objects.list(container))).toEqual([...contents.keys()].sort())
        for (const [key, content] of contents) {
          const found = await objects.open(container, key)
          expect(sha256(await buffer(found?.body ?? Readable.from([])))).toBe(sha256(content))
        }
      },
    )

    test('a download that is cut fails instead of ending early', async () => {
      const { objects, line, container } = await opened()
      const bytes = randomBytes(19 * megabyte)
      await objects.put(container, 'a', streamOf(bytes), { contentType, size: bytes.length })
      line.cutAfter(5 * megabyte, 'received')
      const cut = await objects.open(container, 'a')
      await expect(buffer(cut?.body ?? Readable.from([]))).rejects.toThrow()
      const whole = await objects.open(container, 'a')
      expect(sha256(await buffer(whole?.body ?? Readable.from([])))).toBe(sha256(bytes))
    })

    test('abandoned downloads do no harm', async () => {
      const { objects, container } = await opened()
      await objects.put(container, 'a', streamOf(Buffer.alloc(megabyte)), { contentType, size: megabyte })
      for (let round = 0; round < 20; round++) (await objects.open(container, 'a'))?.body.destroy()
      expect((await objects.stat(container, 'a'))?.size).toBe(megabyte)
    })

    test('8 uploads and 8 downloads of 19 MB at once keep little of them in memory', { timeout: 240_000 }, async () => {
      const { objects, line, container } = await opened()
      const keys = Array.from({ length: 8 }, (_, index) => `stream-${index}`)
      const chunk = randomBytes(64 * 1024)
      const chunks = 19 * 16
      // What the operating system keeps on its way is counted too.
      const allowed = keys.length * 8 * megabyte
      const ahead = { given: 0, taken: 0, most: 0 }

      const body = (): Readable => {
        let left = chunks
        return new Readable({
          read() {
            if (left-- === 0) return void this.push(null)
            ahead.given += chunk.length
            ahead.most = Math.max(ahead.most, ahead.given - line.passed.sent)
            this.push(chunk)
          },
        })
      }
      const size = chunks * chunk.length
      await Promise.all(keys.map((key) => objects.put(container, key, body(), { contentType, size })))
      expect(ahead.most).toBeLessThan(allowed)

      const expected = createHash('sha256')
      for (let index = 0; index < chunks; index++) expected.update(chunk)
      const checksum = expected.digest('hex')
      const [start, mostUntaken] = [line.passed.received, [0]]
      const read = async (key: string): Promise<string> => {
        const hash = createHash('sha256')
        const bytes: AsyncIterable<Buffer> = (await objects.open(container, key))?.body ?? Readable.from([])
        for await (const part of bytes) {
          ahead.taken += part.length
          mostUntaken.push(line.passed.received - start - ahead.taken)
          hash.update(part)
          if (ahead.taken % 20 === 0) await pause(1)
        }
        return hash.digest('hex')
      }
      expect(await Promise.all(keys.map(read))).toEqual(keys.map(() => checksum))
      expect(mostUntaken.reduce((most, next) => Math.max(most, next))).toBeLessThan(allowed)
    })
  })
}
