import { RegistryError } from './errors.js'
import { checkUnicode } from './storable.js'

/** A small file that a client sends in a request. */
export interface Upload {
  /** The extension determines the media type. */
  fileName: string
  content: Buffer
}

const megabytes = 4

/**
 * Checks an uploaded file.
 * @throws RegistryError INVALID_INPUT when it is empty or too large, or its name is not Unicode
 */
export function checkUpload({ fileName, content }: Upload): void {
  checkUnicode('name of the file', fileName)
  const problem =
    content.length === 0
      ? 'is empty'
      : content.length > megabytes * 1024 * 1024
        ? `has ${content.length} bytes, more than ${megabytes} MiB`
        : undefined
  if (problem !== undefined) throw new RegistryError('INVALID_INPUT', `The file "${fileName}" ${problem}`)
}
