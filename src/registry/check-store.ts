import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Objects } from '../objects/objects.js'
import { assetsContainer } from './spaces.js'

const content = Buffer.from('0123456789')
const range = { start: 2, end: 5 }

/**
 * Checks that the object store can write an object, look it up, read a part of it, and remove it.
 * @throws Error with the operation that failed, and the reason
 */
export async function checkStore(objects: Objects): Promise<void> {
  const key = `check-${randomUUID()}`
  await check('write an object', () =>
    objects.put(assetsContainer, key, Readable.from([content]), { contentType: 'text/plain', size: content.length }),
  )
  try {
    await check('look up an object', async () => {
      if ((await objects.stat(assetsContainer, key))?.size !== content.length)
        throw new Error('it is missing after writing')
    })
    await check('read a part of an object', async () => {
      const object = await objects.open(assetsContainer, key, range)
      const read = object && (await buffer(object.body))
      if (!read?.equals(content.subarray(range.start, range.end + 1))) throw new Error('the store returns other bytes')
    })
  } finally {
    await check('remove an object', () => objects.remove(assetsContainer, key))
  }
}

async function check(action: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The store of files can't ${action}: ${reason}`, { cause })
  }
}
