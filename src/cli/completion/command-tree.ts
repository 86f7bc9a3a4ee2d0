import type { Command } from 'commander'

/** The parts of a command that completion needs. */
export interface CommandInfo {
  /** The words of the command, such as `maintenance` and `activate`. For the program itself: empty. */
  path: string[]
  /** Aliases of the last word. */
  aliases: string[]
  description: string
  /** The names and aliases of the subcommands. */
  commands: string[]
  /** The allowed values of the arguments, if they are a fixed set. */
  values: string[]
  /** The commands of this program that print possible values of the arguments, such as `ls-spaces`. */
  listings: string[]
  /** Like `listings`, for the argument after an application. Completion adds that application, as in `ls-versions notes`. */
  appListings: string[]
  /** The flags of the command itself, without the global flags. */
  flags: FlagInfo[]
}

/** The parts of a flag that completion needs. */
export interface FlagInfo {
  /** The name with its dashes. */
  name: string
  /** The one-letter name with its dash, such as `-c`. */
  short: string | undefined
  description: string
  /** Whether the flag takes the next word as its value. */
  takesValue: boolean
  /** The allowed values, if they are a fixed set. */
  values: string[]
  /** The command of this program that prints possible values. */
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
  ['domain', 'ls-instances'],
  ['name', 'well-known ls'],
  ['secret', 'remote-secret ls'],
])
const versions = 'ls-versions'
const pendingVersions = 'ls-pending --app'
const listingOfFlag = new Map([
  ['--space', spaces],
  ['--app-space', spaces],
  ['--app-editor', editors],
  ['--editor', editors],
  ['--app', apps],
  ['--apps', apps],
  ['--konnector', apps],
])

/** Describes the program, and all its commands with their subcommands. */
export function commandTreeOf(program: Command): { program: CommandInfo; commands: CommandInfo[] } {
  return {
    program: commandInfo(program, []),
    commands: program.commands.flatMap((command) =>
      command.name() === 'help' ? helpTopics(command, program) : withSubcommands(command, []),
    ),
  }
}

// After `help`, the words of all other commands may follow. The values of their arguments and their flags may not.
function helpTopics(help: Command, program: Command): CommandInfo[] {
  const topics = program.commands
    .filter((command) => command !== help)
    .flatMap((command) => withSubcommands(command, []))
  const infos = topics.map((topic) => ({
    ...topic,
    path: ['help', ...topic.path],
    values: [],
    listings: [],
    appListings: [],
    flags: [],
  }))
  return [{ ...commandInfo(help, ['help']), commands: commandInfo(program, []).commands }, ...infos]
}

function withSubcommands(command: Command, parentPath: string[]): CommandInfo[] {
  const path = [...parentPath, command.name()]
  return [commandInfo(command, path), ...command.commands.flatMap((inner) => withSubcommands(inner, path))]
}

function commandInfo(command: Command, path: string[]): CommandInfo {
  return {
    path,
    aliases: command.aliases(),
    description: command.description(),
    commands: command.commands.flatMap((inner) => [inner.name(), ...inner.aliases()]),
    values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    listings: listingsOf(command),
    appListings: appListingsOf(command),
    flags: command.options.flatMap(({ long, short, description, required, argChoices }) =>
      long
        ? [
            {
              name: long,
              short,
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

// The names of new apps, editors and instances can't be completed.
function listingsOf(command: Command): string[] {
  if (command.name().startsWith('add-')) return []
  return command.registeredArguments.flatMap((argument) => listingOfArgument.get(argument.name()) ?? [])
}

// Only pending versions can be approved or rejected.
function appListingsOf(command: Command): string[] {
  if (!command.registeredArguments.some((argument) => argument.name() === 'version')) return []
  return ['approve', 'reject'].includes(command.name()) ? [pendingVersions] : [versions]
}
