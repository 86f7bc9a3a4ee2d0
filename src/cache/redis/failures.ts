import type { Logger } from 'pino'
import { Counter } from 'prom-client'

const counter = new Counter({
  name: 'cozy_registry_cache_failures_total',
  help: 'Operations of the shared cache that failed',
  labelNames: ['operation'],
})

/** The minimum number of milliseconds between two log lines. While Redis is down, every command to it fails. */
const reportPause = 10_000

/** Counts the failures of Redis. Logs the first failure at once, then the number of failures at most every 10 seconds. */
export class Failures {
  readonly #log: Logger
  #unreported = 0
  #reportedAt = -Infinity

  constructor(log: Logger) {
    this.#log = log
  }

  add(operation: string, err: unknown): void {
    counter.inc({ operation })
    this.#unreported++
    const now = performance.now()
    if (now - this.#reportedAt < reportPause) return
    this.#log.error(
      { err, operation, failures: this.#unreported },
      'Redis failed: nothing was read from the cache or written to it, and this gateway counts for itself',
    )
    this.#unreported = 0
    this.#reportedAt = now
  }
}
