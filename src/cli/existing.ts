import { appNotFound } from '../registry/not-found.js'

/** A space in the result of a query, with one of its applications. */
interface FoundApp<T> {
  kind: 'REAL' | 'VIRTUAL'
  app: T | null
}

/**
 * Returns the space in the result of a query.
 * @throws Error if `found` is `null`, because the space does not exist
 */
export function existingSpace<T>(found: T | null, name: string): T {
  if (found === null) throw new Error(`Space "${name}" does not exist`)
  return found
}

/**
 * Returns the application in the result of a query.
 * @throws Error if the space does not exist
 * @throws RegistryError APP_NOT_FOUND
 */
export function existingApp<T>(found: FoundApp<T> | null, space: string, slug: string): T {
  const { kind, app } = existingSpace(found, space)
  if (app === null) throw appNotFound({ name: space, kind }, slug)
  return app
}
