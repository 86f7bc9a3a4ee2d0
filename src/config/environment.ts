import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigError } from './error.js'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment of this process; nothing else in the project reads it. */
export function environment(): Environment {
  return process.env
}

/**
 * The passphrase of the secret file from the environment, as bytes: `REGISTRY_SESSION_PASS`, else the content of the file
 * that `REGISTRY_SESSION_PASS_FILE` names (a systemd credential, for example), without one line end behind it.
 * `undefined` when neither gives one.
 * @throws ConfigError when the file cannot be read
 */
export async function sessionPassphrase(env: Environment, cwd: string): Promise<Buffer | undefined> {
  if (env.REGISTRY_SESSION_PASS) return Buffer.from(env.REGISTRY_SESSION_PASS)
  const file = env.REGISTRY_SESSION_PASS_FILE
  if (!file) return undefined
  const passphrase = withoutLineEnd(await read(file, cwd))
  return passphrase.length > 0 ? passphrase : undefined
}

async function read(file: string, cwd: string): Promise<Buffer> {
  try {
    return await readFile(resolve(cwd, file))
  } catch (cause) {
    throw new ConfigError(`Cannot read "${file}", which REGISTRY_SESSION_PASS_FILE names: ${String(cause)}`, { cause })
  }
}

function withoutLineEnd(bytes: Buffer): Buffer {
  const text = bytes.subarray(0, bytes.at(-1) === 0x0a ? -1 : undefined)
  return text.subarray(0, text.at(-1) === 0x0d ? -1 : undefined)
}
