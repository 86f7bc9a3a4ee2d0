import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirmUnlessScripted, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, jsonFlag, spaceFlag } from '../flags.js'
import { RemoveAppDocument } from '../generated/operations.js'
import { removalLines } from '../removal-lines.js'

interface Options extends ConfirmationFlags {
  space: string
  json?: boolean
}

/** `rm-app <slug>`: removes an application with all its versions, and prints a line for each version. */
export function rmAppCommand(program: Command, context: Context): void {
  const command = program
    .command('rm-app <slug>')
    .description('remove an application with all its versions')
    .action((slug: string, options: Options) => run(slug, options, context))
  for (const flag of [spaceFlag(), ...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(slug: string, options: Options, context: Context): Promise<void> {
  await confirmUnlessScripted(options, context, `Are you sure you want to remove "${slug}" and all its versions ?`)
  const { space } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'removeApp', on: { space, app: slug } },
    async ({ execute }) => {
      const { removeApp } = await context.withProgress((progress) =>
        execute(RemoveAppDocument, { input: { space, slug } }, progress),
      )
      const { versions } = successOf(removeApp)
      if (options.json) context.json({ slug, versions })
      else context.out(removalLines(versions))
    },
  )
}
