import { setImmediate as nextTurn } from 'node:timers/promises'

/** Runs a task on batches of distinct values, one after another. Other events are handled between two batches. */
export async function inBatches<T>(
  values: Iterable<T>,
  task: (batch: T[]) => Promise<void> | void,
  batchSize = 200,
): Promise<void> {
  const distinct = [...new Set(values)]
  for (let start = 0; start < distinct.length; start += batchSize) {
    if (start > 0) await nextTurn()
    await task(distinct.slice(start, start + batchSize))
  }
}
