import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../src/objects/objects.js'
import { UnreachableError } from '../../src/objects/remote/store-errors.js'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js'
import { collect, sha256, streamOf } from './streams.js'

const megabyte = 1024 * 1024
const contentType = 'application/x-test'

/**
 * Tests of an implementation of `Objects` whose store is a server. A broken connection must cause an error, and leave no
 * partial object. The client must reconnect by itself. Its memory must not grow with the size of objects.
 * @param origin scheme, host and port of the server
 * @param openAt opens a client of the server at another origin: the origin of a proxy
 */
export function objectsOverFaultyConnection(origin: string, openAt: (origin: string) => Promise<Objects>): void {
  const { hostname, port } = new URL(origin)

  /** Opens a client behind a proxy that can cut connections. `container` is new, and dropped after the test. */
  async function openThroughProxy(): Promise<{ objects: Objects; proxy: TcpProxy; container: string }> {
    const proxy = await startTcpProxy(Number(port), hostname)
    const objects = await openAt(`http://127.0.0.1:${proxy.port}`)
    const container = `proxy-${randomUUID()}`
    onTestFinished(async () => {
      await objects.drop(container)
      await objects.close()
    })
    return { objects, proxy, container }
  }

  describe('over a network', () => {
    test('opening a store that does not answer fails with an error that contains the address', async () => {
      const proxy = await startTcpProxy(Number(port), hostname)
      await proxy.down()
      const opening = openAt(`http://127.0.0.1:${proxy.port}`)
      await expect(opening).rejects.toThrow(UnreachableError)
      await expect(opening).rejects.toThrow(`http://127.0.0.1:${proxy.port} does not answer`)
    })

    test('calls fail while the store is down, and succeed when it is up again', async () => {
      const { objects, proxy, container } = await openThroughProxy()
      await objects.put(container, 'a', streamOf('before'), { contentType, size: 6 })
      await proxy.down()
      const attempts = [
        () => objects.ping(),
        () => objects.stat(container, 'a'),
        () => objects.open(container, 'a'),
        () => collect(objects.list(container)),
        () => objects.remove(container, 'a'),
        () => objects.put(container, 'a', streamOf('during'), { contentType, size: 6 }),
        () => objects.put(container, 'a', streamOf('during'), { contentType }),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(UnreachableError)
      await proxy.up()
      expect((await objects.stat(container, 'a'))?.size).toBe(6)
      await objects.put(container, 'b', streamOf('after'), { contentType, size: 5 })
      expect(await collect(objects.list(container))).toEqual(['a', 'b'])
    })

    test('calls succeed after idle connections were cut', async () => {
      const { objects, proxy, container } = await openThroughProxy()
      await objects.put(container, 'a', streamOf('x'), { contentType, size: 1 })
      await proxy.down()
      await proxy.up()
      expect((await objects.stat(container, 'a'))?.size).toBe(1)
      await objects.put(container, 'a', streamOf('xy'), { contentType, size: 2 })
      expect((await objects.stat(container, 'a'))?.size).toBe(2)
    })

    test.each([true, false])(
      'an upload whose connection is cut stores the whole content or changes nothing (known size: %s)',
      async (hasSize) => {
        const { objects, proxy, container } = await openThroughProxy()
        const [oldContent, newContent] = [Buffer.from('old'), randomBytes(19 * megabyte)]
        const put = (key: string) => {
          proxy.cutAfter(12 * megabyte, 'sent')
          return objects.put(container, key, streamOf(newContent), {
            contentType,
            ...(hasSize && { size: newContent.length }),
          })
        }
        await objects.put(container, 'old', streamOf(oldContent), { contentType, size: oldContent.length })
        const contents = new Map([['old', oldContent]])
        for (const key of ['old', 'new']) {
          // Without a size, the object is uploaded in parts. If the client sends the cut part again, the upload succeeds.
          const isStored = await put(key).then(
            () => true,
            () => false,
          )
          if (hasSize) expect(isStored).toBe(false)
          if (isStored) contents.set(key, newContent)
        }
        expect(await collect(objects.list(container))).toEqual([...contents.keys()].sort())
        for (const [key, content] of contents) {
          const found = await objects.open(container, key)
          expect(sha256(await buffer(found?.body ?? Readable.from([])))).toBe(sha256(content))
        }
      },
    )

    test('a download whose connection is cut fails instead of ending early', async () => {
      const { objects, proxy, container } = await openThroughProxy()
      const bytes = randomBytes(19 * megabyte)
      await objects.put(container, 'a', streamOf(bytes), { contentType, size: bytes.length })
      proxy.cutAfter(5 * megabyte, 'received')
      const cut = await objects.open(container, 'a')
      await expect(buffer(cut?.body ?? Readable.from([]))).rejects.toThrow()
      const whole = await objects.open(container, 'a')
      expect(sha256(await buffer(whole?.body ?? Readable.from([])))).toBe(sha256(bytes))
    })

    test('calls succeed after downloads were abandoned', async () => {
      const { objects, container } = await openThroughProxy()
      await objects.put(container, 'a', streamOf(Buffer.alloc(megabyte)), { contentType, size: megabyte })
      for (let round = 0; round < 20; round++) (await objects.open(container, 'a'))?.body.destroy()
      expect((await objects.stat(container, 'a'))?.size).toBe(megabyte)
    })

    test('8 concurrent transfers of 19 MB each buffer less than 64 MB in all', { timeout: 240_000 }, async () => {
      const { objects, proxy, container } = await openThroughProxy()
      const keys = Array.from({ length: 8 }, (_, index) => `stream-${index}`)
      const chunk = randomBytes(64 * 1024)
      const chunks = 19 * 16 // 19 MB in chunks of 64 KiB
      // This includes the buffers of the operating system.
      const maxBuffered = keys.length * 8 * megabyte
      const upload = { produced: 0, mostBuffered: 0 }

      const body = (): Readable => {
        let left = chunks
        return new Readable({
          read() {
            if (left-- === 0) return void this.push(null)
            upload.produced += chunk.length
            upload.mostBuffered = Math.max(upload.mostBuffered, upload.produced - proxy.transferred.sent)
            this.push(chunk)
          },
        })
      }
      const size = chunks * chunk.length
      await Promise.all(keys.map((key) => objects.put(container, key, body(), { contentType, size })))
      expect(upload.mostBuffered).toBeLessThan(maxBuffered)

      const expected = createHash('sha256')
      for (let index = 0; index < chunks; index++) expected.update(chunk)
      const checksum = expected.digest('hex')
      const [start, buffered] = [proxy.transferred.received, [0]]
      let consumed = 0
      const read = async (key: string): Promise<string> => {
        const hash = createHash('sha256')
        const bytes: AsyncIterable<Buffer> = (await objects.open(container, key))?.body ?? Readable.from([])
        for await (const part of bytes) {
          consumed += part.length
          buffered.push(proxy.transferred.received - start - consumed)
          hash.update(part)
          // Sometimes waits, so that the server sends faster than this loop reads.
          if (consumed % 20 === 0) await pause(1)
        }
        return hash.digest('hex')
      }
      expect(await Promise.all(keys.map(read))).toEqual(keys.map(() => checksum))
      expect(buffered.reduce((most, next) => Math.max(most, next))).toBeLessThan(maxBuffered)
    })
  })
}
