import type { IncomingMessage } from 'node:http'

// A body that has been read in front of Koa, by its request.
const bodies = new WeakMap<IncomingMessage, Buffer>()

/** The body of a request, if `readEarly` has read it. */
export function earlyBodyOf(request: IncomingMessage): Buffer | undefined {
  return bodies.get(request)
}

/** Reads the body of a request, and then calls `proceed`. If the client leaves before, `proceed` is not called. */
export function readEarly(request: IncomingMessage, proceed: () => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.once('end', () => {
    bodies.set(request, Buffer.concat(chunks))
    proceed()
  })
  // Without a listener, the error of a client that leaves would end the process.
  request.once('error', () => undefined)
}
