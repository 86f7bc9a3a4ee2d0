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
 * Runs a command, and prints the details of its errors. Only for commands that the reference registry does not have, because no
 * script compares their error messages.
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
 */
export function describeFailure(error: unknown, usage: string): { text: string; status: number } {
  if (error instanceof CommanderError) return explainCommander(error, usage)
  if (error instanceof PlainError) return { text: `${redact(error.message)}\n`, status: 1 }
  const message = error instanceof Error && error.message ? error.message : String(error)
  return { text: `Error: ${redact(message)}\n`, status: 1 }
}

/** The detail of a refusal as a line, if its message does not have it. Otherwise empty. */
export function detailOf(error: unknown): string {
  const detail = error instanceof RegistryError ? error.details.detail : undefined
  return detail === undefined ? '' : `${redact(detail)}\n`
}

function explainCommander(error: CommanderError, usage: string): { text: string; status: number } {
  if (error.exitCode === 0) return { text: '', status: 0 }
  if (error.code === 'commander.unknownCommand') {
    return { text: `Error: ${unknownCommand(error.message, usage)}\n`, status: 1 }
  }
  return { text: usage, status: 1 }
}

/**
 * Converts an error of commander to the format of Go's cobra. Commander writes `error: unknown command 'foo'` and
 * `(Did you mean one of a, b?)`.
 */
function unknownCommand(message: string, usage: string): string {
  const name = /unknown command '(.*)'/.exec(message)?.[1] ?? ''
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]?.split(', ') ?? []
  const hint = near.length > 0 ? `\n\nDid you mean this?\n${near.map((each) => `\t${each}\n`).join('')}` : ''
  const group = /^ {2}(cozy-registry[^[]*) \[/m.exec(usage)?.[1] ?? 'cozy-registry'
  return `unknown command "${name}" for "${group}"${hint}`
}
