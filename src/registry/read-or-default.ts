import { DatabaseMissingError } from '../documents/documents.js'

/**
 * The result of `read`, or a default when its database is missing: databases of virtual spaces are created by the first write.
 */
export async function readOrDefault<T>(fallback: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DatabaseMissingError) return fallback
    throw error
  }
}
