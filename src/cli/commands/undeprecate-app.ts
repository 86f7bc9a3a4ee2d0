import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { withDetails } from '../errors.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { UndeprecateAppDocument } from '../generated/operations.js'

interface Options {
  space: string
  json?: boolean
}

/** `undeprecate-app <slug>`: ends the deprecation of an application. */
export function undeprecateAppCommand(program: Command, context: Context): void {
  program
    .command('undeprecate-app <slug>')
    .description('end the deprecation of an application')
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, options: Options) => withDetails(() => run(slug, options, context)))
}

async function run(slug: string, { space, json }: Options, context: Context): Promise<void> {
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'undeprecateApp', on: { space, app: slug } },
    async ({ execute }) => {
      const { undeprecateApp } = await execute(UndeprecateAppDocument, { input: { space, slug } })
      const { app } = successOf(undeprecateApp)
      if (json) context.json(appJson(app))
      else context.out(`Ending the deprecation of ${app.slug}...ok\n`)
    },
  )
}
