import {
  ConflictError,
  type Documents,
  type Draft,
  type StoredDocument,
  type WriteOptions,
} from '../documents/documents.js'

const attempts = 20

/**
 * Runs work that reads a document and writes it back (optimistic concurrency). Runs the work again after a conflict.
 * @throws ConflictError after too many conflicts
 */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === attempts) throw error
    }
  }
}

/**
 * Reads a document, changes it and writes it back. Starts again after a conflict. No concurrent change is lost.
 * @param change returns the new document (unknown members included), or `undefined` to change nothing
 * @returns the stored document, or `undefined` when `change` returned `undefined`
 */
export function updateDocument<T extends Draft>(
  documents: Documents,
  database: string,
  id: string,
  change: (current: StoredDocument | undefined) => T | undefined,
  options?: WriteOptions,
): Promise<(T & StoredDocument) | undefined> {
  return retryOnConflict(async () => {
    const draft = change(await documents.get(database, id))
    return draft && { ...draft, _rev: await documents.put(database, draft, options) }
  })
}
