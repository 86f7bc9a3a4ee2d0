import type { Socket } from 'node:net'

/** Bounds the memory of answers that clients have not read. */
export class UnsentAnswers {
  readonly #limit: number
  /** The unsent bytes of each connection at the last check. The connection that has sent nothing for the longest time is first. */
  #unsent = new Map<Socket, number>()

  /** @param limit maximum unsent bytes of all connections together */
  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Closes connections until the limit is met. The connection that has sent nothing for the longest time is closed first. This
   * method must be called regularly, because it compares the unsent bytes with those of the last call.
   */
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
