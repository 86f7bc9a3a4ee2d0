import type { Command } from 'commander'
import type { Context } from '../context.js'
import { jsonFlag } from '../flags.js'
import { programVersion } from '../../operator/program-version.js'

/** `version`: the same as `--version`. */
export function versionCommand(program: Command, context: Context): void {
  program
    .command('version')
    // As in cozy-apps-registry, more arguments are ignored.
    .allowExcessArguments()
    .description('print the version')
    .addOption(jsonFlag())
    .action(({ json }: { json?: boolean }) => {
      const version = programVersion()
      if (json) context.json({ version })
      else context.out(`cozy-registry ${version}\n`)
    })
}
