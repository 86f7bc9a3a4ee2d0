import type { Command } from 'commander'
import { scripts } from '../completion/scripts.js'
import { commandTreeOf } from '../completion/command-tree.js'
import type { Context } from '../context.js'
import { choiceArgument } from '../flags.js'

/** `completion bash|zsh|fish`: prints a script that completes command lines of this program. */
export function completionCommand(program: Command, context: Context): void {
  program
    .command('completion')
    .addArgument(choiceArgument('<shell>', 'the shell', Object.keys(scripts)))
    .description(
      'print a script for bash, zsh or fish. It completes commands, flags, and the names in the configured registry',
    )
    .action((shell: string) => {
      if (shell !== 'bash' && shell !== 'zsh' && shell !== 'fish') throw new Error('Unsupported shell')
      context.out(scripts[shell](commandTreeOf(program)))
    })
}
