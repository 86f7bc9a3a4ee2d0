import { DatabaseMissingError } from './documents.js'

/** The result of `read`, or `fallback` when the database is missing. Some databases are created by their first write. */
export async function readOrDefault<T>(fallback: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DatabaseMissingError) return fallback
    throw error
  }
}
