import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { confirm, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { withDetails } from '../errors.js'
import { confirmationFlags, jsonFlag } from '../flags.js'
import { RemoveInstanceDocument } from '../generated/operations.js'

interface Options extends ConfirmationFlags {
  json?: boolean
}

/** `rm-instance <domain>`: removes an instance and its documents. */
export function rmInstanceCommand(program: Command, context: Context): void {
  const command = program
    .command('rm-instance <domain>')
    .description('remove an instance with its applications, documents and tokens')
    .action((domain: string, options: Options) => withDetails(() => run(domain, options, context)))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(domain: string, options: Options, context: Context): Promise<void> {
  await confirm(options, context, `Are you sure you want to remove the instance "${domain}" and all its documents ?`)
  const change = { operation: 'removeInstance', on: { domain } }
  await context.withWritableRegistry('without master secret', change, async ({ execute }) => {
    const { removeInstance } = await execute(RemoveInstanceDocument, { input: { domain } })
    const removed = successOf(removeInstance)
    if (options.json) context.json({ domain: removed.domain })
  })
}
