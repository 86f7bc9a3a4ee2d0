import type { Command } from 'commander'
import { configuredSpaceName } from '../../config/spaces.js'
import type { Context } from '../context.js'
import { jsonFlag } from '../flags.js'

/** `show-virtual-space <space>`: prints the configuration of a virtual space as JSON. */
export function showVirtualSpaceCommand(program: Command, context: Context): void {
  program
    .command('show-virtual-space <space>')
    .description('print the configuration of a virtual space as JSON')
    .addOption(jsonFlag())
    .action(async (name: string) => {
      const { config } = await context.config()
      const space = config.virtualSpaces.find((candidate) => candidate.name === name)
      if (!space) throw new Error(`"${name}" is not a configured virtual space.`)
      const { source, filter, slugs } = space
      context.json({ Name: name, Source: configuredSpaceName(source), Filter: filter, Slugs: slugs })
    })
}
