/**
 * Numbers the applications of a real space, in the order of their first use. Indexes and lists have arrays with these numbers in
 * place of maps of slugs. An application that is removed keeps its number: a list may still have it.
 */
export class AppSlots {
  readonly #bySlug = new Map<string, number>()

  /** The number of an application. */
  of(slug: string): number {
    const known = this.#bySlug.get(slug)
    if (known !== undefined) return known
    this.#bySlug.set(slug, this.#bySlug.size)
    return this.#bySlug.size - 1
  }

  /** The slugs of all applications with a number. Some may have been removed. */
  slugs(): Iterable<string> {
    return this.#bySlug.keys()
  }
}
