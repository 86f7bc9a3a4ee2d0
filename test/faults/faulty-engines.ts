import type { Readable } from 'node:stream'
import type { ConflictError, Draft } from '../../src/documents/documents.js'
import type { Engines } from '../../src/engines.js'
import type { PutOptions } from '../../src/objects/objects.js'
import { ForwardingDocuments, ForwardingObjects } from '../support/forwarding-stores.js'

/** When the process dies: before or after a write. `write` is the number of the write, from 1. */
export interface FaultPoint {
  write: number
  moment: 'before' | 'after'
}

/** After `arm`, counts the writes to documents and objects. Kills the process (SIGKILL) before or after one of them. */
export class Fault {
  /** The number of writes since `arm`. */
  writes = 0
  #point: FaultPoint | undefined
  #armed = false

  /** @param point `undefined` to count the writes, and not to kill the process */
  arm(point: FaultPoint | undefined): void {
    this.#point = point
    this.#armed = true
  }

  async around<T>(write: () => Promise<T>): Promise<T> {
    if (!this.#armed) return write()
    const number = ++this.writes
    await this.#dieAt(number, 'before')
    const result = await write()
    await this.#dieAt(number, 'after')
    return result
  }

  async #dieAt(write: number, moment: FaultPoint['moment']): Promise<void> {
    if (this.#point?.write !== write || this.#point.moment !== moment) return
    process.kill(process.pid, 'SIGKILL')
    // The signal may take effect with a delay. Nothing may run until then.
    await new Promise(() => undefined)
  }
}

/** Wraps engines, so that a write can kill the process. */
export function faultyEngines({ documents, objects, cache }: Engines, fault: Fault): Engines {
  return { documents: new FaultyDocuments(documents, fault), objects: new FaultyObjects(objects, fault), cache }
}

class FaultyDocuments extends ForwardingDocuments {
  readonly #fault: Fault

  constructor(inner: Engines['documents'], fault: Fault) {
    super(inner)
    this.#fault = fault
  }

  override put(database: string, document: Draft): Promise<string> {
    return this.#fault.around(() => super.put(database, document))
  }

  override putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    return this.#fault.around(() => super.putMany(database, documents))
  }

  override remove(database: string, id: string, revision: string): Promise<void> {
    return this.#fault.around(() => super.remove(database, id, revision))
  }
}

class FaultyObjects extends ForwardingObjects {
  readonly #fault: Fault

  constructor(inner: Engines['objects'], fault: Fault) {
    super(inner)
    this.#fault = fault
  }

  override put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    return this.#fault.around(() => super.put(container, key, body, options))
  }

  override remove(container: string, key: string): Promise<void> {
    return this.#fault.around(() => super.remove(container, key))
  }
}
