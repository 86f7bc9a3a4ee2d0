import { DatabaseMissingError } from '../documents/documents.js'

/** The result of `read`, or `fallback` when the database is missing. A virtual space may have no databases yet. */
export async function readOrDefault<T>(fallback: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DatabaseMissingError) return fallback
    throw error
  }
}
