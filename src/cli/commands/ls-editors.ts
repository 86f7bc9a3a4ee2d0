import type { Command } from 'commander'
import type { Context } from '../context.js'
import { booleanFlag } from '../flags.js'

/** `ls-editors`: prints the names of the editors, one per line. */
export function lsEditorsCommand(program: Command, context: Context): void {
  program
    .command('ls-editors')
    // As in cozy-apps-registry, more arguments are ignored.
    .allowExcessArguments()
    .aliases(['ls-editor', 'list-editor', 'list-editors'])
    .description('print the names of the editors')
    .addOption(booleanFlag('--json', 'print a JSON list'))
    .action(async ({ json }: { json?: boolean }) => {
      const names = await context.withReadableRegistry('without master secret', (operations) => operations.editors())
      if (json) return context.json(names)
      context.out(names.map((name) => `${name}\n`).join(''))
    })
}
