import { withTimeout } from '../../outgoing/with-timeout.js'
import { RegistryError } from '../errors.js'

/** The limits of the queue. */
export interface QueueLimits {
  /** How many publications may run at once. */
  concurrency: number
  /** How many publications of the same editor may run at once. */
  runningPerEditor: number
  /** How many publications may wait. */
  waiting: number
  /** How many publications of the same editor may wait. */
  waitingPerEditor: number
  /** Milliseconds that a publication may wait. */
  queueTimeout: number
}

/** A publication that waits. */
interface Waiting {
  start: () => void
  refuse: (reason: Error) => void
}

// Seconds that a client should wait before it tries again.
const retryAfter = 30

/**
 * Limits how many publications run at once. Further publications wait, because publishing clients don't retry. Editors are served
 * round robin, so one editor does not delay all others. If the queue is full, the last publication of the editor with the most
 * waiting publications is refused.
 */
export class PublicationQueue {
  readonly #limits: QueueLimits
  /** The waiting publications of each editor; no list is empty. The first editor in the map is served next. */
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #running = new Map<string, number>()
  #onSettled: (() => void)[] = []

  constructor(limits: QueueLimits) {
    this.#limits = limits
  }

  /**
   * Runs a publication when the limits allow it.
   * @param signal aborts the waiting. A running publication must observe the signal itself.
   * @throws RegistryError BUSY when too many publications wait already, when this one must make room for another editor, or
   * when it waits too long
   */
  async run<T>(editor: string, signal: AbortSignal | undefined, publication: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    if (!this.#mayStart(editor)) await this.#wait(editor, signal)
    else this.#count(editor, 1)
    try {
      return await publication()
    } finally {
      this.#count(editor, -1)
      this.#startNext()
    }
  }

  /** Resolves when no publication is running any more. */
  async settled(): Promise<void> {
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#onSettled.push(resolve))
  }

  /** Resolves when the publication may run. The publication then counts as running. */
  async #wait(editor: string, signal: AbortSignal | undefined): Promise<void> {
    this.#makeRoom(editor)
    const timeoutError = () => busy('The publication waited too long for its turn', 'queue_timeout')
    await withTimeout(this.#limits.queueTimeout, timeoutError, signal, (waitSignal) => {
      return new Promise<void>((start, refuse) => {
        const waiting: Waiting = { start, refuse }
        this.#waiting.set(editor, [...(this.#waiting.get(editor) ?? []), waiting])
        waitSignal.addEventListener('abort', () => {
          this.#remove(editor, waiting)
          refuse(abortError(waitSignal))
        })
      })
    })
  }

  #mayStart(editor: string): boolean {
    const { concurrency, runningPerEditor } = this.#limits
    return sum(this.#running.values()) < concurrency && (this.#running.get(editor) ?? 0) < runningPerEditor
  }

  // If the queue is full, refuses the last publication of an editor that has more waiting publications than `editor` would have with
  // the new one. If there is no such editor, refuses the new publication.
  #makeRoom(editor: string): void {
    const { waiting, waitingPerEditor } = this.#limits
    const waitingOfEditor = this.#waiting.get(editor)?.length ?? 0
    if (waitingOfEditor >= waitingPerEditor) {
      throw busy(`${waitingOfEditor} publications of this editor are waiting already`, 'waiting_per_editor')
    }
    if (sum([...this.#waiting.values()].map(({ length }) => length)) < waiting) return
    const queueFull = busy('Too many publications are waiting', 'waiting')
    const [longestEditor, longestList] = [...this.#waiting].reduce<[string, Waiting[]]>(
      (longest, next) => (next[1].length > longest[1].length ? next : longest),
      [editor, []],
    )
    const last = longestList.at(-1)
    if (last === undefined || longestList.length <= waitingOfEditor + 1) throw queueFull
    this.#remove(longestEditor, last)
    last.refuse(queueFull)
  }

  #remove(editor: string, waiting: Waiting): void {
    const remaining = (this.#waiting.get(editor) ?? []).filter((other) => other !== waiting)
    if (remaining.length === 0) this.#waiting.delete(editor)
    else this.#waiting.set(editor, remaining)
  }

  #startNext(): void {
    const editor = [...this.#waiting.keys()].find((candidate) => this.#mayStart(candidate))
    if (editor !== undefined) {
      const [next, ...others] = this.#waiting.get(editor) ?? []
      // Moves the editor to the end of the round robin.
      this.#waiting.delete(editor)
      if (others.length > 0) this.#waiting.set(editor, others)
      this.#count(editor, 1)
      next?.start()
    } else if (this.#running.size === 0) {
      for (const resolve of this.#onSettled.splice(0)) resolve()
    }
  }

  #count(editor: string, change: 1 | -1): void {
    const count = (this.#running.get(editor) ?? 0) + change
    if (count === 0) this.#running.delete(editor)
    else this.#running.set(editor, count)
  }
}

function abortError({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0)
}

/** The refusal of a publication that exceeds the limit `limits.publish.<key>`. */
export function busy(reason: string, key: string): RegistryError {
  return new RegistryError('BUSY', `${reason}: try again in a while (limits.publish.${key})`, { retryAfter })
}
