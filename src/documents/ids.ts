/**
 * Whether a document can have this id in every engine. CouchDB reserves ids with a leading `_`. In a URL path, `.` and `..`
 * can't be segments.
 */
export function isDocumentId(id: string): boolean {
  const wellFormed = Buffer.from(id).toString() === id
  return wellFormed && !/^$|^\.{1,2}$|^_|\0/.test(id)
}

/**
 * Checks that a document can have this id.
 * @throws TypeError
 */
export function checkDocumentId(id: string): void {
  if (isDocumentId(id)) return
  throw new TypeError(
    `Refused document id "${id}": it must be non-empty Unicode text without NUL, must not begin with "_", and must not be "." or ".."`,
  )
}
