import type { Command } from 'commander'

/** A command as a shell completes it. */
export interface CommandWords {
  /** The words that name it, such as `maintenance activate`; none for the program. */
  path: string[]
  /** Other names of its last word. */
  aliases: string[]
  description: string
  /** Names of the commands below it. */
  commands: string[]
  /** What its arguments may be, where they are one of a few. */
  values: string[]
  /** Its own flags; those of the program go with every command. */
  flags: FlagWords[]
}

/** A flag as a shell completes it. */
export interface FlagWords {
  /** With its dashes. */
  name: string
  description: string
  /** Whether the next word is its value. */
  takesValue: boolean
  /** What its value may be, where it is one of a few. */
  values: string[]
}

/** A program with all its commands. */
export function vocabularyOf(program: Command): { program: CommandWords; commands: CommandWords[] } {
  return { program: wordsOf(program, []), commands: program.commands.flatMap((command) => withInner(command, [])) }
}

function withInner(command: Command, above: string[]): CommandWords[] {
  const path = [...above, command.name()]
  return [wordsOf(command, path), ...command.commands.flatMap((inner) => withInner(inner, path))]
}

function wordsOf(command: Command, path: string[]): CommandWords {
  return {
    path,
    aliases: command.aliases(),
    description: command.description(),
    commands: command.commands.flatMap((inner) => [inner.name(), ...inner.aliases()]),
    values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    flags: command.options.flatMap(({ long, description, required, argChoices }) =>
      long ? [{ name: long, description, takesValue: required, values: argChoices ?? [] }] : [],
    ),
  }
}
