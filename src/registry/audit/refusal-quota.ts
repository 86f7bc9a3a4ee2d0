// Milliseconds.
const windowTime = 3_600_000
/** How many refusals of one kind get an entry of their own in an hour. */
export const maxOwnEntries = 100
// How many kinds are counted in an hour. Refusals of further kinds get no entries of their own.
const maxKinds = 1_000

/** Decides which refusals of clients with valid tokens get an entry of their own. A client in a loop must not fill the database. */
export class RefusalQuota {
  readonly #clock: () => number
  #counts = new Map<string, number>()
  #windowStart = 0

  /** @param clock milliseconds since 1970 */
  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** Counts a refusal. Returns whether it gets an entry of its own. */
  take(kind: string): boolean {
    const now = this.#clock()
    if (now < this.#windowStart || now - this.#windowStart >= windowTime) {
      this.#counts = new Map()
      this.#windowStart = now
    }
    const count = this.#counts.get(kind) ?? 0
    if (count === maxOwnEntries || (count === 0 && this.#counts.size === maxKinds)) return false
    this.#counts.set(kind, count + 1)
    return true
  }
}
