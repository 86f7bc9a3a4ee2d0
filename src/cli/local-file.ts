import { link, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Writable } from 'node:stream'
import { absolutePath } from '../config/path.js'
import type { Io } from './io.js'
import { PlainError } from './errors.js'
import { partialPath, removeAbandonedPartialFiles } from './partial-files.js'

/** A small local file: its name, and its content in base64. */
export interface LocalFile {
  name: string
  content: string
}

/** The path in an argument; `undefined` for `-`, the standard input or output. */
export function pathOrStandardStream(file: string | undefined): string | undefined {
  return file === '-' ? undefined : file
}

// The gateway has lower limits, and its refusals name them.
const maxFileBytes = 64 * 1024 * 1024

/**
 * Reads a small local file, or a pipe.
 * @throws Error with the path as the user wrote it
 */
export async function readLocalFile(path: string, io: Io): Promise<LocalFile> {
  const source = absolutePath(path, io)
  try {
    return { name: basename(source), content: (await readBounded(source)).toString('base64') }
  } catch (cause) {
    throw openError(path, cause)
  }
}

async function readBounded(source: string): Promise<Buffer> {
  const handle = await open(source)
  try {
    const parts: Buffer[] = []
    let size = 0
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024))
      if (bytesRead === 0) return Buffer.concat(parts)
      size += bytesRead
      if (size > maxFileBytes) throw new Error(`the file has more than ${String(maxFileBytes / 1024 / 1024)} MiB`)
      parts.push(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

/**
 * Writes a local file that only its owner can read. The file appears at its path when it is complete. Until then, it has
 * a temporary name with the ending `.part`. Temporary files that killed processes left in the same folder are removed.
 * @param options.replace whether to replace an existing file
 * @throws Error with the path as the user wrote it
 */
export async function writeLocalFile<T>(
  path: string,
  { replace }: { replace: boolean },
  io: Io,
  write: (stream: Writable) => Promise<T>,
): Promise<T> {
  const target = await writablePath(path, replace, io)
  await removeAbandonedPartialFiles(target)
  const temporary = partialPath(target)
  const interruption = new PlainError('interrupted')
  const stopped = new AbortController()
  // Listens for signals before the file exists, so that no signal leaves the file behind.
  const removeListener = io.onStop(() => {
    // A second signal ends the process at once.
    removeListener()
    stopped.abort(interruption)
  })
  const handle = await open(temporary, 'wx', 0o600).catch((cause: unknown) => {
    removeListener()
    throw openError(path, cause)
  })
  const stream = handle.createWriteStream({ flush: true })
  try {
    stopped.signal.throwIfAborted()
    stopped.signal.addEventListener('abort', () => stream.destroy(interruption))
    const result = await write(stream)
    if (replace) await rename(temporary, target)
    else await linkNew(temporary, target, path)
    return result
  } catch (error) {
    throw isWriteError(error) ? new Error(`write ${path}: ${error.message}`, { cause: error }) : error
  } finally {
    removeListener()
    stream.destroy()
    await rm(temporary, { force: true })
  }
}

/**
 * Writes to the standard output.
 * @throws Error with a message for users if the reading program has closed the output, or if the output can't be written
 */
export async function writeStandardOutput<T>(io: Io, write: (stream: Writable) => Promise<T>): Promise<T> {
  try {
    return await write(io.stdout)
  } catch (error) {
    if (!isWriteError(error)) throw error
    const reason = hasCode(error, 'EPIPE')
      ? 'The program that reads the output has closed it before its end'
      : `The output can't be written: ${error.message}`
    throw new Error(reason, { cause: error })
  }
}

// Whether writing to a file or a pipe has failed.
function isWriteError(error: unknown): error is Error {
  const calls = ['write', 'writev', 'fsync', 'close', 'link', 'rename']
  return error instanceof Error && 'syscall' in error && calls.includes(String(error.syscall))
}

// Returns the path to write to. For a symbolic link, this is the file that the link names, so that the link stays.
async function writablePath(path: string, replace: boolean, io: Io): Promise<string> {
  const target = absolutePath(path, io)
  if ((await lstat(target).catch(undefinedIfMissing)) === undefined) return target
  const stats = await stat(target).catch(undefinedIfMissing)
  if (stats?.isDirectory()) throw new Error(`open ${path}: is a directory`)
  if (stats && !stats.isFile()) {
    throw new Error(`open ${path}: is no regular file; redirect the standard output to write there`)
  }
  if (!replace) throw fileExistsError(path)
  return stats ? realpath(target) : target
}

// Gives the temporary file its final name, by a hard link: a rename could replace a file that was created meanwhile.
async function linkNew(temporary: string, target: string, path: string): Promise<void> {
  try {
    await link(temporary, target).catch(async (error: unknown) => {
      if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) throw error
      // The file system has no hard links. An empty file reserves the name.
      await (await open(target, 'wx', 0o600)).close()
      await rename(temporary, target)
    })
  } catch (error) {
    throw hasCode(error, 'EEXIST') ? fileExistsError(path) : error
  }
}

function fileExistsError(path: string): Error {
  return new Error(`open ${path}: file exists; --force replaces it`)
}

function undefinedIfMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error
}

/** An error with the path as the user wrote it, and the reason why the file can't be opened. */
export function openError(path: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Error(`open ${path}: ${hasCode(cause, 'ENOENT') ? 'no such file or directory' : why}`, { cause })
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
