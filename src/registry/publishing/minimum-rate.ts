import { OutgoingError } from '../../outgoing/errors.js'

// The average rate over this many milliseconds is measured, so a server may pause for a moment.
const measuringPeriod = 10_000

/**
 * Yields the chunks while they arrive fast enough. Measures only the time of waiting for chunks, so a slow disk does not matter.
 * A server that stops sending is handled by the idle timeout of the connection.
 * @throws OutgoingError that is not retryable: another attempt would take as long
 */
export async function* requireRate(
  bytesPerSecond: number,
  chunks: AsyncIterable<Buffer>,
  milliseconds = measuringPeriod,
): AsyncGenerator<Buffer> {
  let waited = 0
  let size = 0
  let waitingSince = performance.now()
  for await (const chunk of chunks) {
    waited += performance.now() - waitingSince
    size += chunk.length
    if (waited >= milliseconds) {
      if (size * 1_000 < bytesPerSecond * waited) throw tooSlow(bytesPerSecond)
      waited = 0
      size = 0
    }
    yield chunk
    waitingSince = performance.now()
  }
}

function tooSlow(bytesPerSecond: number): OutgoingError {
  const rate = `less than ${bytesPerSecond} bytes per second (limits.publish.bytes_per_second)`
  return new OutgoingError(`the server sends ${rate}`, false)
}
