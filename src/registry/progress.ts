/** Reports the progress of long work, step by step. */
export interface Progress {
  /** Begins a step of `total` units. `undefined` when the total is unknown. */
  begin(step: string, total?: number): void
  /** Reports that `amount` more units of the step are done. */
  advance(amount: number): void
}

/** Reports nothing. */
export const noProgress: Progress = { begin: () => {}, advance: () => {} }
