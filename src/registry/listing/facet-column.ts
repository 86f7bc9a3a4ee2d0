interface SharedList {
  values: readonly string[]
  /** The number of applications that have the list. */
  uses: number
}

const noValues: SharedList = { values: [], uses: 0 }

/**
 * The values of one facet for all applications. Equal lists of values have one number, and each application has the number of its
 * list. So counting increments one number for each application.
 */
export class FacetColumn {
  /** The lists by their numbers. List 0 is empty. */
  readonly #lists = [noValues]
  readonly #numbers = new Map<string, number>()
  readonly #freeNumbers: number[] = []
  /** The number of the list of each application, by slot. */
  #bySlot = new Uint32Array(64)

  /** Sets the values of an application, which replace earlier ones. */
  set(slot: number, values: readonly string[]): void {
    const number = values.length === 0 ? 0 : this.#use(values)
    this.#release(this.#bySlot[slot] ?? 0)
    if (slot >= this.#bySlot.length) {
      const larger = new Uint32Array(Math.max(slot + 1, this.#bySlot.length * 2))
      larger.set(this.#bySlot)
      this.#bySlot = larger
    }
    this.#bySlot[slot] = number
  }

  /** Adds the number of applications with each value. */
  count(slots: Uint32Array, counts: Map<string, number>): void {
    const uses = new Uint32Array(this.#lists.length)
    for (const slot of slots) {
      const number = this.#bySlot[slot] ?? 0
      uses[number] = (uses[number] ?? 0) + 1
    }
    for (const [number, { values }] of this.#lists.entries()) {
      const added = uses[number] ?? 0
      if (added > 0) for (const value of values) counts.set(value, (counts.get(value) ?? 0) + added)
    }
  }

  #use(values: readonly string[]): number {
    const key = JSON.stringify(values)
    const number = this.#numbers.get(key) ?? this.#freeNumbers.pop() ?? this.#lists.length
    this.#numbers.set(key, number)
    const list = this.#lists[number] ?? noValues
    this.#lists[number] = list.uses > 0 ? { ...list, uses: list.uses + 1 } : { values, uses: 1 }
    return number
  }

  #release(number: number): void {
    const { values, uses } = this.#lists[number] ?? noValues
    if (uses === 0) return
    this.#lists[number] = uses > 1 ? { values, uses: uses - 1 } : noValues
    if (uses > 1) return
    this.#numbers.delete(JSON.stringify(values))
    this.#freeNumbers.push(number)
  }
}
