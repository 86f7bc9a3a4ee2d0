import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { jsonFlag, spaceFlag, textFlag } from '../flags.js'
import { WithdrawVersionDocument } from '../generated/operations.js'
import { withDetails } from '../errors.js'
import { versionJson } from '../version-json.js'

interface Options {
  space: string
  reason?: string
  json?: boolean
}

/** `withdraw-version <slug> <version>`: withdraws a published version. */
export function withdrawVersionCommand(program: Command, context: Context): void {
  program
    .command('withdraw-version <slug> <version>')
    .description('withdraw a published version: no channel offers it any more. Without --reason, prompt for the reason')
    .addOption(textFlag('--reason', 'the reason, for people'))
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, version: string, options: Options) =>
      withDetails(() => run(slug, version, options, context)),
    )
}

async function run(app: string, version: string, options: Options, context: Context): Promise<void> {
  const { space, json } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'withdrawVersion', on: { space, app, version } },
    async ({ execute }) => {
      const reason = options.reason ?? (await context.prompts.line('Reason:', 'give --reason'))
      const { withdrawVersion } = await execute(WithdrawVersionDocument, { input: { space, app, version, reason } })
      const { version: withdrawn } = successOf(withdrawVersion)
      if (json) context.json(versionJson(withdrawn))
      else context.out(`Withdrawing ${withdrawn.slug}/${withdrawn.version}...ok\n`)
    },
  )
}
