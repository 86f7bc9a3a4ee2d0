import { KeyedMutex } from '../keyed-mutex.js'
import { withTimeout } from '../outgoing/with-timeout.js'
import type { PublishLimits } from '../registry/publishing/publisher.js'
import { busy } from '../registry/publishing/queue.js'
import { InstalledAppError } from './errors.js'
import type { InstalledApp } from './installed-app.js'

/** A running installation, update or removal. */
export interface Operation {
  /** Resolves with the application once its manifest has been read. If the operation ends before, settles like `result`. */
  started: Promise<InstalledApp>
  /** Resolves with the application at the end of the operation. */
  result: Promise<InstalledApp>
}

/** Reports that an operation has started, and how clients see the application while it runs. */
export type Announce = (app: InstalledApp) => void

// The maximum of operations on one application that may wait.
const maxWaiting = 20

/**
 * Runs the operations on each application one after another. An operation may take as long as a publication, including the time
 * that it waits. So a gateway that stops does not wait longer for operations than for requests.
 */
export class OperationQueue {
  readonly #timeout: number
  readonly #mutex = new KeyedMutex()
  // How many operations on each application run or wait.
  readonly #counts = new Map<string, number>()
  readonly #operations = new Set<Promise<unknown>>()

  constructor({ queueTimeout, runTimeout }: Pick<PublishLimits, 'queueTimeout' | 'runTimeout'>) {
    this.#timeout = queueTimeout + runTimeout
  }

  /**
   * Runs an operation after all earlier operations on this application.
   * @param key identifies the application
   * @param work must observe the signal
   */
  start(key: string, work: (announce: Announce, signal: AbortSignal) => Promise<InstalledApp>): Operation {
    if ((this.#counts.get(key) ?? 0) > maxWaiting) return refused()
    this.#count(key, 1)
    let announce: Announce = () => undefined
    const announced = new Promise<InstalledApp>((resolve) => (announce = resolve))
    const result = this.#inTime((signal) =>
      this.#mutex.run(key, () => {
        signal.throwIfAborted()
        return work(announce, signal)
      }),
    ).finally(() => this.#count(key, -1))
    this.#operations.add(result)
    const forget = (): void => void this.#operations.delete(result)
    result.then(forget, forget)
    const started = Promise.race([announced, result])
    // Not every caller waits for `started`. An unhandled rejection would end the process.
    started.catch(() => undefined)
    return { started, result }
  }

  /** Whether an operation on an application runs or waits. */
  isBusy(key: string): boolean {
    return this.#counts.has(key)
  }

  /** Resolves when no operation runs. */
  async settled(): Promise<void> {
    while (this.#operations.size > 0) await Promise.allSettled(this.#operations)
  }

  #inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const seconds = String(this.#timeout / 1_000)
    const timeoutError = () =>
      busy(`The operation and the operations before it took more than ${seconds} s`, 'run_timeout')
    return withTimeout(this.#timeout, timeoutError, undefined, work)
  }

  #count(key: string, change: 1 | -1): void {
    const count = (this.#counts.get(key) ?? 0) + change
    if (count === 0) this.#counts.delete(key)
    else this.#counts.set(key, count)
  }
}

function refused(): Operation {
  const message = `${String(maxWaiting)} operations on this application are waiting already: try again later`
  const refusal = Promise.reject<InstalledApp>(new InstalledAppError('INVALID_STATE', { message }))
  refusal.catch(() => undefined)
  return { started: refusal, result: refusal }
}
