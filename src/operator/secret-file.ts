import { randomUUID } from 'node:crypto'
import { link, open, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { decodeBase64 } from '../registry/tokens/base64.js'
import { DamagedSecretError, parseSealed, type Sealed } from './sealed-secret.js'

/** The content of a secret file: the master secret (32 bytes), or the master secret sealed with a passphrase. */
export type SecretFile = { kind: 'clear'; secret: Buffer } | { kind: 'sealed'; sealed: Sealed }

const secretLength = 32
// The file of a sealed secret has about 120 bytes.
const maxFileBytes = 64 * 1024

/**
 * Parses the text of a secret file. The text is base64 of a clear secret (32 bytes) or of a sealed secret.
 * @throws DamagedSecretError if the text is neither
 */
export function parseSecretFile(text: string): SecretFile {
  const bytes = decodeBase64(text)
  if (!bytes) throw new DamagedSecretError('illegal base64 data')
  if (bytes.length === secretLength) return { kind: 'clear', secret: bytes }
  return { kind: 'sealed', sealed: parseSealed(bytes) }
}

/** The text of a secret file. `bytes` are a clear secret, or the DER form of a sealed one. */
export function secretFileText(bytes: Buffer): string {
  return `${bytes.toString('base64')}\n`
}

/** A secret file, with warnings for its owner. */
export interface FoundSecretFile {
  file: SecretFile
  warnings: string[]
}

/**
 * Reads a secret file; `undefined` if there is none.
 * @throws DamagedSecretError if its content is neither a clear nor a sealed secret, or is too long for one
 */
export async function readSecretFile(path: string): Promise<FoundSecretFile | undefined> {
  try {
    const file = parseSecretFile(await readBounded(path))
    return { file, warnings: await warningsAbout(path) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function tooLong(): DamagedSecretError {
  const size = `${String(maxFileBytes / 1024)} KiB`
  return new DamagedSecretError(
    `Bad secret file: it has more than ${size}, too much for a secret: give the path of a secret file`,
  )
}

// The file may be a device or a pipe that never ends.
async function readBounded(path: string): Promise<string> {
  const handle = await open(path)
  try {
    let text = ''
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(maxFileBytes))
      if (bytesRead === 0) return text
      text += buffer.toString('latin1', 0, bytesRead)
      if (text.length > maxFileBytes) throw tooLong()
    }
  } finally {
    await handle.close()
  }
}

/**
 * Writes a secret file atomically. Only its owner can read it. An existing file is never replaced.
 * @throws an error with the code `EEXIST` if the file exists
 */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await link(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}

// Without this, a power failure may lose the name of the new file.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function warningsAbout(path: string): Promise<string[]> {
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return []
  return [`The secret file "${path}" can be read or changed by others: run chmod 600 on it`]
}
