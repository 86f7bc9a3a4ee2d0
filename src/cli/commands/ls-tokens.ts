import type { Command } from 'commander'
import type { Context } from '../context.js'
import { existingEditor } from '../editor-argument.js'
import { jsonFlag } from '../flags.js'
import { ListTokensDocument } from '../generated/operations.js'
import { tokenLine } from '../token-line.js'

/** `ls-tokens [editor]`: prints the valid tokens of an editor that have an id, one per line. */
export function lsTokensCommand(program: Command, context: Context): void {
  program
    .command('ls-tokens [editor]')
    .description(
      'print the valid tokens of an editor that have an id, newest first. The tokens themselves are not stored',
    )
    .addOption(jsonFlag())
    .action(async (argument: string | undefined, { json }: { json?: boolean }) => {
      await context.withReadableRegistry('without master secret', async (operations) => {
        const name = await existingEditor(argument, context, operations)
        const { editor } = await operations.execute(ListTokensDocument, { editor: name })
        const tokens = editor?.tokens ?? []
        if (json) context.json(tokens)
        else context.out(tokens.map((token) => `${tokenLine(token)}\n`).join(''))
      })
    })
}
