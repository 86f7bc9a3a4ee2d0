import { CommanderError } from 'commander'
import { redact } from '../redact.js'
import { RegistryError } from '../registry/errors.js'

/** A command line that makes no sense. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Ends the run with status 1 and this bare text, without `Error: ` in front of it. */
export class PlainError extends Error {
  override name = 'PlainError'
}

/**
 * Runs a command that the reference registry does not have: no script knows the short texts of its refusals, so people get the
 * sentences that say more.
 */
export async function inFull(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const detail = error instanceof RegistryError ? error.details.detail : undefined
    throw detail === undefined ? error : new PlainError(`Error: ${detail}`, { cause: error })
  }
}

/** What a failed run prints on the standard error, and its exit status. Asked-for help is no failure. */
export function explain(error: unknown, usage: string): { text: string; status: number } {
  if (error instanceof CommanderError) return explainCommander(error, usage)
  if (error instanceof PlainError) return { text: `${redact(error.message)}\n`, status: 1 }
  const message = error instanceof Error && error.message ? error.message : String(error)
  return { text: `Error: ${redact(message)}\n`, status: 1 }
}

function explainCommander(error: CommanderError, usage: string): { text: string; status: number } {
  if (error.exitCode === 0) return { text: '', status: 0 }
  if (error.code === 'commander.unknownCommand') {
    return { text: `Error: ${unknownCommand(error.message, usage)}\n`, status: 1 }
  }
  return { text: usage, status: 1 }
}

/** Rewords commander's `error: unknown command 'foo'` with its `(Did you mean one of a, b?)`; the usage names the group. */
function unknownCommand(message: string, usage: string): string {
  const name = /unknown command '(.*)'/.exec(message)?.[1] ?? ''
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]?.split(', ') ?? []
  const hint = near.length > 0 ? `\n\nDid you mean this?\n${near.map((each) => `\t${each}\n`).join('')}` : ''
  const group = /^ {2}(cozy-registry[^[]*) \[/m.exec(usage)?.[1] ?? 'cozy-registry'
  return `unknown command "${name}" for "${group}"${hint}`
}
