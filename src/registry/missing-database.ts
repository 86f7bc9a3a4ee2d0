import { DatabaseMissingError } from '../documents/documents.js'

/**
 * What is read, or `otherwise` when its database is missing: a space in which nothing was ever overwritten has none, and
 * what only reads creates none.
 */
export async function unlessMissing<T>(otherwise: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DatabaseMissingError) return otherwise
    throw error
  }
}
