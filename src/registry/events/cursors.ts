import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { RegistryError } from '../errors.js'

/**
 * A cursor in the feed of one database: a position, or a change within a batch. Its parts are the positions before and after the
 * batch, and the key of the change.
 */
export type FeedCursor = string | { from: string; to: string; key: string }

const shape = z.tuple([
  z.string(),
  z.array(z.union([z.string(), z.object({ from: z.string(), to: z.string(), key: z.string() })])),
])
const macBytes = 16

/**
 * Writes and reads cursors of event streams. Cursors are signed: clients send them back, and CouchDB must get only positions that
 * it has given.
 */
export class EventCursors {
  readonly #secret: Buffer

  /** @param secret the master secret; all gateways of a registry have the same */
  constructor(secret: Buffer) {
    this.#secret = secret
  }

  /** @param stream the name of the event stream, such as `apps/__default__` */
  encode(stream: string, cursors: readonly FeedCursor[]): string {
    const text = Buffer.from(JSON.stringify([stream, cursors]))
    return Buffer.concat([this.#mac(text), text]).toString('base64url')
  }

  /**
   * Reads a cursor of the stream.
   * @param count the number of feeds of the stream
   * @throws RegistryError INVALID_INPUT
   */
  decode(stream: string, cursor: string, count: number): FeedCursor[] {
    const bytes = Buffer.from(cursor, 'base64url')
    const text = bytes.subarray(macBytes)
    const isGenuine = bytes.length > macBytes && timingSafeEqual(this.#mac(text), bytes.subarray(0, macBytes))
    const [found, cursors] = isGenuine ? shape.parse(JSON.parse(text.toString())) : ['', []]
    if (found === stream && cursors.length === count) return cursors
    const message = isGenuine ? 'The cursor is one of another subscription' : 'The text is no cursor of a subscription'
    throw new RegistryError(
      'INVALID_INPUT',
      `${message}: give the "cursor" of an event of the same field and space, or subscribe without "after"`,
    )
  }

  #mac(text: Buffer): Buffer {
    return createHmac('sha256', this.#secret).update('event cursor').update(text).digest().subarray(0, macBytes)
  }
}
