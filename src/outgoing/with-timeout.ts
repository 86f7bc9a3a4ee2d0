import { timeoutError } from './errors.js'

/**
 * Runs work with a signal that aborts with `signal`, or after a timeout. (Not `AbortSignal.timeout`: combined
 * with another signal it can be garbage-collected before it fires.)
 */
export async function withTimeout<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(timeoutError()), milliseconds)
  try {
    return await work(signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal)
  } finally {
    clearTimeout(timer)
  }
}
