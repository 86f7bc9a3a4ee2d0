import type { Command } from 'commander'

/** A command as a shell completes it. */
export interface CommandWords {
  /** The words that name it, such as `maintenance activate`; empty for the program. */
  path: string[]
  /** Other names of its last word. */
  aliases: string[]
  description: string
  /** Names of the commands below it. */
  commands: string[]
  flags: FlagWords[]
}

/** A flag as a shell completes it. */
export interface FlagWords {
  /** With its dashes. */
  name: string
  description: string
  /** Whether the next word is its value. */
  takesValue: boolean
}

/** All commands of a program with their flags, the program itself first. */
export function vocabularyOf(program: Command): CommandWords[] {
  return [wordsOf(program, [], [])].concat(...program.commands.map((command) => below(command, [], flagsOf(program))))
}

function below(command: Command, above: string[], inherited: FlagWords[]): CommandWords[] {
  const path = [...above, command.name()]
  const own = wordsOf(command, path, inherited)
  return [own, ...command.commands.flatMap((inner) => below(inner, path, inherited))]
}

function wordsOf(command: Command, path: string[], inherited: FlagWords[]): CommandWords {
  return {
    path,
    aliases: command.aliases(),
    description: command.description(),
    commands: command.commands.flatMap((inner) => [inner.name(), ...inner.aliases()]),
    flags: [...flagsOf(command), ...inherited],
  }
}

function flagsOf(command: Command): FlagWords[] {
  return command.options.flatMap(({ long, description, required }) =>
    long ? [{ name: long, description, takesValue: required }] : [],
  )
}
