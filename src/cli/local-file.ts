import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Io } from './io.js'

/**
 * Reads a small file of this machine, in base64.
 * @throws Error that names the file as it was given
 */
export async function readBase64(path: string, { cwd }: Io): Promise<string> {
  try {
    return (await readFile(resolve(cwd, path))).toString('base64')
  } catch (cause) {
    throw notOpened(path, cause)
  }
}

/** An error that names a file as it was given, and why it can't be opened. */
export function notOpened(path: string, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const why = code === 'ENOENT' ? 'no such file or directory' : cause instanceof Error ? cause.message : String(cause)
  return new Error(`open ${path}: ${why}`, { cause })
}
