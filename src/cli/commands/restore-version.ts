import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { RestoreVersionDocument } from '../generated/operations.js'
import { withDetails } from '../errors.js'
import { versionJson } from '../version-json.js'

interface Options {
  space: string
  json?: boolean
}

/** `restore-version <slug> <version>`: restores a withdrawn version. */
export function restoreVersionCommand(program: Command, context: Context): void {
  program
    .command('restore-version <slug> <version>')
    .description('restore a withdrawn version: its channel offers it again')
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, version: string, options: Options) =>
      withDetails(() => run(slug, version, options, context)),
    )
}

async function run(app: string, version: string, { space, json }: Options, context: Context): Promise<void> {
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'restoreVersion', on: { space, app, version } },
    async ({ execute }) => {
      const { restoreVersion } = await execute(RestoreVersionDocument, { input: { space, app, version } })
      const { version: restored } = successOf(restoreVersion)
      if (json) context.json(versionJson(restored))
      else context.out(`Restoring ${restored.slug}/${restored.version}...ok\n`)
    },
  )
}
