import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirm, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, jsonFlag, spaceFlag } from '../flags.js'
import { RemoveWellKnownFileDocument } from '../generated/operations.js'

interface Options extends ConfirmationFlags {
  space: string
  json?: boolean
}

/** `well-known rm <name>`: removes a file below `/.well-known/`. */
export function wellKnownRmCommand(wellKnown: Command, context: Context): void {
  const command = wellKnown
    .command('rm <name>')
    .description('remove a file below /.well-known/')
    .action((name: string, options: Options) => run(name, options, context))
  for (const flag of [spaceFlag('the space on whose hosts the file is served'), ...confirmationFlags(), jsonFlag()]) {
    command.addOption(flag)
  }
}

async function run(name: string, options: Options, context: Context): Promise<void> {
  await confirm(options, context, `Are you sure you want to remove "${name}" ?`)
  const { space } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'removeWellKnownFile', on: { space, name } },
    async ({ execute }) => {
      const { removeWellKnownFile } = await execute(RemoveWellKnownFileDocument, { input: { space, name } })
      const removed = successOf(removeWellKnownFile)
      if (options.json) context.json({ name: removed.name })
    },
  )
}
