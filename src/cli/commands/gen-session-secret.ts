import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { absolutePath } from '../../config/path.js'
import { sessionPassphrase } from '../../config/session-passphrase.js'
import { seal } from '../../operator/sealed-secret.js'
import { secretFileText, writeSecretFile } from '../../operator/secret-file.js'
import type { Context } from '../context.js'
import { booleanFlag } from '../flags.js'
import { openError } from '../local-file.js'

interface Options {
  passphrase?: boolean
  json?: boolean
}

/** `gen-session-secret [path]`: creates a file with a new master secret, optionally encrypted with a passphrase. */
export function genSessionSecretCommand(program: Command, context: Context): void {
  program
    .command('gen-session-secret [path]')
    .description(
      'create the secret that signs all tokens. The passphrase comes from a prompt or from REGISTRY_SESSION_PASS',
    )
    .addOption(
      booleanFlag('--passphrase', 'encrypt the file with a passphrase; --passphrase=false leaves it unencrypted'),
    )
    .addOption(booleanFlag('--json', 'print the path as JSON'))
    .action((path: string | undefined, options: Options) => run(path, options, context))
}

async function run(argument: string | undefined, options: Options, context: Context): Promise<void> {
  const { config } = await context.config()
  const displayedPath = argument ?? config.sessionSecret
  if (displayedPath === '') throw new Error('Missing path to session secret file')
  const path = absolutePath(displayedPath, context.io)
  if (existsSync(path)) throw fileExists(displayedPath)
  const passphrase = await choosePassphrase(options.passphrase, context)
  const secret = randomBytes(32)
  const text = secretFileText(passphrase ? await seal(secret, passphrase) : secret)
  if (!options.json) context.out(`Creating file "${displayedPath}"... `)
  await write(path, text, displayedPath, options.json ? () => {} : (result) => context.out(`${result}\n`))
  if (options.json) context.json({ path, sealed: passphrase !== undefined })
}

async function write(path: string, text: string, displayedPath: string, tell: (result: string) => void): Promise<void> {
  try {
    await writeSecretFile(path, text)
    tell('ok')
  } catch (error) {
    tell('failed')
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw exists ? fileExists(displayedPath) : openError(displayedPath, error)
  }
}

function fileExists(path: string): Error {
  return new Error(`open ${path}: file exists`)
}

/** The passphrase to encrypt with; `undefined` for an unencrypted file. `flag` is the value of `--passphrase`, if given. */
async function choosePassphrase(flag: boolean | undefined, context: Context): Promise<Buffer | undefined> {
  const { io, prompts } = context
  if (flag === false) return undefined
  const given = await sessionPassphrase(io)
  if (given) return given
  for (;;) {
    const question = flag ? 'Enter passphrase: ' : 'Enter passphrase (empty for no passphrase): '
    const typed = await prompts.secret(question, 'set REGISTRY_SESSION_PASS, or give --passphrase=false')
    if (typed.length > 0) {
      if (typed.equals(await prompts.secret('Confirm passphrase: '))) return typed
      context.tell('Passphrases do not match. Please retry.')
    } else if (flag) {
      context.out('Passphrase is empty. Please retry.\n')
    } else if (await prompts.confirm('Are you sure you do NOT want to encrypt the session secret ?')) {
      return undefined
    }
  }
}
