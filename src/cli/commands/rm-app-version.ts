import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirmUnlessScripted, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, jsonFlag, spaceFlag } from '../flags.js'
import { RemoveVersionDocument } from '../generated/operations.js'

interface Options extends ConfirmationFlags {
  space: string
  json?: boolean
}

/** `rm-app-version <slug> <version>`: removes a version, published or pending. */
export function rmAppVersionCommand(program: Command, context: Context): void {
  const command = program
    .command('rm-app-version <slug> <version>')
    .description('remove a version, published or pending')
    .action((slug: string, version: string, options: Options) => run(slug, version, options, context))
  for (const flag of [spaceFlag(), ...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(app: string, version: string, options: Options, context: Context): Promise<void> {
  await confirmUnlessScripted(options, context, `Are you sure you want to remove "${app}" ${version} ?`)
  const { space } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'removeVersion', on: { space, app, version } },
    async ({ execute }) => {
      const { removeVersion } = await execute(RemoveVersionDocument, { input: { space, app, version } })
      const { version: removed } = successOf(removeVersion)
      if (options.json) context.json(removed)
    },
  )
}
