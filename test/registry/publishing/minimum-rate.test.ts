import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { requireRate } from '../../../src/registry/publishing/minimum-rate.js'

/** Yields `count` chunks of `bytes` bytes. Pauses before each chunk. */
async function* chunks(count: number, bytes: number, pauseMs: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < count; i++) {
    if (pauseMs > 0) await pause(pauseMs)
    yield Buffer.alloc(bytes)
  }
}

/** Reads a source with a required rate. The rate is measured over 50 ms. Returns the number of bytes. */
async function readWithRate(bytesPerSecond: number, source: AsyncIterable<Buffer>, readerPause = 0): Promise<number> {
  let size = 0
  for await (const chunk of requireRate(bytesPerSecond, source, 50)) {
    size += chunk.length
    if (readerPause > 0) await pause(readerPause)
  }
  return size
}

it('a download below the minimum rate fails', async () => {
  const endless = chunks(Infinity, 1, 5)
  await expect(readWithRate(100_000, endless)).rejects.toMatchObject({
    name: 'OutgoingError',
    message: 'the server sends less than 100000 bytes per second (limits.publish.bytes_per_second)',
    retryable: false,
  })
})

it('a slow download above the minimum rate is read to its end', async () => {
  // Even a slow test machine exceeds 1000 bytes per second with chunks of 10 000 bytes.
  expect(await readWithRate(1_000, chunks(30, 10_000, 5))).toBe(300_000)
})

it('the rate of a download does not depend on the time that its reader takes', async () => {
  expect(await readWithRate(1_000_000, chunks(5, 10, 0), 60)).toBe(50)
})
