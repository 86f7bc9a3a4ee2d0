import type { Socket } from 'node:net'

/** Bounds the memory of answers that clients have not read. */
export class UnsentAnswers {
  readonly #limit: number
  /** The unsent bytes of each connection at the last check. Connections without progress for the longest time are first. */
  #unsent = new Map<Socket, number>()

  /** @param limit the most unsent bytes on all connections together */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** While the limit is exceeded, closes the connection without progress for the longest time. Call it regularly. */
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
