import { BusyError } from '../documents/documents.js'
import { RegistryError } from './errors.js'

// Seconds that a client should wait: for a locked database, and for a storage that the operator has to repair.
const retryAfterLock = 10
const retryAfterRepair = 60

/**
 * The refusal to send for an error:
 * - a RegistryError: the error itself;
 * - a failure of the storage: a new RegistryError;
 * - any other error: `undefined`.
 */
export function refusalOf(error: unknown): RegistryError | undefined {
  if (error instanceof RegistryError) return error
  const cause = { cause: error }
  if (error instanceof BusyError) {
    const retryAfter = retryAfterLock
    return new RegistryError('BUSY', 'The registry is locked for a while: try again', { retryAfter }, cause)
  }
  const retryAfter = retryAfterRepair
  if (isFull(error)) {
    const message = "No space is left in the registry's storage: its operator has to make room"
    return new RegistryError('STORAGE_FULL', message, { retryAfter }, cause)
  }
  if (error instanceof TemporaryFolderError) {
    const message = "The registry can't write temporary files: its log tells the operator where"
    return new RegistryError('STORAGE_UNAVAILABLE', message, { retryAfter }, cause)
  }
  if (isUnusable(error)) {
    const message = "The registry can't use its storage: its log tells the operator why"
    return new RegistryError('STORAGE_UNAVAILABLE', message, { retryAfter }, cause)
  }
  return undefined
}

/** Thrown when the folder for temporary files can't be written to. */
export class TemporaryFolderError extends Error {
  override name = 'TemporaryFolderError'
  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`The folder for temporary files, "${folder}" (TMPDIR), can't be written to: ${reason}`, { cause })
  }
}

const unusableCodes = ['EIO', 'EROFS', 'EACCES', 'EPERM']

/** Whether an error, or one of its causes, comes from a broken or read-only disk, or from missing permissions. */
export function isUnusable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && unusableCodes.includes(String(error.code))) || isUnusable(error.cause)
}

const fullCodes = ['ENOSPC', 'EDQUOT']

/** Whether an error, or one of its causes, comes from a full disk or store. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && fullCodes.includes(String(error.code))) || isFull(error.cause)
}
