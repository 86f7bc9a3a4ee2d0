// Result codes of SQLite (https://sqlite.org/rescode.html). The low byte of an extended code is its primary code.
const busy = 5
const full = 13
const readonly = 8
const inputOutput = 10
const corrupt = 11
const cantOpen = 14
const notDatabase = 26
/** Two connections raced for the same lock of the write-ahead log. */
const protocol = 15
/** The index of the write-ahead log can't grow. */
const sharedMemorySize = 4874

/** Whether another process holds the lock. */
export function isBusy(error: unknown): boolean {
  return [busy, protocol].includes((codeOf(error) ?? 0) & 0xff)
}

/** Whether the disk is full. */
export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error) ?? 0
  return (code & 0xff) === full || code === sharedMemorySize
}

/** Whether the file can't be read or written at all. It is damaged or read-only, or the disk fails. */
export function isFileUnusable(error: unknown): boolean {
  return [readonly, inputOutput, corrupt, cantOpen, notDatabase].includes((codeOf(error) ?? 0) & 0xff)
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined
}

/** The file of the documents can't be read or written. */
export class UnusableFileError extends Error {
  override name = 'UnusableFileError'
  /** The corresponding code of the operating system. */
  readonly code = 'EIO'
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`The documents in ${path} can't be used: ${reason}`, { cause })
  }
}

/** The disk of the documents is full. Nothing was written. */
export class NoSpaceError extends Error {
  override name = 'NoSpaceError'
  /** The corresponding code of the operating system. */
  readonly code = 'ENOSPC'
  constructor(folder: string, cause?: unknown) {
    super(`No space is left for the documents on the disk of ${folder}`, { cause })
  }
}
