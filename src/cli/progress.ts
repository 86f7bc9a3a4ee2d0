import type { Writable } from 'node:stream'
import { SingleBar } from 'cli-progress'
import type { Progress } from '../registry/progress.js'

const barLength = 24
const stepLength = 44

/**
 * Shows the progress of long work on the standard error. On a terminal, each step has a bar. Elsewhere, each step has a line.
 */
export class ShownProgress implements Progress {
  readonly #stream: Writable & { isTTY?: boolean }
  #bar: SingleBar | undefined

  constructor(stream: Writable & { isTTY?: boolean }) {
    this.#stream = stream
  }

  begin(step: string, total?: number): void {
    this.end()
    if (!this.#stream.isTTY) {
      this.#stream.write(`${step}\n`)
      return
    }
    const hasTotal = total !== undefined
    const bar = hasTotal ? '{bar} {percentage}%' : '{value}'
    const format = `${clipped(step).padEnd(stepLength)} ${bar}`
    this.#bar = new SingleBar({ format, barsize: barLength, stream: this.#stream, hideCursor: true })
    // A bar with a total of 0 would stay at 0 %. A complete bar is shown instead.
    if (total === 0) this.#bar.start(1, 1)
    else this.#bar.start(total ?? 1, 0)
  }

  advance(amount: number): void {
    this.#bar?.increment(amount)
  }

  /** Ends the last step. The next output starts on a new line. */
  end(): void {
    this.#bar?.stop()
    this.#bar = undefined
  }
}

function clipped(step: string): string {
  return step.length > stepLength ? `${step.slice(0, stepLength - 1)}…` : step
}
