import { OutgoingError } from '../../outgoing/errors.js'

// Milliseconds over which the rate is measured: a server may pause for a moment.
const span = 10_000

/**
 * Passes bytes on while they arrive fast enough. Counts only the time spent waiting for bytes, not the time of a slow disk. (A
 * sender that stops altogether runs into the idle timeout of its connection.)
 * @throws OutgoingError that is not retryable: another attempt would take as long
 */
export async function* requireRate(
  bytesPerSecond: number,
  chunks: AsyncIterable<Buffer>,
  milliseconds = span,
): AsyncGenerator<Buffer> {
  let waited = 0
  let size = 0
  let askedAt = performance.now()
  for await (const chunk of chunks) {
    waited += performance.now() - askedAt
    size += chunk.length
    if (waited >= milliseconds) {
      if (size * 1_000 < bytesPerSecond * waited) throw tooSlow(bytesPerSecond)
      waited = 0
      size = 0
    }
    yield chunk
    askedAt = performance.now()
  }
}

function tooSlow(bytesPerSecond: number): OutgoingError {
  const rate = `less than ${bytesPerSecond} bytes per second (limits.publish.bytes_per_second)`
  return new OutgoingError(`the server sends ${rate}`, false)
}
