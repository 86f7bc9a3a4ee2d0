import { RegistryError } from './errors.js'
import { checkText } from './storable.js'

/** A small file that a client sends in a request. */
export interface Upload {
  /** The extension determines the media type. */
  fileName: string
  content: Buffer
}

const megabytes = 4
const longestName = 255

/**
 * Checks an uploaded file.
 * @throws RegistryError INVALID_INPUT when it is empty or too large, or its name is too long or not Unicode
 */
export function checkUpload({ fileName, content }: Upload): void {
  checkText('name of the file', fileName, longestName)
  const problem =
    content.length === 0
      ? 'is empty'
      : content.length > megabytes * 1024 * 1024
        ? `has ${content.length} bytes, more than ${megabytes} MiB`
        : undefined
  if (problem !== undefined) throw new RegistryError('INVALID_INPUT', `The file "${fileName}" ${problem}`)
}
