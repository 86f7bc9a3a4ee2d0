import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import { hasBody } from './has-body.js'

/** A server that listens. */
export interface Listening {
  /** `host` as configured, an IPv6 address in brackets; `url` without a slash at its end. */
  address: { host: string; port: number; url: string }
  /** Stops accepting, and waits a while for the requests that run. */
  close: () => Promise<void>
}

/** How long things may take, in milliseconds. Slow clients may not hold a connection for ever. */
export interface Limits {
  /** Until all headers of a request are there. */
  headers: number
  /** Until all of a request is there, for those who read it; routes are less patient. */
  request: number
  /** The same for what nobody reads any more, as the answer was given without it. */
  unread: number
  /** Without a byte while an answer is being sent, or between requests of one connection. */
  idle: number
  /** For what still runs when the server closes. */
  closing: number
}

const seconds = 1000
// Milliseconds between two looks for connections that have become idle while the server closes.
const sweepPause = 50
const usual: Limits = {
  headers: 10 * seconds,
  request: 160 * seconds,
  unread: 30 * seconds,
  idle: 75 * seconds,
  closing: 10 * seconds,
}

/**
 * Listens for HTTP.
 * @param host as configured: `localhost` is the IPv4 loopback address, an IPv6 address may have brackets, `''` is all interfaces
 */
export async function listen(
  listener: RequestListener,
  { host, port }: { host: string; port: number },
  limits = usual,
): Promise<Listening> {
  const server = createServer(optionsOf(limits))
  const running = answerWith(server, listener, limits.unread)
  server.setTimeout(limits.idle, (socket: Socket) => {
    // While an answer is being made nothing is sent, and that is nobody's fault: a publication may wait for its turn.
    if (running.get(socket)?.headersSent ?? true) socket.destroy()
  })
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const bound = bare === 'localhost' ? '127.0.0.1' : bare
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(bound !== '' && { host: bound }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  const bracketed = isIPv6(bare) ? `[${bare}]` : host
  return {
    address: { host: bracketed, port: actual, url: `http://${bracketed || 'localhost'}:${String(actual)}` },
    close: () => close(server, running, limits.closing),
  }
}

function optionsOf({ headers, request, idle }: Limits) {
  return {
    ...{ headersTimeout: headers, requestTimeout: request, keepAliveTimeout: idle },
    // Node looks for late requests every 30 seconds otherwise.
    connectionsCheckingInterval: Math.min(headers / 10, seconds),
  }
}

// An answer does not wait for the rest of its request, and that need never come.
function dropUnread(request: IncomingMessage, response: ServerResponse, within: number): void {
  if (!hasBody(request)) return
  const drop = () => {
    if (!request.complete) request.socket.destroy()
  }
  const late = setTimeout(() => {
    if (response.writableFinished) drop()
    else response.once('finish', drop)
  }, within)
  request.once('close', () => clearTimeout(late))
}

/** The answer that each connection waits for. */
type Running = Map<Socket, ServerResponse>

// What is answered at once needs no watching, and most is.
function answerWith(server: Server, listener: RequestListener, unread: number): Running {
  const running: Running = new Map()
  server.on('request', (request, response) => {
    // Once the server closes, each connection ends with its answer, so that its client turns elsewhere.
    if (!server.listening) response.setHeader('Connection', 'close')
    dropUnread(request, response, unread)
    listener(request, response)
    if (response.writableEnded) return
    const { socket } = request
    running.set(socket, response)
    response.once('close', () => {
      if (running.get(socket) === response) running.delete(socket)
    })
  })
  return running
}

async function close(server: Server, running: Running, patience: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const response of running.values()) {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  // Answers that were begun before end without ending their connection.
  const sweeping = setInterval(() => server.closeIdleConnections(), sweepPause)
  const impatient = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(sweeping)
  clearTimeout(impatient)
}
