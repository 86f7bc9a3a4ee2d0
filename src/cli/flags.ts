import { Argument, Option } from 'commander'
import type { GlobalFlag } from '../config/flags.js'
import { parseBoolean, parseWholeNumber } from '../config/values.js'
import { commitmentAuthors, commitments } from '../registry/commitments.js'
import { defaultSpace } from '../registry/spaces.js'
import { UsageError } from './errors.js'

/** A flag whose value is a string: `--name text` or `--name=text`. */
export function textFlag(flags: string, description: string): Option {
  return new Option(`${flags} <text>`, description)
}

/**
 * A flag with a fixed set of values, for help and completion. The command itself checks the value, with its own error message.
 */
export function choiceFlag(flags: string, description: string, choices: readonly string[]): Option {
  const option = textFlag(flags, description)
  option.argChoices = [...choices]
  return option
}

/** An argument with a fixed set of values, for help and completion. The command itself checks the value. */
export function choiceArgument(name: string, description: string, choices: readonly string[]): Argument {
  const argument = new Argument(name, description)
  argument.argChoices = [...choices]
  return argument
}

/** The flags of the data usage commitment. */
export function commitmentFlags(): Option[] {
  return [
    choiceFlag('--data-usage-commitment', 'the data usage commitment', commitments),
    choiceFlag('--data-usage-commitment-by', 'the party that makes the commitment', commitmentAuthors),
  ]
}

/** A flag whose value is a whole number: decimal, `0x…`, `0o…`, `0b…`, or octal with a leading 0. */
export function numberFlag(flags: string, description: string): Option {
  return new Option(`${flags} <number>`, description).argParser((text) => {
    const number = parseWholeNumber(text)
    if (number === undefined) throw invalid(text, flags, 'ParseInt')
    return number
  })
}

/** A flag whose value is a comma-separated list. Empty entries are dropped, and a repeated flag adds to the list. */
export function listFlag(flags: string, description: string): Option {
  return new Option(`${flags} <list>`, description).argParser<string[] | undefined>((text, previous = []) => [
    ...previous,
    ...text.split(',').filter(Boolean),
  ])
}

/** A boolean flag: `--name` or `--name=bool`, never `--name bool`. */
export function booleanFlag(flags: string, description: string): Option {
  return new Option(`${flags} [bool]`, description).argParser((text) => readBoolean(text, flags))
}

/** A flag `--no-…` that sets its option to false. Without the flag, the option is true. */
export function negatedFlag(flags: string, description: string): Option {
  return new Option(`${flags} [bool]`, description).argParser((text) => !readBoolean(text, flags))
}

function readBoolean(text: string, flags: string): boolean {
  const boolean = parseBoolean(text)
  if (boolean === undefined) throw invalid(text, flags, 'ParseBool')
  return boolean
}

/** The flags of a command that may ask a question. */
export function confirmationFlags(): Option[] {
  return [booleanFlag('--yes', 'ask no questions'), booleanFlag('--force', 'the same as --yes')]
}

/** The flag `--json` of a command that prints a result. */
export function jsonFlag(): Option {
  return booleanFlag('--json', 'print the result as JSON')
}

/** The flag that names the space of an application. */
export function spaceFlag(description = 'the space of the application'): Option {
  return textFlag('--space', description).default(defaultSpace)
}

/**
 * Checks that required flags were given.
 * @throws UsageError
 */
export function requireFlags(given: Readonly<Record<string, unknown>>): void {
  const missing = Object.keys(given).filter((name) => given[name] === undefined)
  if (missing.length === 0) return
  throw new UsageError(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`)
}

/**
 * Checks and returns the value of `--app`. `undefined` (no flag) stands for all applications. An empty value is refused, because
 * it may come from an unset variable in a script.
 * @throws UsageError
 */
export function checkAppFlag(app: string | undefined): string | undefined {
  if (app === '')
    throw new UsageError('invalid argument "" for "--app" flag: name an application, or leave the flag out')
  return app
}

const kinds = { text: textFlag, number: numberFlag, boolean: booleanFlag, list: listFlag }

/** The commander option of a global flag. */
export function globalOption({ name, kind, description, choices }: GlobalFlag): Option {
  return choices ? choiceFlag(`--${name}`, description, choices) : kinds[kind](`--${name}`, description)
}

function invalid(text: string, flags: string, parser: string): UsageError {
  return new UsageError(
    `invalid argument ${JSON.stringify(text)} for "${flags}" flag: strconv.${parser}: parsing ${JSON.stringify(text)}: invalid syntax`,
  )
}
