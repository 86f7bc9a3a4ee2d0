import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Middleware, ParameterizedContext } from 'koa'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry as MetricsRegistry } from 'prom-client'
import type { Registry } from '../registry/registry.js'
import type { AnswerCache } from './answer-cache.js'
import type { Redirects } from './redirects.js'

/** The objects whose counters and states become metrics. */
export interface Measured {
  cache: AnswerCache
  redirects: Redirects
  registry: Registry
}

/** The metrics for Prometheus. The gateway's counters are read only at a scrape, so they don't slow down cached answers. */
export class Metrics {
  readonly #metrics = new MetricsRegistry()
  readonly #durations: Histogram<'method' | 'status'>

  constructor({ cache, redirects, registry }: Measured) {
    const registers = [this.#metrics]
    collectDefaultMetrics({ register: this.#metrics })
    this.#durations = new Histogram({
      name: 'registry_http_request_duration_seconds',
      help: 'Time to answer the requests that were not answered from the cache',
      labelNames: ['method', 'status'],
      registers,
    })
    counterOf(registers, 'registry_http_cache_requests_total', 'Requests by outcome in the cache', () => cache.counts)
    counterOf(registers, 'registry_http_links_total', 'Universal links by outcome', () => ({
      redirected: redirects.count,
    }))
    counterOf(registers, 'registry_publications_total', 'Publications by outcome', () => registry.publisher.counts)
    new Gauge({
      name: 'registry_engine_up',
      help: 'Whether an engine answers',
      labelNames: ['engine'],
      registers,
      async collect() {
        const { documents, objects, cache: shared } = await registry.status()
        const engines = Object.entries({ documents, objects, cache: shared })
        for (const [engine, { ok }] of engines) this.set({ engine }, ok ? 1 : 0)
      },
    })
  }

  /** Measures the duration of each request that Koa answers. */
  readonly middleware: Middleware = async (ctx, next) => {
    const start = performance.now()
    try {
      await next()
    } finally {
      this.#durations.observe({ method: ctx.method, status: statusOf(ctx) }, (performance.now() - start) / 1000)
    }
  }

  /** Serves `/metrics`. This belongs on a separate server that is not public. */
  readonly listener: RequestListener = (request, response) => void this.#answer(request, response)

  async #answer({ url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url !== '/metrics') {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Metrics are at /metrics\n')
      return
    }
    const text = await this.#metrics.metrics()
    response.writeHead(200, { 'Content-Type': this.#metrics.contentType }).end(text)
  }
}

// GraphQL writes its answers directly to the response (`ctx.respond` is false). So Koa does not know their status.
function statusOf({ respond, res, status }: ParameterizedContext): number {
  return respond === false ? res.statusCode : status
}

// A metric with the label `outcome`. Its values are read from existing counters at each scrape.
function counterOf(
  registers: MetricsRegistry[],
  name: string,
  help: string,
  counts: () => Record<string, number>,
): Counter<'outcome'> {
  return new Counter({
    name,
    help,
    registers,
    labelNames: ['outcome'],
    collect() {
      this.reset()
      for (const [outcome, count] of Object.entries(counts())) this.inc({ outcome }, count)
    },
  })
}
