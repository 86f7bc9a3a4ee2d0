import type { Context } from './context.js'
import { PlainError } from './errors.js'

/** The values of the flags that `confirmationFlags` defines. */
export interface ConfirmationFlags {
  yes?: boolean
  force?: boolean
}

type PromptContext = Pick<Context, 'prompts'>

/**
 * Asks for confirmation of a change that can't be undone. Resolves if the answer is yes, or if a flag skips the question.
 * @throws PlainError if the answer is no, or if the input ends without an answer
 */
export async function confirm(flags: ConfirmationFlags, { prompts }: PromptContext, question: string): Promise<void> {
  if (skipsConfirmation(flags)) return
  if (!(await prompts.confirm(question, 'give --yes'))) throw declined()
}

/**
 * Like `confirm`, but also resolves if the input of a script ends without an answer. For commands for which the reference registry
 * asks no confirmation: existing scripts give no answer.
 * @throws PlainError if the answer is no
 */
export async function confirmUnlessScripted(
  flags: ConfirmationFlags,
  { prompts }: PromptContext,
  question: string,
): Promise<void> {
  if (skipsConfirmation(flags)) return
  if ((await prompts.confirmIfAnswered(question, 'give --yes')) === false) throw declined()
}

/** Whether a flag skips the confirmation. */
export function skipsConfirmation({ yes = false, force = false }: ConfirmationFlags): boolean {
  return yes || force
}

function declined(): PlainError {
  return new PlainError('The answer is no: nothing was changed.')
}
