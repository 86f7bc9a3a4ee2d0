import { sessionPassphrase } from '../config/session-passphrase.js'
import { absolutePath } from '../config/path.js'
import { DamagedSecretError, unseal, type Sealed } from '../operator/sealed-secret.js'
import { readSecretFile, type FoundSecretFile } from '../operator/secret-file.js'
import type { Io } from './io.js'
import type { Prompts } from './prompts.js'
import { PlainError } from './errors.js'

const maxAttempts = 3

/**
 * Loads the master secret from the configured file. If the file is encrypted, the passphrase comes from the environment. If the
 * environment has none, a prompt asks for the passphrase up to three times.
 * @returns the secret (32 bytes), and warnings about the file
 */
export async function loadSecret(
  configuredPath: string,
  io: Io,
  prompts: Prompts,
): Promise<{ secret: Buffer; warnings: string[] }> {
  if (configuredPath === '') throw new Error('Missing path to session secret file')
  const path = absolutePath(configuredPath, io)
  const { file, warnings } = await requireSecretFile(path)
  if (file.kind === 'clear') return { secret: file.secret, warnings }
  const passphrase = await sessionPassphrase(io)
  const secret = passphrase
    ? await decrypt(file.sealed, passphrase)
    : await askAndDecrypt(file.sealed, path, io, prompts)
  return { secret, warnings }
}

async function requireSecretFile(path: string): Promise<FoundSecretFile> {
  const found = await readIfPresent(path)
  if (found) return found
  throw new PlainError(
    `Could not find session secret file: "${path}".\n\n` +
      'Consider using the "gen-session-secret" command to generate the file and adding\nit to you configuration file.',
  )
}

async function readIfPresent(path: string): Promise<FoundSecretFile | undefined> {
  try {
    return await readSecretFile(path)
  } catch (error) {
    if (!(error instanceof DamagedSecretError)) throw unreadable(path, error)
    const failure = error.message.includes('base64')
      ? `Session secret is not properly base64 encoded in "${path}"`
      : `Could not decrypt session secret in "${path}"`
    throw new Error(`${failure}: ${error.message}`, { cause: error })
  }
}

function unreadable(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  return new Error(
    `The session secret in "${path}", which "session-secret" names, can't be read: ${reason}. ` +
      'The user of this process must be able to read the file: check its owner and mode, or set another path',
    { cause: error },
  )
}

/** Decrypts the secret. @throws PassphraseError when another passphrase may succeed */
async function decrypt(sealed: Sealed, passphrase: Buffer): Promise<Buffer> {
  if (passphrase.length === 0) throw new PassphraseError('Missing passphrase')
  const secret = await unseal(sealed, passphrase)
  if (!secret) throw new PassphraseError('wrong passphrase, or the file is damaged')
  return secret
}

class PassphraseError extends Error {
  override name = 'PassphraseError'
  constructor(why: string) {
    super(`Could not decrypt session secret: ${why}`)
  }
}

async function askAndDecrypt(sealed: Sealed, path: string, io: Io, prompts: Prompts): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decrypt(sealed, await prompts.secret('Enter passphrase (decrypting session secret): '))
    } catch (error) {
      if (error instanceof PlainError && error.message === 'EOF' && !prompts.onTerminal) throw noPassphrase(path)
      if (!(error instanceof PassphraseError) || attempt === maxAttempts) throw error
      io.stderr.write(`${error.message}\n`)
    }
  }
}

function noPassphrase(path: string): Error {
  return new PlainError(
    `\nError: the session secret in "${path}" is encrypted, and there is no terminal to ask for its passphrase: ` +
      'set REGISTRY_SESSION_PASS or REGISTRY_SESSION_PASS_FILE',
  )
}
