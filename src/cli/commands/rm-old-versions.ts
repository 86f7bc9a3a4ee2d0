import type { Command } from 'commander'
import { enumName, enums } from '../../graphql/enums.js'
import { successOf } from '../../graphql/success-of.js'
import { channels, checkChannel } from '../../registry/versions.js'
import { confirmUnlessScripted, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, choiceArgument, jsonFlag, negatedFlag, numberFlag, spaceFlag } from '../flags.js'
import { RemoveOldVersionsDocument } from '../generated/operations.js'
import { removalLines } from '../removal-lines.js'

interface Options extends ConfirmationFlags {
  space: string
  major: number
  minor: number
  duration: number
  dryRun: boolean
  json?: boolean
}

/** `rm-old-versions <channel> <app>`: removes the old versions of a channel, or only prints them. */
export function rmOldVersionsCommand(program: Command, context: Context): void {
  const command = program
    .command('rm-old-versions')
    .addArgument(choiceArgument('<channel>', 'the channel', channels))
    .argument('<app>')
    .description(
      'list old versions in this channel, or remove them. The versions of the last months are kept. For each of the highest ' +
        'major numbers, its highest versions are kept, too',
    )
    .addOption(numberFlag('--major', 'number of major numbers to keep').default(2))
    .addOption(
      numberFlag('--minor', 'for each kept major number: number of versions to keep below its highest version').default(
        2,
      ),
    )
    .addOption(numberFlag('--duration', 'keep all versions younger than this number of months').default(2))
    .addOption(negatedFlag('--no-dry-run', 'remove the versions, instead of only listing them'))
    .action((channel: string, app: string, options: Options) => run(channel, app, options, context))
  for (const flag of [spaceFlag(), ...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(channel: string, app: string, options: Options, context: Context): Promise<void> {
  const { space, dryRun, major: majors, minor: minors, duration: months, json } = options
  if (dryRun && !json) context.out('Info: This is a dry run, the apps will not be removed\n')
  const question = `Are you sure you want to remove old versions of "${app}" ?`
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'removeOldVersions', on: { space, app, channel, dryRun } },
    async ({ execute }) => {
      const input = {
        space,
        app,
        channel: enumName(enums.Channel, checkChannel(channel)),
        majors,
        minors,
        months,
        dryRun,
      }
      if (!dryRun) await confirmUnlessScripted(options, context, question)
      const { removeOldVersions } = await context.withProgress((progress) =>
        execute(RemoveOldVersionsDocument, { input }, progress),
      )
      const { versions } = successOf(removeOldVersions)
      if (json) context.json({ dryRun, versions })
      else context.out(removalLines(versions))
    },
  )
}
