import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirm, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, jsonFlag } from '../flags.js'
import { RevokeTokenDocument } from '../generated/operations.js'
import { tokenLine } from '../token-line.js'

interface Options extends ConfirmationFlags {
  json?: boolean
}

/** `revoke-token <editor> <id>`: revokes one token. */
export function revokeTokenCommand(program: Command, context: Context): void {
  const command = program
    .command('revoke-token <editor> <id>')
    .description('revoke one token of an editor, on all servers at once. `ls-tokens` prints the ids')
    .action((editor: string, id: string, options: Options) => run(editor, id, options, context))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(editor: string, id: string, options: Options, context: Context): Promise<void> {
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'revokeToken', on: { editor, id } },
    async ({ execute }) => {
      await confirm(options, context, `Are you sure you want to revoke the token "${id}" of "${editor}" ?`)
      const { token } = successOf((await execute(RevokeTokenDocument, { input: { editor, id } })).revokeToken)
      if (options.json) context.json(token)
      else context.out(`Revoked: ${tokenLine(token)}\n`)
    },
  )
}
