/** Reports the progress of long work, step by step. */
export interface Progress {
  /** Begins a step, which has `total` units where that is known. */
  begin(step: string, total?: number): void
  /** So many more units of the step are done. */
  advance(amount: number): void
}

/** Reports nothing. */
export const noProgress: Progress = { begin: () => {}, advance: () => {} }
