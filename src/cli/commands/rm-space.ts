import type { Command } from 'commander'
import type { Config } from '../../config/config.js'
import { successOf } from '../../graphql/success-of.js'
import { defaultSpace } from '../../registry/spaces.js'
import { skipsConfirmation, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { confirmationFlags, jsonFlag } from '../flags.js'
import { RemoveSpaceDocument } from '../generated/operations.js'
import { removalLines } from '../removal-lines.js'

interface Options extends ConfirmationFlags {
  json?: boolean
}

/** `rm-space <space>`: removes everything in a space, and prints a line for each version. */
export function rmSpaceCommand(program: Command, context: Context): void {
  const command = program
    .command('rm-space <space>')
    .description('remove all applications, versions and files of a space. Asks you to type its name to confirm')
    .action((name: string, options: Options) => run(name, options, context))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(name: string, options: Options, context: Context): Promise<void> {
  const { config } = await context.config()
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'removeSpace', on: { name } },
    async ({ execute }) => {
      checkSpace(name, config)
      if (!skipsConfirmation(options)) await confirm(name, context)
      const { removeSpace } = await context.withProgress((progress) =>
        execute(RemoveSpaceDocument, { input: { name } }, progress),
      )
      const { apps, versions } = successOf(removeSpace)
      if (options.json) context.json({ space: name, apps, versions })
      else context.out(removalLines(versions))
    },
  )
}

// Refuses a space that can't be removed before the user is asked for confirmation.
function checkSpace(name: string, { spaces, virtualSpaces }: Config): void {
  if (virtualSpaces.some((space) => space.name === name)) {
    throw new Error(`"${name}" is a virtual space, just remove the entry from your config file`)
  }
  if (!spaces.includes(name === defaultSpace ? '' : name)) throw new Error(`cannot find space "${name}"`)
}

async function confirm(name: string, context: Context): Promise<void> {
  context.out(`Warning: You are going to remove space ${name} and all its applications. This action is irreversible.\n`)
  const word = await context.prompts.word('Please enter the space name to confirm: ', 'give --yes')
  if (word !== name) throw new Error('space names are not identical')
}
