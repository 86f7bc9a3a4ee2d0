import type { Command } from 'commander'

/** A command, for completion. */
export interface CommandInfo {
  /** Its words, such as `maintenance activate`; none for the program. */
  path: string[]
  /** Other names of its last word. */
  aliases: string[]
  description: string
  /** The names of its subcommands. */
  commands: string[]
  /** The allowed values of its arguments, if they are a fixed set. */
  values: string[]
  /** The commands of this program that print the values of its arguments. */
  listings: string[]
  /** Its own flags, without those of the program. */
  flags: FlagInfo[]
}

/** A flag, for completion. */
export interface FlagInfo {
  /** With its dashes. */
  name: string
  description: string
  /** Whether the next word is its value. */
  takesValue: boolean
  /** The allowed values, if they are a fixed set. */
  values: string[]
  /** The command of this program that prints the values. */
  listing: string | undefined
}

const spaces = 'ls-spaces'
const editors = 'ls-editors'
const apps = 'ls-apps --all'
const listingOfArgument = new Map([
  ['space', spaces],
  ['editor', editors],
  ['slug', apps],
  ['app', apps],
])
const listingOfFlag = new Map([
  ['--space', spaces],
  ['--app-space', spaces],
  ['--app-editor', editors],
  ['--app', apps],
])

/** A program with all its commands. */
export function commandTreeOf(program: Command): { program: CommandInfo; commands: CommandInfo[] } {
  return { program: wordsOf(program, []), commands: program.commands.flatMap((command) => withInner(command, [])) }
}

function withInner(command: Command, above: string[]): CommandInfo[] {
  const path = [...above, command.name()]
  return [wordsOf(command, path), ...command.commands.flatMap((inner) => withInner(inner, path))]
}

function wordsOf(command: Command, path: string[]): CommandInfo {
  return {
    path,
    aliases: command.aliases(),
    description: command.description(),
    commands: command.commands.flatMap((inner) => [inner.name(), ...inner.aliases()]),
    values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    listings: listingsOf(command),
    flags: command.options.flatMap(({ long, description, required, argChoices }) =>
      long
        ? [
            {
              name: long,
              description,
              takesValue: required,
              values: argChoices ?? [],
              listing: listingOfFlag.get(long),
            },
          ]
        : [],
    ),
  }
}

// The names of new apps and editors can't be completed.
function listingsOf(command: Command): string[] {
  if (command.name().startsWith('add-')) return []
  return command.registeredArguments.flatMap((argument) => listingOfArgument.get(argument.name()) ?? [])
}
