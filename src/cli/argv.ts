import type { Command, Option } from 'commander'
import { parseBoolean } from '../config/values.js'
import { UsageError } from './errors.js'

/**
 * Converts a command line from the syntax of Go's pflag to the syntax of commander. The result has this order:
 * - global flags
 * - the command
 * - its flags as `--name=value`
 * - `--`
 * - the arguments
 *
 * A command line with flags alone becomes `--help`.
 * @throws UsageError for a flag that the command does not have, or for a missing value
 */
export function normalizeArgv(program: Command, words: readonly string[]): string[] {
  const { command, path } = findCommand(program, words)
  const global: string[] = []
  const local: string[] = []
  const operands: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') operands.push(...rest.splice(0))
    else if (!isFlag(word)) operands.push(word)
    else {
      for (const flag of readFlags(word, rest, command)) {
        const isGlobal = flag.option !== undefined && program.options.includes(flag.option)
        ;(isGlobal ? global : local).push(flag.word)
      }
    }
  }
  if (operands.length === 0) return [...global, '--help']
  // Commander reports an unknown command, with suggestions.
  if (path.length === 0) return [...global, ...operands]
  return [...global, ...path, ...local, '--', ...operands.slice(path.length)]
}

function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-'
}

/** Finds the command and its words. If a flag is unknown, the next word is skipped as its value. */
function findCommand(program: Command, words: readonly string[]): { command: Command; path: string[] } {
  let command = program
  const path: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '--') break
    if (isFlag(word)) {
      if (takesNextWord(word, command)) index++
      continue
    }
    const named = command.commands.find((each) => each.name() === word || each.aliases().includes(word))
    if (!named) break
    command = named
    path.push(word)
  }
  return { command, path }
}

function takesNextWord(word: string, command: Command): boolean {
  if (word.includes('=') || word === '--help') return false
  if (word.startsWith('--')) return findOption(command, word)?.required ?? true
  return word.length === 2 && word !== '-h' && (findOption(command, word)?.required ?? true)
}

/** The flag of a command or of its parents, by `--name` or `-n`. */
function findOption(command: Command, flag: string): Option | undefined {
  for (let owner: Command | null = command; owner; owner = owner.parent) {
    const option = owner.options.find((each) => each.long === flag || each.short === flag)
    if (option) return option
  }
  return undefined
}

/** A normalized flag. `option` is absent for `--help`: every command has this flag. */
interface Flag {
  word: string
  option?: Option
}

/** Parses the flags in one word. If a flag needs a value and the word has none, takes the next word from `rest`. */
function readFlags(word: string, rest: string[], command: Command): Flag[] {
  return word.startsWith('--') ? longFlag(word, rest, command) : shortFlags(word, rest, command)
}

function longFlag(word: string, rest: string[], command: Command): Flag[] {
  const [name, given] = splitAtEquals(word)
  if (!/^--[^-=]/.test(word)) throw new UsageError(`bad flag syntax: ${word}`)
  if (name === '--help') return help(given)
  const option = findOption(command, name)
  if (!option) throw new UsageError(`unknown flag: ${name}`)
  return [formatFlag(option, given ?? (option.required ? takeValue(rest, name) : undefined))]
}

/** Parses a cluster such as `-dcFILE`: boolean flags, then one flag with a value. The rest of the word is the value. */
function shortFlags(word: string, rest: string[], command: Command): Flag[] {
  const flags: Flag[] = []
  for (let letters = word.slice(1); letters !== '';) {
    const letter = letters.charAt(0)
    const remaining = letters.slice(1)
    const option = findOption(command, `-${letter}`)
    if (!option && letter !== 'h') throw new UsageError(`unknown shorthand flag: '${letter}' in -${letters}`)
    const given = remaining.length > 1 && remaining.startsWith('=') ? remaining.slice(1) : undefined
    if (!option) flags.push(...help(given))
    else if (given !== undefined || !option.required) flags.push(formatFlag(option, given))
    else return [...flags, formatFlag(option, remaining || takeValue(rest, `'${letter}' in -${letters}`))]
    letters = given === undefined ? remaining : ''
  }
  return flags
}

function splitAtEquals(word: string): [string, string?] {
  const at = word.indexOf('=')
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)]
}

function takeValue(rest: string[], flag: string): string {
  const value = rest.shift()
  if (value === undefined) throw new UsageError(`flag needs an argument: ${flag}`)
  return value
}

function formatFlag(option: Option, value: string | undefined): Flag {
  const name = option.long ?? ''
  const takesValue = option.required || option.optional
  return { option, word: takesValue ? `${name}=${value ?? 'true'}` : name }
}

function help(value = 'true'): Flag[] {
  return parseBoolean(value) === false ? [] : [{ word: '--help' }]
}
