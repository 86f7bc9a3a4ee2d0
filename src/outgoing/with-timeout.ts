import { timeoutError } from './errors.js'

/**
 * Runs work with a signal that aborts together with the given one, or after a timeout. (Not `AbortSignal.timeout`: combined
 * with another signal it can be garbage-collected before it fires.)
 */
export async function withTimeout<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(timeoutError()), milliseconds)
  try {
    return await work(signal ? AbortSignal.any([clock.signal, signal]) : clock.signal)
  } finally {
    clearTimeout(timer)
  }
}
