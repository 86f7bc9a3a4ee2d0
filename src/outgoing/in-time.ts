import { tookTooLong } from './error.js'

/**
 * Runs work that looks at a signal: it aborts with the given one, or when it took too long. (Not `AbortSignal.timeout`:
 * combined with another signal it can be collected before it fires.)
 */
export async function inTime<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(tookTooLong()), milliseconds)
  try {
    return await work(signal ? AbortSignal.any([clock.signal, signal]) : clock.signal)
  } finally {
    clearTimeout(timer)
  }
}
