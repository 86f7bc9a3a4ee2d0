import type { Socket } from 'node:net'

/**
 * Bounds the memory of answers that clients do not read: while more bytes than the limit are unsent, ends the connection with
 * the most of them.
 */
export function endSlowestReaders(connections: Iterable<Socket>, limit: number): void {
  const waiting = [...connections].filter(({ writableLength }) => writableLength > 0)
  let unsent = waiting.reduce((sum, { writableLength }) => sum + writableLength, 0)
  if (unsent <= limit) return
  for (const socket of waiting.sort((a, b) => b.writableLength - a.writableLength)) {
    if (unsent <= limit) return
    unsent -= socket.writableLength
    socket.destroy()
  }
}
