import type { IncomingMessage } from 'node:http'

/** Bounds the memory of request bodies while they are received. Above the limit, the oldest requests are aborted. */
export class BodyBudget {
  readonly #limit: number
  /** The bytes received so far, by request, the oldest request first. */
  readonly #received = new Map<IncomingMessage, number>()
  #total = 0

  /** @param limit maximum total bytes of all bodies that are being received */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Counts the bytes of a request's body while `read` reads it. */
  async track<T>(request: IncomingMessage, read: () => Promise<T>): Promise<T> {
    this.#received.set(request, 0)
    const count = ({ length }: Buffer): void => this.#add(request, length)
    request.on('data', count)
    try {
      return await read()
    } finally {
      request.off('data', count)
      this.#release(request)
    }
  }

  #add(request: IncomingMessage, bytes: number): void {
    const before = this.#received.get(request)
    if (before === undefined) return
    this.#received.set(request, before + bytes)
    this.#total += bytes
    for (const oldest of this.#received.keys()) {
      if (this.#total <= this.#limit) return
      this.#release(oldest)
      oldest.destroy()
    }
  }

  #release(request: IncomingMessage): void {
    this.#total -= this.#received.get(request) ?? 0
    this.#received.delete(request)
  }
}
