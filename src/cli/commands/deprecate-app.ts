import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { withDetails } from '../errors.js'
import { jsonFlag, spaceFlag, textFlag } from '../flags.js'
import { DeprecateAppDocument } from '../generated/operations.js'

interface Options {
  space: string
  message?: string
  successor?: string
  json?: boolean
}

/** `deprecate-app <slug>`: advises against using an application. */
export function deprecateAppCommand(program: Command, context: Context): void {
  program
    .command('deprecate-app <slug>')
    .description('advise against using an application. Without --message, prompt for the message')
    .addOption(textFlag('--message', 'the message, for people'))
    .addOption(textFlag('--successor', 'the slug of the application to use instead'))
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, options: Options) => withDetails(() => run(slug, options, context)))
}

async function run(slug: string, options: Options, context: Context): Promise<void> {
  const { space, successor = null, json } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'deprecateApp', on: { space, app: slug } },
    async ({ execute }) => {
      const message = options.message ?? (await context.prompts.line('Message:', 'give --message'))
      const { deprecateApp } = await execute(DeprecateAppDocument, { input: { space, slug, message, successor } })
      const { app } = successOf(deprecateApp)
      if (json) context.json(appJson(app))
      else context.out(`Deprecating ${app.slug}...ok\n`)
    },
  )
}
