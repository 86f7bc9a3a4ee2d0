import type { Command } from 'commander'
import type { Context } from '../context.js'
import { existingSpace } from '../existing.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { ListWellKnownFilesDocument } from '../generated/operations.js'

/** `well-known ls`: prints the names of the files below `/.well-known/`, one per line. */
export function wellKnownLsCommand(wellKnown: Command, context: Context): void {
  wellKnown
    .command('ls')
    .description('print the names of the files below /.well-known/')
    .addOption(spaceFlag('the space on whose hosts the files are served'))
    .addOption(jsonFlag())
    .action(async ({ space, json }: { space: string; json?: boolean }) => {
      await context.withReadableRegistry('without master secret', async ({ execute }) => {
        const found = await execute(ListWellKnownFilesDocument, { space })
        const files = existingSpace(found.space, space).wellKnownFiles
        if (json) context.json(files)
        else context.out(files.map(({ name }) => `${name}\n`).join(''))
      })
    })
}
