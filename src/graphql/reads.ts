import type { Registry } from '../registry/registry.js'
import type { Space } from '../registry/spaces.js'

/** Notes what an operation reads from, so that its result can be given again until that changes. */
export class Reads {
  readonly #sources: { revisionOf: () => number; revision: number }[] = []
  #isFleeting = false

  /** Call before reading from what has another revision after each change. */
  from(revisionOf: () => number): void {
    this.#sources.push({ revisionOf, revision: revisionOf() })
  }

  /** Call when the result is good for this once only: what is read changes without telling, or depends on who asks. */
  once(): void {
    this.#isFleeting = true
  }

  /** Whether reading again would certainly give the same. */
  get hold(): boolean {
    const unchanged = this.#sources.every(({ revisionOf, revision }) => revisionOf() === revision)
    return !this.#isFleeting && this.#sources.length > 0 && unchanged
  }
}

/** Who reads, and where that is noted. */
interface Reader {
  registry: Registry
  reads?: Reads | undefined
}

/** A space that is read from now on: every field that gives one to a query goes through here. */
export function readingFrom(space: Space, { registry, reads }: Reader): Space {
  reads?.from(() => registry.catalogue.revisionOf(space))
  return space
}

/** Call before editors are read. */
export function readingEditors({ registry, reads }: Reader): void {
  reads?.from(() => registry.editors.revision)
}
