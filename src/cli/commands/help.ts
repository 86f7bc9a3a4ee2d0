import type { Command } from 'commander'
import type { Context } from '../context.js'

/** `help [command]`: prints the help of a command, or of the program. */
export function helpCommand(program: Command, context: Context): void {
  program
    .command('help [command]')
    .description('print the help of a command')
    .action((name?: string) => {
      if (name === undefined) return program.outputHelp()
      const command = program.commands.find((each) => each.name() === name || each.aliases().includes(name))
      if (command) return command.outputHelp()
      // An unknown topic is no error: the status stays 0.
      context.tell(`Unknown help topic [\`${name}\`]`)
      context.tell(program.helpInformation())
    })
}
