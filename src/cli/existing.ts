import { appNotFound } from '../registry/not-found.js'

/**
 * A space as a query gives it.
 * @throws Error when there is none of this name
 */
export function existingSpace<T>(found: T | null, name: string): T {
  if (found === null) throw new Error(`Space "${name}" does not exist`)
  return found
}

/**
 * The application of a space as a query gives it.
 * @throws Error when there is no such space
 * @throws RegistryError APP_NOT_FOUND
 */
export function existingApp<T>(found: { app: T | null } | null, space: string, slug: string): T {
  const { app } = existingSpace(found, space)
  if (app === null) throw appNotFound({ name: space }, slug)
  return app
}
