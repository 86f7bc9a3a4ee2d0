// The longest delay of Node's timers. A timer with a longer delay, such as `Infinity`, would fire at once.
const maxDelay = 2 ** 31 - 1

/** The delay for a timer of Node that fires after a timeout. */
export function timerDelay(milliseconds: number): number {
  return Math.min(milliseconds, maxDelay)
}

/** A timeout that is running. */
export interface Deadline {
  /** Aborts after the timeout, unless the timer is stopped. Also aborts with the signal of the caller. */
  signal: AbortSignal
  /** Stops the timer. */
  clear: () => void
}

/**
 * Starts a timeout. The signal of the result aborts when `signal` aborts, or with the error of `reason` after the timeout.
 *
 * `AbortSignal.timeout` is not used. Combined with another signal, it can be garbage-collected before the timeout.
 */
export function startDeadline(milliseconds: number, reason: () => Error, signal: AbortSignal | undefined): Deadline {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(reason()), timerDelay(milliseconds))
  return {
    signal: signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal,
    clear: () => clearTimeout(timer),
  }
}

/** Runs `work` with the signal of a deadline. Stops the timer when the work ends. */
export async function withTimeout<T>(
  milliseconds: number,
  reason: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(milliseconds, reason, signal)
  try {
    return await work(deadline.signal)
  } finally {
    deadline.clear()
  }
}
