import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { HttpAnswer } from '../../http-client.js'
import { bareTag } from './object-answers.js'

/** An object that was just put into a store. */
export interface StoredObject {
  /** Describes the object in the error. */
  name: string
  /** The etag in the store's answer, if it sent one. */
  tag: string | undefined
  /** The MD5 of the content that was sent, in hexadecimal. */
  digest: string
  /** Asks for the object. Also returns an answer with status 404. */
  read: () => Promise<HttpAnswer>
  remove: () => Promise<unknown>
}

/**
 * Checks a stored object. If its etag is an MD5 other than that of the sent content, there are two possible reasons:
 * - The object is damaged.
 * - The store computes etags in another way, as for encrypted objects.
 *
 * The content is read back to find the reason.
 * @throws Error if the object was damaged; it is removed
 */
export async function checkStored({ name, tag, digest, read, remove }: StoredObject): Promise<void> {
  if (tag === undefined || !isMd5(bareTag(tag)) || bareTag(tag) === digest) return
  const answer = await read()
  const hash = createHash('md5')
  await pipeline(answer.body, hash)
  // The object was removed or replaced meanwhile, or it is intact.
  if (answer.status === 404 || answer.headers.etag !== tag || hash.digest('hex') === digest) return
  // Without this removal, a damaged asset would stay for ever: its key is its checksum, and a stored asset of the right size is
  // not put again.
  await remove()
  throw new Error(`${name} arrived damaged: put it again`)
}

function isMd5(tag: string): boolean {
  return /^[\da-f]{32}$/i.test(tag)
}
