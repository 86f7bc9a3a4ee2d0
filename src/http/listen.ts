import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { isIPv6, Server as TcpServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { hasBody } from '../http-semantics/has-body.js'
import { UnsentAnswers } from './unsent-answers.js'

/** A listening server. */
export interface Listening {
  /** `host` as configured, an IPv6 address in brackets; `url` without a slash at its end. */
  address: { host: string; port: number; url: string }
  /**
   * Goes on accepting for these milliseconds, and closes each connection with its answer; then stops accepting, at a moment
   * without new requests.
   */
  drain: (milliseconds: number) => Promise<void>
  /** Stops accepting, and waits for the running requests. */
  close: () => Promise<void>
}

/** Limits for slow clients: timeouts in milliseconds, and the size of unsent answers. */
export interface Limits {
  /** Until all headers of a request have arrived. */
  headers: number
  /** Until the whole request has arrived; routes that read a body have shorter timeouts. */
  request: number
  /** Until a body has arrived that is not read, because the request was answered without it. */
  unreadBodyTimeout: number
  /** Without traffic while an answer is being sent, or between requests on a connection. */
  idle: number
  /** When the server closes: until an answer is sent that has started. */
  closing: number
  /** The most unsent bytes of answers, on all connections. */
  unsentBytes: number
}

const seconds = 1000
// The most connections that wait to be accepted, bounded by the system (`net.core.somaxconn`). When the queue is full the system
// drops the attempt, and the client tries again after one second, then after two. Node's default is 511.
const backlog = 65_535
// While the server closes: milliseconds between two sweeps for idle connections.
const sweepPause = 50
// Milliseconds between two checks of the unsent bytes.
const unsentPause = 100
// The most pipelined requests that wait on one connection. Clients that pipeline send about ten; without a limit, one read of a
// socket brings a thousand.
const mostPipelined = 32
// Milliseconds that a closing server waits for an answer that has not started: a publication may take minutes.
const longestAnswer = 310 * seconds
// Milliseconds without a new connection or request that count as quiet, and the longest wait for a quiet moment.
const quiet = 50
const quietLimit = 1_000
const defaultLimits: Limits = {
  headers: 10 * seconds,
  request: 160 * seconds,
  unreadBodyTimeout: 30 * seconds,
  idle: 75 * seconds,
  closing: 10 * seconds,
  unsentBytes: 128 * 1024 * 1024,
}

/**
 * Listens for HTTP.
 * @param host as configured: `localhost` is 127.0.0.1, an IPv6 address may have brackets, `''` is all interfaces
 */
export async function listen(
  listener: RequestListener,
  { host, port }: { host: string; port: number },
  limits = defaultLimits,
): Promise<Listening> {
  const server = createServer(optionsOf(limits))
  const traffic = new Traffic(server, listener, limits.unreadBodyTimeout)
  const unsent = new UnsentAnswers(limits.unsentBytes)
  const looking = setInterval(() => unsent.endSlowest(traffic.connections), unsentPause).unref()
  server.once('close', () => clearInterval(looking))
  server.setTimeout(limits.idle, (socket: Socket) => {
    // No timeout while an answer is being made: a publication may wait in the queue.
    if (traffic.running.get(socket)?.headersSent ?? true) socket.destroy()
  })
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const bound = bare === 'localhost' ? '127.0.0.1' : bare
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, backlog, ...(bound !== '' && { host: bound }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  const bracketed = isIPv6(bare) ? `[${bare}]` : host
  return {
    address: { host: bracketed, port: actual, url: `http://${bracketed || 'localhost'}:${String(actual)}` },
    drain: (milliseconds) => drain(server, traffic, milliseconds),
    close: () => close(server, traffic, limits),
  }
}

function optionsOf({ headers, request, idle }: Limits) {
  return {
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: idle,
    // Node's default of 30 seconds is too rare for these timeouts.
    connectionsCheckingInterval: Math.min(headers / 10, seconds),
  }
}

// Closes the connection of a request that was answered before its body had arrived, when the body takes too long.
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

/** Tracks connections and running requests. */
class Traffic {
  /** The unfinished answer of each connection. */
  readonly running = new Map<Socket, ServerResponse>()
  readonly connections = new Set<Socket>()
  /** Pipelined requests, which wait for the answer to an earlier request on their connection. */
  readonly #pipelined = new Map<Socket, (() => void)[]>()
  readonly #listener: RequestListener
  #isEnding = false
  /** While it is defined, new requests are not answered, but collected here. */
  #held: (() => void)[] | undefined
  #arrivedAt = -Infinity

  constructor(server: Server, listener: RequestListener, unread: number) {
    this.#listener = listener
    server.on('connection', (socket) => {
      this.#arrivedAt = performance.now()
      this.connections.add(socket)
      socket.once('close', () => {
        this.connections.delete(socket)
        this.#pipelined.delete(socket)
      })
    })
    server.on('request', (request, response) => {
      // The connection was closed because of too many pipelined requests; this is one of them.
      if (request.socket.destroyed) return
      this.#arrivedAt = performance.now()
      if (this.#isEnding) response.setHeader('Connection', 'close')
      dropUnread(request, response, unread)
      if (this.#held) this.#held.push(() => this.#answer(request, response))
      else this.#answer(request, response)
    })
  }

  /** From now on each connection is closed with its answer, so that clients connect to other gateways. */
  end(): void {
    this.#isEnding = true
    for (const response of this.running.values()) {
      if (!response.headersSent) response.setHeader('Connection', 'close')
    }
  }

  /**
   * Runs `work` in a quiet moment: waits until clients that have connected have sent their requests, and holds new requests back
   * until `work` has run, so that answered clients don't open new connections.
   */
  async whileHolding(work: () => void): Promise<void> {
    const held: (() => void)[] = []
    this.#held = held
    await this.quiet()
    work()
    this.#held = undefined
    for (const answer of held) answer()
  }

  /** Resolves when no connection or request has arrived for a moment and none is pending, or when that takes too long. */
  async quiet(): Promise<void> {
    const end = performance.now() + quietLimit
    for (;;) {
      // Pending connections are accepted in this turn of the event loop.
      await nextTurn()
      const now = performance.now()
      if (now >= end || now - this.#arrivedAt >= quiet) return
      await sleep(quiet / 5)
    }
  }

  /** Closes all connections, except those whose answer has not started. */
  destroyOthers(): void {
    for (const socket of this.connections) if (this.running.get(socket)?.headersSent ?? true) socket.destroy()
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    // Answers are sent in the order of the requests, so an answer made before its turn would only take memory.
    if (this.running.has(socket)) return this.#wait(socket, () => this.#answer(request, response))
    this.#listener(request, response)
    if (response.writableEnded) return
    this.running.set(socket, response)
    response.once('close', () => {
      this.running.delete(socket)
      this.#answerNext(socket)
    })
  }

  #wait(socket: Socket, answer: () => void): void {
    const waiting = this.#pipelined.get(socket) ?? []
    this.#pipelined.set(socket, waiting)
    if (waiting.push(answer) > mostPipelined) socket.destroy()
  }

  #answerNext(socket: Socket): void {
    const waiting = this.#pipelined.get(socket) ?? []
    while (waiting.length > 0 && !this.running.has(socket) && !socket.destroyed) waiting.shift()?.()
    if (waiting.length === 0) this.#pipelined.delete(socket)
  }
}

// Closing the listening socket resets connections that are not accepted yet, and closing a connection loses a request in transit.
// Both are done in a quiet moment.
async function drain(server: Server, traffic: Traffic, milliseconds: number): Promise<void> {
  traffic.end()
  await sleep(milliseconds)
  // `close` of the HTTP server would also close connections that have just been accepted.
  await traffic.whileHolding(() => TcpServer.prototype.close.call(server))
  await traffic.quiet()
}

async function close(server: Server, traffic: Traffic, { closing }: Limits): Promise<void> {
  traffic.end()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Answers that had started before have no `Connection: close`, so their connections become idle.
  const sweeping = setInterval(() => server.closeIdleConnections(), sweepPause)
  const closingTimeout = setTimeout(() => traffic.destroyOthers(), closing)
  const answerTimeout = setTimeout(() => server.closeAllConnections(), longestAnswer)
  await closed
  clearInterval(sweeping)
  clearTimeout(closingTimeout)
  clearTimeout(answerTimeout)
}
