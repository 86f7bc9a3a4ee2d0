const initialCapacity = 2

/**
 * The applications that have one word, each with the part of its texts that has the word. Sorted, and packed into four bytes for
 * each application: the index holds millions of these.
 */
export class Postings {
  readonly word: string
  #packed = new Uint32Array(initialCapacity)
  #count = 0

  constructor(word: string) {
    this.word = word
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** Adds an application, or replaces its part. */
  set(slot: number, part: number): void {
    const index = this.#indexOf(slot)
    if (this.#has(index, slot)) {
      this.#packed[index] = slot * 4 + part
      return
    }
    if (this.#count === this.#packed.length) this.#resize(Math.ceil(this.#count * 1.5) + 1)
    this.#packed.copyWithin(index + 1, index, this.#count)
    this.#packed[index] = slot * 4 + part
    this.#count++
  }

  /** Removes an application, if it is there. */
  delete(slot: number): void {
    const index = this.#indexOf(slot)
    if (!this.#has(index, slot)) return
    this.#packed.copyWithin(index, index + 1, this.#count)
    this.#count--
  }

  /** Raises the score of each application to the score of the part that has the word. */
  raise(scores: Uint8Array, scoresByPart: readonly number[]): void {
    for (let i = 0; i < this.#count; i++) {
      const packed = this.#packed[i] ?? 0
      const score = scoresByPart[packed & 3] ?? 0
      if (score > (scores[packed >>> 2] ?? 0)) scores[packed >>> 2] = score
    }
  }

  #has(index: number, slot: number): boolean {
    return index < this.#count && (this.#packed[index] ?? 0) >>> 2 === slot
  }

  // The index of the application, or the index to insert it at.
  #indexOf(slot: number): number {
    let [low, high] = [0, this.#count]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#packed[middle] ?? 0) >>> 2 < slot) low = middle + 1
      else high = middle
    }
    return low
  }

  #resize(capacity: number): void {
    const larger = new Uint32Array(capacity)
    larger.set(this.#packed)
    this.#packed = larger
  }
}
