// Manifests are written by editors. A limit for values that no other application has.
const maxValues = 10_000

/** Returns one object for equal values, to save memory. */
export class SharedValues {
  readonly #texts = new Map<string, string>()
  readonly #lists = new Map<string, readonly string[]>()

  /** A list with the distinct texts. */
  texts(texts: readonly string[]): readonly string[] {
    const distinct = [...new Set(texts)]
    const key = JSON.stringify(distinct)
    const known = this.#lists.get(key)
    if (known) return known
    const list = distinct.map((text) => this.#text(text))
    if (this.#lists.size < maxValues) this.#lists.set(key, list)
    return list
  }

  #text(text: string): string {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    if (this.#texts.size < maxValues) this.#texts.set(text, text)
    return text
  }
}
