import { CommanderError } from 'commander'
import { redact } from '../redact.js'
import { RegistryError } from '../registry/errors.js'

/** An invalid command line. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** An error whose message is printed without the prefix `Error: `. The exit status is 1. */
export class PlainError extends Error {
  override name = 'PlainError'
}

/**
 * Runs a command. If its error has a detail, throws an error with this detail as the message. Only for commands that the
 * reference registry does not have, because no script compares their error messages.
 */
export async function withDetails(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const detail = error instanceof RegistryError ? error.details.detail : undefined
    throw detail === undefined ? error : new PlainError(`Error: ${detail}`, { cause: error })
  }
}

/**
 * The error output and the exit status for a thrown error. Commander also throws for `--help` and `--version`: their status is
 * 0.
 * @param usage the usage that commander has printed
 * @param operands the arguments of the command
 */
export function describeFailure(
  error: unknown,
  usage: string,
  operands: readonly string[],
): { text: string; status: number } {
  if (error instanceof CommanderError) return explainCommander(error, usage, operands)
  if (error instanceof PlainError) return { text: `${redact(error.message)}\n`, status: 1 }
  const message = error instanceof Error && error.message ? error.message : String(error)
  return { text: `Error: ${redact(message)}\n`, status: 1 }
}

/** The detail of an error as a line; empty if the error has none. */
export function detailOf(error: unknown): string {
  const detail = error instanceof RegistryError ? error.details.detail : undefined
  return detail === undefined ? '' : `${redact(detail)}\n`
}

function explainCommander(
  error: CommanderError,
  usage: string,
  operands: readonly string[],
): { text: string; status: number } {
  if (error.exitCode === 0) return { text: '', status: 0 }
  if (error.code === 'commander.unknownCommand') {
    return { text: `Error: ${unknownCommand(error.message, usage)}\n`, status: 1 }
  }
  return { text: `Error: ${usageProblem(error, usage, operands)}\n\n${usage}`, status: 1 }
}

/** Describes what is wrong with the command line. Commander's own message does not name an unexpected argument. */
function usageProblem({ code, message }: CommanderError, usage: string, operands: readonly string[]): string {
  if (code === 'commander.missingArgument') return `missing argument <${/'(.*)'/.exec(message)?.[1] ?? ''}>`
  if (code === 'commander.excessArguments') {
    const expected = Number(/Expected (\d+)/.exec(message)?.[1])
    return `unexpected argument ${JSON.stringify(operands[expected])}`
  }
  // Commander throws the help of a group of commands without a message.
  if (code === 'commander.help') return `missing command after "${groupIn(usage)}"`
  return message.replace(/^error: /, '')
}

function groupIn(usage: string): string {
  return /^ {2}(cozy-registry[^[]*) \[/m.exec(usage)?.[1] ?? 'cozy-registry'
}

/**
 * Converts an error of commander to the format of Go's cobra. Commander writes `error: unknown command 'foo'` and
 * `(Did you mean one of a, b?)`.
 */
function unknownCommand(message: string, usage: string): string {
  const name = /unknown command '(.*)'/.exec(message)?.[1] ?? ''
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]?.split(', ') ?? []
  const hint = near.length > 0 ? `\n\nDid you mean this?\n${near.map((each) => `\t${each}\n`).join('')}` : ''
  return `unknown command "${name}" for "${groupIn(usage)}"${hint}`
}
