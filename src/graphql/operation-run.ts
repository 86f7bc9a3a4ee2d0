import type { ExecutionResult, GraphQLError } from 'graphql'
import { limitExceeded, type GraphQLLimits, type LimitName } from './limits.js'
import type { TimeSlices, WaitingWork } from '../http-semantics/time-slices.js'

type RunLimits = Pick<GraphQLLimits, 'answerBytes' | 'runTimeout' | 'errors' | 'cost'>

// The limit of fields that wait for a promise at the same time. All of these promises may settle together. Then their
// continuations run in one turn of the event loop.
const maxPending = 200
// The estimated bytes that a field adds to the answer besides its value: its name, quotes and separators.
const fieldBytes = 16
// The longest delay of Node's timers. A timer with a longer delay, such as `Infinity`, would fire at once.
const maxDelay = 2 ** 31 - 1

/**
 * The execution of one operation. Its fields are resolved in time slices. Other requests are handled between two slices.
 *
 * If a query exceeds a limit, or if its client disconnects, the remaining fields are not resolved. Their promises stay
 * unsettled, and are garbage-collected with the query. Rejecting thousands of promises would take time.
 */
export class OperationRun implements WaitingWork {
  readonly #slices: TimeSlices
  readonly #limits: RunLimits
  // A stack: the newest work runs first.
  readonly #waiting: (() => void)[] = []
  readonly #counts = { cost: 0, answerBytes: 0, errors: 0 }
  readonly #ended: Promise<ExecutionResult>
  #settle: (result: ExecutionResult) => void = () => undefined
  #hasEnded = false
  #pending = 0

  constructor(slices: TimeSlices, limits: RunLimits) {
    this.#slices = slices
    this.#limits = limits
    this.#ended = new Promise((resolve) => (this.#settle = resolve))
  }

  /** Executes the operation. Resolves with the result of the operation, or with only an error if the operation was ended early. */
  async execute(start: () => ExecutionResult | Promise<ExecutionResult>): Promise<ExecutionResult> {
    if (this.#hasEnded) return this.#ended
    const { runTimeout } = this.#limits
    const timer = setTimeout(
      () => this.#endOverLimit('runTimeout', 'The operation takes', 'milliseconds', runTimeout),
      Math.min(runTimeout, maxDelay),
    )
    try {
      return await Promise.race([start(), this.#ended])
    } finally {
      clearTimeout(timer)
      this.#hasEnded = true
    }
  }

  /** Ends the operation with this error, without data. */
  end(error: GraphQLError): void {
    this.#hasEnded = true
    this.#waiting.length = 0
    this.#settle({ errors: [error] })
  }

  doNext(): void {
    if (this.isReady) this.#waiting.pop()?.()
  }

  get isReady(): boolean {
    return this.#waiting.length > 0 && this.#pending < maxPending
  }

  /**
   * Resolves a field, at once or in a later time slice.
   * @param isLeaf whether the type of the field is a scalar or an enum
   */
  resolve(resolver: () => unknown, isLeaf: boolean): unknown {
    if (this.#hasEnded) return neverSettles()
    if (!this.#slices.isOver && this.#pending < maxPending) return this.#resolveNow(resolver, isLeaf)
    return this.#inLaterSlice(() => this.#resolveNow(resolver, isLeaf))
  }

  #inLaterSlice(work: () => unknown): Promise<unknown> {
    return new Promise((resolve) => {
      // When `work` throws, the inner promise is rejected.
      this.#waiting.push(() => resolve(new Promise((settle) => settle(work()))))
      if (this.isReady) this.#slices.schedule(this)
    })
  }

  // If the current time slice is over, yields the entry in a later one. The executor completes an entry, with all of its
  // fields, before it asks the iterator for the next entry.
  *#entriesInSlices(entries: readonly unknown[]): Iterable<unknown> {
    for (const entry of entries) yield this.#slices.isOver ? this.#inLaterSlice(() => entry) : entry
  }

  #resolveNow(resolver: () => unknown, isLeaf: boolean): unknown {
    this.#count('cost', 1)
    try {
      const value = resolver()
      return value instanceof Promise ? this.#awaitValue(value, isLeaf) : this.#completeValue(value, isLeaf)
    } catch (error) {
      this.#count('errors', 1)
      throw error
    }
  }

  async #awaitValue(promise: Promise<unknown>, isLeaf: boolean): Promise<unknown> {
    this.#pending++
    try {
      const value: unknown = await promise
      return this.#hasEnded ? await neverSettles() : this.#completeValue(value, isLeaf)
    } catch (error) {
      this.#count('errors', 1)
      throw error
    } finally {
      this.#pending--
      if (this.isReady) this.#slices.schedule(this)
    }
  }

  #completeValue(value: unknown, isLeaf: boolean): unknown {
    if (isLeaf) this.#count('answerBytes', fieldBytes + bytesOf(value))
    return Array.isArray(value) && !isLeaf ? this.#entriesInSlices(value) : value
  }

  #count(name: keyof typeof descriptions, amount: number): void {
    this.#counts[name] += amount
    const limit = this.#limits[name]
    const [subject, unit] = descriptions[name]
    if (this.#counts[name] > limit) this.#endOverLimit(name, subject, unit, limit)
  }

  #endOverLimit(name: LimitName, subject: string, unit: string, limit: number): void {
    if (!this.#hasEnded) this.end(limitExceeded(name, subject, unit, { found: limit + 1, orMore: true, limit }))
  }
}

const descriptions = {
  cost: ['Lists are longer than the cost analysis assumed: the operation resolves', 'fields'],
  answerBytes: ['The answer has', 'bytes'],
  errors: ['The answer has', 'errors'],
} as const

function neverSettles(): Promise<never> {
  return new Promise(() => undefined)
}

const jsonSizes = new WeakMap<object, number>()

// The estimated bytes of a value in the answer.
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value !== 'object' || value === null) return 8
  const known = jsonSizes.get(value)
  if (known !== undefined) return known
  const size = Buffer.byteLength(JSON.stringify(value))
  jsonSizes.set(value, size)
  return size
}
