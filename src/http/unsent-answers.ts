import type { Socket } from 'node:net'

/** Bounds the memory of answers that wait for their clients to read them. */
export class UnsentAnswers {
  readonly #limit: number
  /** Unsent bytes of each connection at the last look, the one that has made no progress for longest first. */
  #unsent = new Map<Socket, number>()

  /** @param limit the most bytes that may wait on all connections together */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Ends connections while too much waits: first those that have made no progress for longest. Call it now and then. */
  endSlowest(connections: ReadonlySet<Socket>): void {
    const stalled = [...this.#unsent].filter(([socket, before]) => socket.writableLength === before)
    const waiting = new Map(stalled.filter(([socket]) => connections.has(socket)))
    for (const socket of connections) if (socket.writableLength > 0) waiting.set(socket, socket.writableLength)
    this.#unsent = waiting
    let total = [...waiting.values()].reduce((sum, bytes) => sum + bytes, 0)
    for (const [socket, bytes] of waiting) {
      if (total <= this.#limit) return
      total -= bytes
      socket.destroy()
    }
  }
}
