import { readFile } from 'node:fs/promises'
import { ConfigError } from './error.js'
import { absolutePath, type PathContext } from './path.js'

/**
 * Reads the passphrase of the secret file from the environment. Returns the value of `REGISTRY_SESSION_PASS`, or the content of
 * the file that `REGISTRY_SESSION_PASS_FILE` names (such as a systemd credential) without the line ending. If neither is set,
 * returns `undefined`.
 * @throws ConfigError when the file cannot be read
 */
export async function sessionPassphrase(context: PathContext): Promise<Buffer | undefined> {
  const { env } = context
  if (env.REGISTRY_SESSION_PASS) return Buffer.from(env.REGISTRY_SESSION_PASS)
  const file = env.REGISTRY_SESSION_PASS_FILE
  if (!file) return undefined
  const passphrase = withoutLineEnd(await read(file, context))
  return passphrase.length > 0 ? passphrase : undefined
}

async function read(file: string, context: PathContext): Promise<Buffer> {
  try {
    return await readFile(absolutePath(file, context))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`Cannot read "${file}", which REGISTRY_SESSION_PASS_FILE names: ${reason}`, { cause })
  }
}

function withoutLineEnd(bytes: Buffer): Buffer {
  const text = bytes.subarray(0, bytes.at(-1) === 0x0a ? -1 : undefined)
  return text.subarray(0, text.at(-1) === 0x0d ? -1 : undefined)
}
