import { appNotFound } from '../registry/not-found.js'

/**
 * Returns the space in the result of a query.
 * @throws Error if it is `null`: the space does not exist
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
export function existingApp<T>(found: { app: T | null } | null, space: string, slug: string): T {
  const { app } = existingSpace(found, space)
  if (app === null) throw appNotFound({ name: space }, slug)
  return app
}
