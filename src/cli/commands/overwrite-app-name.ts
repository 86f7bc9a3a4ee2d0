import type { Command } from 'commander'
import type { Context } from '../context.js'
import { jsonFlag, textFlag } from '../flags.js'
import { overwriteApp } from '../overwrite-app.js'

interface Options {
  space: string
  json?: boolean
}

/** `overwrite-app-name <slug> <new-name>`: replaces the name of an application in a virtual space. */
export function overwriteAppNameCommand(program: Command, context: Context): void {
  program
    .command('overwrite-app-name <slug> <new-name>')
    .description('overwrite the name of an application in a virtual space, and regenerate its archives there')
    .addOption(textFlag('--space', 'the virtual space').default(''))
    .addOption(jsonFlag())
    .action(async (slug: string, name: string, { space, json }: Options) => {
      await overwriteApp({ space, slug }, () => ({ name }), context)
      if (json) context.json({ space, slug, name })
    })
}
