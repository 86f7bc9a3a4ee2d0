import { DatabaseMissingError } from './documents.js'

/** Returns the result of `read`; `value` if the database is missing. Some databases are created by their first write. */
export async function treatMissingDatabaseAs<T>(value: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DatabaseMissingError) return value
    throw error
  }
}
