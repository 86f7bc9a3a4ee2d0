import { Readable } from 'node:stream'
import type { StackRequest } from './context.js'

/** Sends an event to the client. */
export type SendEvent = (event: 'state' | 'error', data: unknown) => void

// Milliseconds.
const defaultInterval = 10_000

/**
 * Answers with an event stream, which ends when the work ends. If the client disconnects first, the work continues.
 * @param interval milliseconds between the comments that tell the client that the work continues
 */
export function sendEvents(
  ctx: StackRequest,
  work: (send: SendEvent) => Promise<void>,
  interval = defaultInterval,
): void {
  const stream = new Readable({ read: () => undefined })
  const write = (text: string): void => {
    if (!stream.destroyed) stream.push(text)
  }
  const timer = setInterval(() => write(': still working\r\n'), interval)
  const end = (): void => {
    clearInterval(timer)
    if (!stream.destroyed) stream.push(null)
  }
  stream.once('close', () => clearInterval(timer))
  ctx.status = 200
  ctx.set('Content-Type', 'text/event-stream')
  ctx.body = stream
  void work((event, data) => write(`event: ${event}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`)).then(end, end)
}
