import type { ExecutionResult } from 'graphql'

/** The member of a result with the id of its event. */
export const eventId = Symbol('event id')

/** One message of an event stream. Without `data` and `errors`, it only keeps the connection open. */
export interface EventResult extends ExecutionResult {
  [eventId]?: string
}

// Milliseconds that browsers wait before they connect again.
const retryDelay = 2000

/**
 * Writes results as server-sent events, by the protocol "GraphQL over SSE" (distinct connections). The id of each event is its
 * cursor, which browsers send as `Last-Event-ID` when they connect again. A client that reads slowly stops the iteration.
 */
export function eventStreamResponse(results: AsyncIterable<EventResult>): Response {
  const iterator = results[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${String(retryDelay)}\n\n`))
    },
    async pull(controller) {
      const next = await iterator.next()
      controller.enqueue(encoder.encode(next.done ? 'event: complete\ndata:\n\n' : messageOf(next.value)))
      if (next.done) controller.close()
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return new Response(body, { headers: eventStreamHeaders })
}

/** The headers of an answer with server-sent events. */
export const eventStreamHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache',
  // Makes nginx pass on each event at once.
  'X-Accel-Buffering': 'no',
}

/** Whether a message has no result, and only keeps the connection open. */
export function isKeepAlive({ data, errors }: EventResult): boolean {
  return data === undefined && errors === undefined
}

function messageOf({ [eventId]: id, ...result }: EventResult): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`
  return isKeepAlive(result) ? `:\n${idLine}\n` : `${idLine}event: next\ndata: ${JSON.stringify(result)}\n\n`
}
