import type { Command } from 'commander'
import type { Context } from '../context.js'
import { jsonFlag, textFlag } from '../flags.js'
import type { Io } from '../io.js'
import { readLocalFile } from '../local-file.js'
import { overwriteApp } from '../overwrite-app.js'

interface Options {
  space: string
  json?: boolean
}

/** `overwrite-app-icon <slug> <icon-path>`: replaces the icon of an application in a virtual space. */
export function overwriteAppIconCommand(program: Command, context: Context): void {
  program
    .command('overwrite-app-icon <slug> <icon-path>')
    .description('overwrite the icon of an application in a virtual space, and regenerate its archives there')
    .addOption(textFlag('--space', 'the virtual space').default(''))
    .addOption(jsonFlag())
    .action(async (slug: string, path: string, { space, json }: Options) => {
      const { icon } = await overwriteApp({ space, slug }, () => readIcon(path, context.io), context)
      if (json) context.json({ space, slug, icon: icon.fileName })
    })
}

async function readIcon(path: string, io: Io): Promise<{ icon: { fileName: string; content: string } }> {
  const { name: fileName, content } = await readLocalFile(path, io)
  return { icon: { fileName, content } }
}
