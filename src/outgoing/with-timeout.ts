// The longest delay of Node's timers; a longer one, such as `Infinity`, would fire at once.
const longest = 2 ** 31 - 1

/**
 * Runs work with a signal that aborts with `signal`, or with `reason` after a timeout. (Not `AbortSignal.timeout`: combined with
 * another signal it can be garbage-collected before it fires.)
 */
export async function withTimeout<T>(
  milliseconds: number,
  reason: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(reason()), Math.min(milliseconds, longest))
  try {
    return await work(signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal)
  } finally {
    clearTimeout(timer)
  }
}
