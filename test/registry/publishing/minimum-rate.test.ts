import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { requireRate } from '../../../src/registry/publishing/minimum-rate.js'

async function* chunks(count: number, bytes: number, pauseMs: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < count; i++) {
    if (pauseMs > 0) await pause(pauseMs)
    yield Buffer.alloc(bytes)
  }
}

/** How many bytes come through; the rate is taken over a twentieth of a second. */
async function received(bytesPerSecond: number, source: AsyncIterable<Buffer>, readerPause = 0): Promise<number> {
  let size = 0
  for await (const chunk of requireRate(bytesPerSecond, source, 50)) {
    size += chunk.length
    if (readerPause > 0) await pause(readerPause)
  }
  return size
}

it('ends a download that arrives byte by byte', async () => {
  const endless = chunks(Infinity, 1, 5)
  await expect(received(100_000, endless)).rejects.toMatchObject({
    name: 'OutgoingError',
    message: 'the server sends less than 100000 bytes per second (limits.publish.bytes_per_second)',
    retryable: false,
  })
})

it('allows a slow download above the minimum', async () => {
  // The slowest test machine needs less than a second for a pause of 5 ms.
  expect(await received(1_000, chunks(30, 10_000, 5))).toBe(300_000)
})

it('does not count the time of its reader', async () => {
  expect(await received(1_000_000, chunks(5, 10, 0), 60)).toBe(50)
})
