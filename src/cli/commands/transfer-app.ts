import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { TransferAppDocument } from '../generated/operations.js'

/** `transfer-app <slug> <editor>`: gives an application to another editor. */
export function transferAppCommand(program: Command, context: Context): void {
  program
    .command('transfer-app <slug> <editor>')
    .description('give an application to another editor. The tokens of its previous editor no longer publish it')
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action(async (slug: string, editor: string, { space, json }: { space: string; json?: boolean }) => {
      await context.withWritableRegistry(
        'without master secret',
        { operation: 'transferApp', on: { space, app: slug, editor } },
        async ({ execute }) => {
          const { transferApp } = await execute(TransferAppDocument, { input: { space, slug, editor } })
          const { app, previousEditor } = successOf(transferApp)
          if (json) context.json(appJson(app))
          else context.out(`${app.slug} belongs to ${app.editor.name} now, and no longer to ${previousEditor}.\n`)
        },
      )
    })
}
