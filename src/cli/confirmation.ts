import type { Context } from './context.js'
import { PlainError } from './refusals.js'

/** What `agreementFlags` give. */
export interface ConfirmationFlags {
  yes?: boolean
  force?: boolean
}

type Asking = Pick<Context, 'prompts'>

/**
 * Asks before something is changed that can't be undone; returns only when the answer is yes, or the question is waived.
 * @throws PlainError when the answer is no, or when the input ends without one
 */
export async function confirm(given: ConfirmationFlags, { prompts }: Asking, question: string): Promise<void> {
  if (waived(given)) return
  if (!(await prompts.confirm(question, '--yes'))) throw declined()
}

/**
 * As `confirm`, for a command of the reference registry, which asks nothing there: its scripts, that give no answer at all,
 * go on.
 * @throws PlainError when the answer is no
 */
export async function confirmUnlessScripted(
  given: ConfirmationFlags,
  { prompts }: Asking,
  question: string,
): Promise<void> {
  if (waived(given)) return
  if ((await prompts.confirmIfAnswered(question, '--yes')) === false) throw declined()
}

/** Whether questions are waived. */
export function waived({ yes = false, force = false }: ConfirmationFlags): boolean {
  return yes || force
}

function declined(): PlainError {
  return new PlainError('The answer is no: nothing was changed.')
}
