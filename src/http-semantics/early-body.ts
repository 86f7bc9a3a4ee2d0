import type { IncomingMessage } from 'node:http'

// A body that has been read in front of Koa, by its request.
const bodies = new WeakMap<IncomingMessage, Buffer>()

/** The body of a request, if `readEarly` has read it. */
export function earlyBodyOf(request: IncomingMessage): Buffer | undefined {
  return bodies.get(request)
}

// The requests whose bodies are being read.
const arriving = new Set<IncomingMessage>()
// Slow clients must not take much memory. The bodies of further requests are read where their sum is limited.
const maxArriving = 1_000

/**
 * Reads the short body of a request, and then calls `proceed`. If the client leaves before, `proceed` is not called. If very many
 * bodies are arriving, `proceed` is called at once, and the body is not read.
 */
export function readEarly(request: IncomingMessage, proceed: () => void): void {
  if (arriving.size >= maxArriving) return proceed()
  const chunks: Buffer[] = []
  arriving.add(request)
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.once('end', () => {
    arriving.delete(request)
    bodies.set(request, Buffer.concat(chunks))
    proceed()
  })
  request.once('close', () => arriving.delete(request))
  // Without a listener, the error of a client that leaves would end the process.
  request.once('error', () => undefined)
}
