import { ConflictError, type Documents, type Draft, type StoredDocument } from '../documents/documents.js'

const attempts = 20

/**
 * Runs work that reads a document and writes it back; runs it again when another writer was faster.
 * @throws ConflictError when another writer is faster each time
 */
export async function untilUndisturbed<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === attempts) throw error
    }
  }
}

/**
 * Reads a document, changes it and writes it back; reads it again when another writer was faster, so that both changes hold.
 * @param change gives the new document (keep what you do not know), or `undefined` to leave everything as it is
 * @returns the document as it is now stored, or `undefined` when `change` gave nothing
 */
export function updateDocument<T extends Draft>(
  documents: Documents,
  database: string,
  id: string,
  change: (current: StoredDocument | undefined) => T | undefined,
): Promise<(T & StoredDocument) | undefined> {
  return untilUndisturbed(async () => {
    const draft = change(await documents.get(database, id))
    return draft && { ...draft, _rev: await documents.put(database, draft) }
  })
}
