import type { Command } from 'commander'
import { versionsToWire } from '../../wire-format/to-wire.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { existingApp } from '../existing.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { ShowAppDocument } from '../generated/operations.js'
import { withDetails } from '../errors.js'

/** `show-app <slug>`: prints an application and the numbers of its versions as JSON. */
export function showAppCommand(program: Command, context: Context): void {
  program
    .command('show-app <slug>')
    .description('print an application as JSON, with the numbers of its published versions by channel')
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, { space }: { space: string }) => withDetails(() => run(slug, space, context)))
}

async function run(slug: string, space: string, context: Context): Promise<void> {
  await context.withReadableRegistry('without master secret', async ({ execute }) => {
    const found = await execute(ShowAppDocument, { space, slug })
    const app = existingApp(found.space, space, slug)
    context.json(appJson(app, versionsToWire(app, 'dev')))
  })
}
