import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirm, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { existingEditor } from '../editor-argument.js'
import { confirmationFlags, booleanFlag, jsonFlag, checkAppFlag, textFlag } from '../flags.js'
import { RevokeTokensDocument } from '../generated/operations.js'

interface Options extends ConfirmationFlags {
  master?: boolean
  app?: string
  json?: boolean
}

/** `revoke-tokens [editor]`: revokes an editor's tokens of one kind, for all applications or only for one. */
export function revokeTokensCommand(program: Command, context: Context): void {
  const command = program
    .command('revoke-tokens [editor]')
    .description('revoke all editor tokens of an editor, on all servers at once')
    .addOption(booleanFlag('--master', 'revoke the master tokens instead'))
    .addOption(
      textFlag(
        '--app',
        'revoke the tokens for this application. From then on, only new tokens for this application can publish it: existing tokens for all applications can not',
      ),
    )
    .action((argument: string | undefined, options: Options) => run(argument, options, context))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(argument: string | undefined, options: Options, context: Context): Promise<void> {
  const app = checkAppFlag(options.app) ?? null
  await context.withWritableRegistry(
    'with master secret',
    { operation: 'revokeTokens', on: { editor: argument, app } },
    async (operations) => {
      const editor = await existingEditor(argument, context, operations)
      const kind = options.master ? 'MASTER' : 'EDITOR'
      await confirm(options, context, question(editor, kind, app))
      const { revokeTokens } = await operations.execute(RevokeTokensDocument, { input: { editor, kind, app } })
      successOf(revokeTokens)
      if (options.json) context.json({ editor, kind, app })
    },
  )
}

function question(editor: string, kind: 'MASTER' | 'EDITOR', app: string | null): string {
  // In the question of the reference registry, editor tokens are called SESSIONS tokens.
  const tokens = kind === 'MASTER' ? 'MASTER tokens' : 'SESSIONS tokens'
  return `Are you sure you want to revoke ${tokens}${app === null ? '' : ` for "${app}"`} from "${editor}" ?`
}
