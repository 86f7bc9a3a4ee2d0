import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { withDetails } from '../errors.js'
import { jsonFlag, textFlag } from '../flags.js'
import { AddInstanceDocument } from '../generated/operations.js'

interface Options {
  locale: string
  context: string
  json?: boolean
}

/** `add-instance <domain>`: creates an instance. */
export function addInstanceCommand(program: Command, context: Context): void {
  program
    .command('add-instance <domain>')
    .description('create an instance (a Cozy), which is served on its domain')
    .addOption(textFlag('--locale', 'the language of the owner').default('en'))
    .addOption(textFlag('--context', 'the context of the instance').default('default'))
    .addOption(jsonFlag())
    .action((domain: string, options: Options) => withDetails(() => run(domain, options, context)))
}

async function run(domain: string, options: Options, context: Context): Promise<void> {
  const { locale, context: instanceContext } = options
  await context.withWritableRegistry(
    'with master secret',
    { operation: 'createInstance', on: { domain } },
    async ({ execute }) => {
      const { createInstance } = await execute(AddInstanceDocument, {
        input: { domain, locale, context: instanceContext },
      })
      const { instance, warnings } = successOf(createInstance)
      for (const warning of warnings) context.tell(`Warning: ${warning}`)
      if (options.json) context.json(instance)
    },
  )
}
