// Result codes of SQLite (https://sqlite.org/rescode.html); the low byte of an extended code is its primary code.
const busy = 5
const full = 13
/** Two connections raced for the same lock of the log of writes. */
const protocol = 15
/** The index of the log of writes can't grow. */
const sharedMemorySize = 4874

/** Whether a lock of another process is in the way. */
export function isBusy(error: unknown): boolean {
  return [busy, protocol].includes((codeOf(error) ?? 0) & 0xff)
}

/** Whether the disk is full. */
export function isFull(error: unknown): boolean {
  const code = codeOf(error) ?? 0
  return (code & 0xff) === full || code === sharedMemorySize
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined
}

/** The disk of the documents is full; nothing was written. */
export class NoSpaceError extends Error {
  override name = 'NoSpaceError'
  /** The code that the operating system has for it. */
  readonly code = 'ENOSPC'
  constructor(cause?: unknown) {
    super('No space is left for the documents on their disk', { cause })
  }
}
