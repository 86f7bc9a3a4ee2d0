import type { Command } from 'commander'
import type { Context } from '../context.js'

/** `help [command…]`: prints the help of a command, or of the program. */
export function helpCommand(program: Command, context: Context): void {
  program
    .command('help [command...]')
    .description('print the help of a command')
    .action((names: string[]) => {
      const command = find(program, names)
      if (command) return command.outputHelp()
      // An unknown topic is not an error: the exit status is 0.
      context.tell(`Unknown help topic [\`${names.join(' ')}\`]`)
      context.tell(program.helpInformation())
    })
}

function find(command: Command, [name, ...inner]: string[]): Command | undefined {
  if (name === undefined) return command
  const found = command.commands.find((each) => each.name() === name || each.aliases().includes(name))
  return found && find(found, inner)
}
