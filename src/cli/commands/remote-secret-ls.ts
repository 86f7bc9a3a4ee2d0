import type { Command } from 'commander'
import type { Context } from '../context.js'
import { jsonFlag } from '../flags.js'
import { ListRemoteSecretsDocument } from '../generated/operations.js'

/** `remote-secret ls`: prints the names of the secrets, one per line, each after its doctype. */
export function remoteSecretLsCommand(remoteSecret: Command, context: Context): void {
  remoteSecret
    .command('ls')
    .description('print the names of the secrets, each after its remote doctype')
    .addOption(jsonFlag())
    .action(async ({ json }: { json?: boolean }) => {
      await context.withReadableRegistry('without master secret', async ({ execute }) => {
        const { remoteSecrets } = await execute(ListRemoteSecretsDocument, {})
        if (json) return context.json(remoteSecrets)
        const lines = remoteSecrets.flatMap(({ doctype, names }) => names.map((name) => `${doctype} ${name}\n`))
        context.out(lines.join(''))
      })
    })
}
