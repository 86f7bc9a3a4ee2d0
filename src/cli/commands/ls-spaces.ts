import type { Command } from 'commander'
import { configuredSpaceName } from '../../config/spaces.js'
import type { Context } from '../context.js'
import { booleanFlag, jsonFlag } from '../flags.js'

interface Options {
  physical?: boolean
  virtual?: boolean
  withSpaceType?: boolean
  json?: boolean
}

/** `ls-spaces`: prints the names of the configured spaces, the virtual ones last. */
export function lsSpacesCommand(program: Command, context: Context): void {
  program
    .command('ls-spaces')
    // As in cozy-apps-registry, more arguments are ignored.
    .allowExcessArguments()
    .description('print the names of the configured spaces, the virtual ones last')
    .addOption(booleanFlag('--physical', 'print only real spaces'))
    .addOption(booleanFlag('--virtual', 'print only virtual spaces'))
    .addOption(booleanFlag('--with-space-type', 'print "physical" or "virtual" in front of each name'))
    .addOption(jsonFlag())
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: Context): Promise<void> {
  const { config } = await context.config()
  const spaces = [
    ...config.configuredSpaceNames.map((name) => ({ type: 'physical', name })),
    ...config.virtualSpaces.map(({ name }) => ({ type: 'virtual', name })).toSorted(byName),
  ]
  // Both flags together show all spaces, as without flags.
  const { physical = false, virtual = false } = options
  const shown = spaces.filter(({ type }) => physical === virtual || (type === 'virtual') === virtual)
  if (options.json) return context.json(shown.map(({ type, name }) => ({ type, name: configuredSpaceName(name) })))
  context.out(shown.map(({ type, name }) => `${options.withSpaceType ? `${type} ` : ''}${name}\n`).join(''))
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}
