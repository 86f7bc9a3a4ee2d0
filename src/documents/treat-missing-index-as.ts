import { IndexMissingError } from './documents.js'

/** Returns the result of `read`; `value` if the database lacks the index. An older release may have created the database. */
export async function treatMissingIndexAs<T>(value: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof IndexMissingError) return value
    throw error
  }
}
