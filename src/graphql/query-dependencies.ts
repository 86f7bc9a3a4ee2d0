import type { Registry } from '../registry/registry.js'
import type { Space } from '../registry/spaces.js'

/** Notes what an operation reads from, so that its result can be given again until that changes. */
export class QueryDependencies {
  readonly #sources: { revisionOf: () => number; revision: number }[] = []
  isUncacheable = false

  /** Call before reading from what has another revision after each change. */
  add(revisionOf: () => number): void {
    this.#sources.push({ revisionOf, revision: revisionOf() })
  }

  /** Call when the result is good for this once only: what is read changes without telling, or depends on who asks. */
  markUncacheable(): void {
    this.isUncacheable = true
  }

  /** Whether reading again would certainly give the same. */
  get areCurrent(): boolean {
    const unchanged = this.#sources.every(({ revisionOf, revision }) => revisionOf() === revision)
    return !this.isUncacheable && this.#sources.length > 0 && unchanged
  }
}

/** Who reads, and where that is noted. */
interface Reader {
  registry: Registry
  dependencies?: QueryDependencies | undefined
}

/** A space that is read from now on: every field that gives one to a query goes through here. */
export function dependOnSpace(space: Space, { registry, dependencies: reads }: Reader): Space {
  reads?.add(() => registry.catalogue.revisionOf(space))
  return space
}

/** Call before editors are read. */
export function dependOnEditors({ registry, dependencies: reads }: Reader): void {
  reads?.add(() => registry.editors.revision)
}
