import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { makeFolder } from '../make-folder.js'
import { readSecretFile, secretFileText, writeSecretFile } from '../operator/secret-file.js'

/**
 * The master secret (32 bytes) in a folder. If the secret or the folder is missing, creates it.
 * @throws Error if the secret is encrypted, because there is no prompt for its passphrase
 */
export async function ensureSecret(folder: string): Promise<Buffer> {
  const path = join(folder, 'sessionsecret.key')
  const found = await readSecretFile(path)
  if (found?.file.kind === 'clear') return found.file.secret
  if (found) throw new Error(`The secret in "${path}" is sealed with a passphrase: run cozy-registry serve instead`)
  await makeFolder(folder)
  const secret = randomBytes(32)
  await writeSecretFile(path, secretFileText(secret))
  return secret
}
