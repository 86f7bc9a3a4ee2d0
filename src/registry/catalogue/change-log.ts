const maxSlugs = 2000

/**
 * The slugs of applications that have changed, in order. A cache stores the position up to which it has read the log. Later, it
 * updates only the entries of the slugs after that position. Old slugs are forgotten.
 */
export class ChangeLog {
  #slugs: string[] = []
  /** The number of changes before those in `#slugs`. */
  #forgotten = 0
  readonly #followers: ChangeLog[] = []

  /** The number of changes up to now. */
  get position(): number {
    return this.#forgotten + this.#slugs.length
  }

  /** Adds a change. Without `slug`, any application may have changed. */
  add(slug?: string): void {
    if (slug === undefined) this.#forget(this.#slugs.length, 1)
    else if (this.#slugs.push(slug) > maxSlugs) this.#forget(maxSlugs / 2)
    for (const follower of this.#followers) follower.add(slug)
  }

  /** The slugs that have changed since a position. `undefined` when any application may have changed. */
  since(position: number): ReadonlySet<string> | undefined {
    return position < this.#forgotten ? undefined : new Set(this.#slugs.slice(position - this.#forgotten))
  }

  /** Adds all later changes of another log to this one, too. */
  follow(other: ChangeLog): void {
    other.#followers.push(this)
  }

  #forget(count: number, unknownChanges = 0): void {
    this.#slugs.splice(0, count)
    this.#forgotten += count + unknownChanges
  }
}
