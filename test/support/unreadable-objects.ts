import { Readable } from 'node:stream'
import type { Objects } from '../../src/objects/objects.js'
import { ForwardingObjects } from './forwarding-stores.js'

/** An object store that fails for the keys and containers in its sets. Everything else works. */
export class UnreadableObjects extends ForwardingObjects {
  /** The keys of objects that can't be opened. */
  readonly locked = new Set<string>()
  /** The keys of objects that can be opened, but whose content can't be read. */
  readonly broken = new Set<string>()
  /** The containers whose objects can't be listed. */
  readonly unlisted = new Set<string>()
  /** When true, `stat` and `open` fail as when the server refuses connections. */
  isDown = false

  override async stat(container: string, key: string): ReturnType<Objects['stat']> {
    this.#check(key)
    return super.stat(container, key)
  }

  override async open(container: string, key: string): ReturnType<Objects['open']> {
    this.#check(key)
    const object = await super.open(container, key)
    if (!object || !this.broken.has(key)) return object
    object.body.destroy()
    const body = new Readable({
      read() {
        this.destroy(systemError('EIO', 'i/o error, read'))
      },
    })
    return { ...object, body }
  }

  override async *list(container: string, prefix?: string): AsyncGenerator<string> {
    if (this.unlisted.has(container)) throw systemError('EACCES', `permission denied, scandir '${container}'`)
    yield* super.list(container, prefix)
  }

  #check(key: string): void {
    if (this.isDown) throw systemError('ECONNREFUSED', 'connect 127.0.0.1:9000')
    if (this.locked.has(key)) throw systemError('EACCES', `permission denied, open '${key}'`)
  }
}

function systemError(code: string, text: string): Error {
  return Object.assign(new Error(`${code}: ${text}`), { code })
}
