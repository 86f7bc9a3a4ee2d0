import type { Socket } from 'node:net'

/**
 * Ends connections whose clients do not read their answers while those take too much memory: first those with the most unsent
 * bytes.
 * @param limit the most bytes that may wait to be sent
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
