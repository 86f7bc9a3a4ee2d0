import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { ApproveVersionDocument } from '../generated/operations.js'
import { withDetails } from '../errors.js'
import { versionJson } from '../version-json.js'

interface Options {
  space: string
  json?: boolean
}

/** `approve <slug> <version>`: publishes a version that waits for approval. */
export function approveCommand(program: Command, context: Context): void {
  program
    .command('approve <slug> <version>')
    .description('publish a version that waits for approval')
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, version: string, options: Options) =>
      withDetails(() => run(slug, version, options, context)),
    )
}

async function run(app: string, version: string, { space, json }: Options, context: Context): Promise<void> {
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'approvePendingVersion', on: { space, app, version } },
    async ({ execute }) => {
      const { approvePendingVersion } = await execute(ApproveVersionDocument, { input: { space, app, version } })
      const { version: published } = successOf(approvePendingVersion)
      if (json) context.json(versionJson(published))
      else context.out(`Approving ${published.slug}/${published.version}...ok\n`)
    },
  )
}
