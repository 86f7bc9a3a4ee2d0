import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirm, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { withDetails } from '../errors.js'
import { confirmationFlags, jsonFlag } from '../flags.js'
import { RemoveRemoteSecretDocument } from '../generated/operations.js'

interface Options extends ConfirmationFlags {
  json?: boolean
}

/** `remote-secret rm <doctype> <secret>`: removes a secret. */
export function remoteSecretRmCommand(remoteSecret: Command, context: Context): void {
  const command = remoteSecret
    .command('rm <doctype> <secret>')
    .description('remove a secret of a remote doctype')
    .action((doctype: string, name: string, options: Options) =>
      withDetails(() => run(doctype, name, options, context)),
    )
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(doctype: string, name: string, options: Options, context: Context): Promise<void> {
  await confirm(options, context, `Are you sure you want to remove the secret "${name}" of "${doctype}" ?`)
  const change = { operation: 'removeRemoteSecret', on: { doctype, name } }
  await context.withWritableRegistry('without master secret', change, async ({ execute }) => {
    const { removeRemoteSecret } = await execute(RemoveRemoteSecretDocument, { input: { doctype, name } })
    const removed = successOf(removeRemoteSecret)
    if (options.json) context.json(removed)
  })
}
