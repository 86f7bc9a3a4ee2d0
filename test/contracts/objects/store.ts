import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { ByteRange, ObjectInfo, Objects } from '../../../src/objects/objects.js'
import { collect, streamOf } from '../streams.js'

/** The media type of an object that is put without a media type. */
export const defaultType = 'application/x-test'

/**
 * The object store under test, a container, and short forms of common calls on this container. Each test gets a new
 * container.
 */
export interface Store {
  readonly objects: Objects
  readonly container: string
  put(key: string, content: Buffer | string, contentType?: string): Promise<void>
  content(key: string, range?: ByteRange): Promise<Buffer | undefined>
  text(key: string, range?: ByteRange): Promise<string | undefined>
  stat(key: string): Promise<ObjectInfo | undefined>
  etag(key: string): Promise<string | undefined>
  keys(prefix?: string): Promise<string[]>
}

/** Opens the object store for the tests of the surrounding `describe`. Closes the store after them. */
export function openStore(open: () => Promise<Objects>): Store {
  let objects: Objects
  let container: string
  beforeAll(async () => {
    objects = await open()
  })
  afterAll(() => objects.close())
  beforeEach(() => {
    container = `contract-${randomUUID()}`
  })
  // The timeout allows for a test that stores a thousand objects.
  afterEach(() => objects.drop(container), 240_000)

  const content = async (key: string, range?: ByteRange) => {
    const found = await objects.open(container, key, range)
    return found && buffer(found.body)
  }
  return {
    get objects() {
      return objects
    },
    get container() {
      return container
    },
    put: (key, content, contentType = defaultType) =>
      objects.put(container, key, streamOf(content), { contentType, size: Buffer.byteLength(content) }),
    content,
    text: async (key, range) => (await content(key, range))?.toString(),
    stat: (key) => objects.stat(container, key),
    etag: async (key) => (await objects.stat(container, key))?.etag,
    keys: (prefix) => collect(objects.list(container, prefix)),
  }
}
