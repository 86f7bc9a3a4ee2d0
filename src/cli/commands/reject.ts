import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirm, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, jsonFlag, spaceFlag } from '../flags.js'
import { RejectVersionDocument } from '../generated/operations.js'
import { withDetails } from '../errors.js'

interface Options extends ConfirmationFlags {
  space: string
  json?: boolean
}

/** `reject <slug> <version>`: removes a version that waits for approval. */
export function rejectCommand(program: Command, context: Context): void {
  const command = program
    .command('reject <slug> <version>')
    .description('remove a version that waits for approval, with its files')
    .action((slug: string, version: string, options: Options) =>
      withDetails(() => run(slug, version, options, context)),
    )
  for (const flag of [spaceFlag(), ...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(app: string, version: string, options: Options, context: Context): Promise<void> {
  await confirm(options, context, `Are you sure you want to reject "${app}" ${version} ?`)
  const { space } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'rejectPendingVersion', on: { space, app, version } },
    async ({ execute }) => {
      const { rejectPendingVersion } = await execute(RejectVersionDocument, { input: { space, app, version } })
      const rejected = successOf(rejectPendingVersion)
      if (options.json) context.json({ slug: app, version: rejected.version })
      else context.out(`Rejecting ${app}/${rejected.version}...ok\n`)
    },
  )
}
