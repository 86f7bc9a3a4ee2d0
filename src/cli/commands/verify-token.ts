import type { Command } from 'commander'
import { decodeBase64 } from '../../registry/tokens/base64.js'
import type { Context } from '../context.js'
import { existingEditor } from '../editor-argument.js'
import { booleanFlag, checkAppFlag, textFlag } from '../flags.js'
import type { TokenCheck } from '../../operator/operations.js'

const maxInputBytes = 10 * 1024

interface Options {
  master?: boolean
  app?: string
  space?: string
  json?: boolean
}

/** `verify-token [editor] [token]`: prints whether a token is valid. For an invalid token, the exit status is 1. */
export function verifyTokenCommand(program: Command, context: Context): void {
  program
    .command('verify-token [editor] [token]')
    .description('check a token of an editor. If the token is missing or "-", it is read from the standard input')
    .addOption(booleanFlag('--master', 'check a token that administers the registry'))
    .addOption(textFlag('--app', 'check that the token is valid for this application'))
    .addOption(textFlag('--space', 'the space of the application'))
    .addOption(booleanFlag('--json', 'print the answer as JSON'))
    .action((editor: string | undefined, token: string | undefined, options: Options) =>
      run(editor, token, options, context),
    )
}

async function run(argument: string | undefined, token: string | undefined, options: Options, context: Context) {
  const app = options.master ? undefined : checkAppFlag(options.app)
  await context.withReadableRegistry('with master secret', async (operations) => {
    const check: TokenCheck = {
      editor: await existingEditor(argument, context, operations),
      token: inBase64(token === undefined || token === '-' ? await readToken(context) : Buffer.from(token)),
      kind: options.master ? 'MASTER' : 'EDITOR',
      ...(app !== undefined && { app }),
      ...(options.space !== undefined && { space: options.space }),
    }
    const valid = await operations.verifyToken(check)
    if (options.json) context.json({ valid })
    if (!valid) throw new Error('token is **not** valid')
    if (!options.json) context.out('token is valid\n')
  })
}

async function readToken({ io, prompts }: Context): Promise<Buffer> {
  io.stderr.write('Waiting for token on stdin...')
  const bytes = await prompts.rest(maxInputBytes)
  io.stderr.write('ok\n')
  return bytes
}

/** Returns the token in base64. `token` is either base64 (line breaks are allowed) or the bytes of the token. */
function inBase64(token: Buffer): string {
  return (decodeBase64(token.toString('latin1')) ?? token).toString('base64')
}
