import type { Context } from './context.js'

/** What `agreementFlags` give. */
export interface Agreement {
  yes?: boolean
  force?: boolean
}

/**
 * Asks before something is removed for ever. Only people at a terminal are asked: scripts that were written for the reference
 * registry, which asks nothing there, go on.
 */
export async function agreed(given: Agreement, { prompts }: Context, question: string): Promise<boolean> {
  return waived(given) || !prompts.onTerminal || prompts.confirm(question, false)
}

/** Whether questions are waived. */
export function waived({ yes = false, force = false }: Agreement): boolean {
  return yes || force
}
