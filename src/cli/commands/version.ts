import type { Command } from 'commander'
import type { Context } from '../context.js'
import { programVersion } from '../version.js'

/** `version`: prints what `--version` prints. */
export function versionCommand(program: Command, context: Context): void {
  program
    .command('version')
    .description('print the version')
    .action(() => context.out(`cozy-registry ${programVersion()}\n`))
}
