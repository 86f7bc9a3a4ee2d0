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
  /** The command lines of this program that print what its arguments may be. */
  listings: string[]
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
  /** The command line of this program that prints what its value may be. */
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

// Names of things to be created can't be completed.
function listingsOf(command: Command): string[] {
  if (command.name().startsWith('add-')) return []
  return command.registeredArguments.flatMap((argument) => listingOfArgument.get(argument.name()) ?? [])
}
