import type { Readable } from 'node:stream'
import type {
  ByteRange,
  ContainerPlan,
  ObjectInfo,
  Objects,
  OpenObject,
  PutOptions,
} from '../../src/objects/objects.js'

/**
 * An object store on a server that other tests use, too. Each container name gets a prefix (the scope). Callers do not see
 * the prefix.
 */
export class ScopedObjects implements Objects {
  readonly #server: Objects
  readonly #scope: string
  readonly #used = new Set<string>()

  /** @param scope must be valid at the beginning of the name of a container */
  constructor(server: Objects, scope: string) {
    this.#server = server
    this.#scope = `${scope}-`
  }

  /**
   * Removes all containers that were used through this instance.
   * @param server a new connection to the same server: the connection of this instance may be closed
   */
  async clear(server: Objects): Promise<void> {
    for (const container of this.#used) await server.drop(container)
  }

  put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    return this.#server.put(this.#scoped(container), key, body, options)
  }
  whyUnstorable(container: string, key: string, plan: ContainerPlan): Promise<string | undefined> {
    return this.#server.whyUnstorable(this.#scoped(container), key, plan)
  }
  open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined> {
    return this.#server.open(this.#scoped(container), key, range)
  }
  stat(container: string, key: string): Promise<ObjectInfo | undefined> {
    return this.#server.stat(this.#scoped(container), key)
  }
  remove(container: string, key: string): Promise<void> {
    return this.#server.remove(this.#scoped(container), key)
  }
  list(container: string, prefix?: string): AsyncIterable<string> {
    return this.#server.list(this.#scoped(container), prefix)
  }
  ensure(container: string): Promise<void> {
    return this.#server.ensure(this.#scoped(container))
  }
  drop(container: string): Promise<void> {
    return this.#server.drop(this.#scoped(container))
  }
  ping(): Promise<void> {
    return this.#server.ping()
  }
  close(): Promise<void> {
    return this.#server.close()
  }

  #scoped(container: string): string {
    const scoped = this.#scope + container
    this.#used.add(scoped)
    return scoped
  }
}
