import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { commitmentsFrom } from '../../wire-format/from-wire.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { commitmentFlags, jsonFlag, spaceFlag } from '../flags.js'
import { ModifyAppDocument } from '../generated/operations.js'

interface Options {
  space: string
  dataUsageCommitment?: string
  dataUsageCommitmentBy?: string
}

/** `modify-app <slug>`: changes the data usage commitment, and prints the application as JSON. */
export function modifyAppCommand(program: Command, context: Context): void {
  const command = program
    .command('modify-app <slug>')
    .description('change the data usage commitment, and print the application as JSON')
    .action((slug: string, options: Options) => run(slug, options, context))
  for (const flag of [spaceFlag(), ...commitmentFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(slug: string, options: Options, context: Context): Promise<void> {
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'updateApp', on: { space: options.space, app: slug } },
    async ({ execute }) => {
      const commitments = commitmentsFrom({
        data_usage_commitment: options.dataUsageCommitment,
        data_usage_commitment_by: options.dataUsageCommitmentBy,
      })
      const { updateApp } = await execute(ModifyAppDocument, { input: { space: options.space, slug, ...commitments } })
      context.json(appJson(successOf(updateApp).app))
    },
  )
}
