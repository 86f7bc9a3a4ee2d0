/** Tells how far a long piece of work is, step by step. */
export interface Progress {
  /** A new step begins. `total` is how much it takes, where that is known. */
  begin(step: string, total?: number): void
  /** That much more of the step is done. */
  advance(amount: number): void
}

/** Nobody wants to know. */
export const noProgress: Progress = { begin: () => {}, advance: () => {} }
