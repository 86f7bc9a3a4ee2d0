import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { jsonFlag, textFlag } from '../flags.js'
import { OverwriteAppDocument } from '../generated/operations.js'
import { readLocalFile } from '../local-file.js'

interface Options {
  space: string
  json?: boolean
}

/** `overwrite-app-icon <slug> <icon-path>`: replaces the icon of an application in a virtual space. */
export function overwriteAppIconCommand(program: Command, context: Context): void {
  program
    .command('overwrite-app-icon <slug> <icon-path>')
    .description('overwrite the icon of an application in a virtual space, and regenerate its archives there')
    .allowExcessArguments(false)
    .addOption(textFlag('--space', 'the virtual space').default(''))
    .addOption(jsonFlag())
    .action(async (slug: string, path: string, { space, json }: Options) => {
      await context.withWritableRegistry(
        'without master secret',
        { operation: 'overwriteApp', on: { space, app: slug } },
        async ({ execute }) => {
          const { name: fileName, content } = await readLocalFile(path, context.io)
          const icon = { fileName, content }
          const { overwriteApp } = await execute(OverwriteAppDocument, { input: { space, slug, icon } })
          successOf(overwriteApp)
          if (json) context.json({ space, slug, icon: icon.fileName })
        },
      )
    })
}
