// The longest delay of Node's timers. A timer with a longer delay, such as `Infinity`, would fire at once.
const maxDelay = 2 ** 31 - 1

/**
 * Runs `work` with a signal. The signal aborts when `signal` aborts, or with `reason` after a timeout.
 *
 * `AbortSignal.timeout` is not used. Combined with another signal, it can be garbage-collected before the timeout.
 */
export async function withTimeout<T>(
  milliseconds: number,
  reason: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(reason()), Math.min(milliseconds, maxDelay))
  try {
    return await work(signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal)
  } finally {
    clearTimeout(timer)
  }
}
