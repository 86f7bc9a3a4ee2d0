import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { isIPv6, Server as TcpServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { boundHost } from '../config/listening.js'
import { hasBody } from '../http-semantics/has-body.js'
import { UnsentAnswers } from './unsent-answers.js'

/** A listening server. */
export interface Listening {
  /** `host` is the configured host, with brackets around an IPv6 address. `url` has no slash at its end. */
  address: { host: string; port: number; url: string }
  /**
   * Accepts connections for `milliseconds`, and closes each connection after its answer. Then stops accepting, at a moment
   * without new requests.
   */
  drain: (milliseconds: number) => Promise<void>
  /** Stops accepting, and waits for the running requests. */
  close: () => Promise<void>
}

/** The limits for slow clients. Timeouts are in milliseconds. */
export interface Limits {
  /** The time until all headers of a request have arrived. */
  headersTimeout: number
  /** The time until the whole request has arrived. Routes that read a body have shorter timeouts. */
  requestTimeout: number
  /** The time until the body has arrived, for a request that is answered without reading its body. */
  unreadBodyTimeout: number
  /** The time without traffic on a connection while an answer is sent, or between requests. */
  idleTimeout: number
  /** When the server closes: the time in which clients must receive those parts of answers that are produced already. */
  closingTimeout: number
  /** When the server closes: the time to produce the answers. Must be at least the time that the slowest answer takes. */
  answerTimeout: number
  /** The maximum of unsent bytes of the answers on all connections together. */
  unsentBytes: number
}

const seconds = 1000
// The longest delay of Node's timers. A timer with a longer delay, such as `Infinity`, would fire at once.
const maxDelay = 2 ** 31 - 1
// The maximum of connections that wait to be accepted. Node's default is 511. On Linux, `net.core.somaxconn` is another limit.
// If the queue is full, the system drops connection attempts. Clients try again after one second, then after two.
const backlog = 65_535
// Milliseconds between two searches for idle connections, while the server closes.
const sweepPause = 50
// Milliseconds between two checks of the unsent bytes.
const unsentPause = 100
// The maximum of pipelined requests that wait on one connection. Clients that pipeline send about ten at once. Without a limit,
// one read of a socket could bring a thousand requests.
const maxPipelined = 32
// In milliseconds. The traffic is quiet if no connection or request has arrived for this time.
const quietTime = 50
// The longest wait for a quiet moment, in milliseconds.
const maxQuietWait = 1_000
/** The limits of a server whose answers take at most a minute. */
export const defaultLimits: Limits = {
  headersTimeout: 10 * seconds,
  requestTimeout: 160 * seconds,
  unreadBodyTimeout: 30 * seconds,
  idleTimeout: 75 * seconds,
  closingTimeout: 10 * seconds,
  answerTimeout: 60 * seconds,
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
  const unsentTimer = setInterval(() => unsent.endSlowest(traffic.connections), unsentPause).unref()
  server.once('close', () => clearInterval(unsentTimer))
  server.setTimeout(limits.idleTimeout, (socket: Socket) => {
    // While an answer is being made, the timeout does not apply: a publication may wait in the queue.
    if (traffic.running.get(socket)?.headersSent ?? true) socket.destroy()
  })
  const bound = boundHost(host)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, backlog, ...(bound !== '' && { host: bound }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  const displayHost = isIPv6(bound) ? `[${bound}]` : host
  return {
    address: { host: displayHost, port: actualPort, url: `http://${displayHost || 'localhost'}:${String(actualPort)}` },
    drain: (milliseconds) => drain(server, traffic, milliseconds),
    close: () => close(server, traffic, limits),
  }
}

function optionsOf({ headersTimeout, requestTimeout, idleTimeout }: Limits) {
  return {
    headersTimeout,
    requestTimeout,
    keepAliveTimeout: idleTimeout,
    // By default, Node checks the timeouts every 30 seconds. This is too rare for the timeouts here.
    connectionsCheckingInterval: Math.min(headersTimeout / 10, seconds),
  }
}

// A request may be answered before its body has arrived. If the body is still arriving after `timeout`, closes the connection.
function dropUnreadBody(request: IncomingMessage, response: ServerResponse, timeout: number): void {
  if (!hasBody(request)) return
  const drop = () => {
    if (!request.complete) request.socket.destroy()
  }
  const timer = setTimeout(() => {
    if (response.writableFinished) drop()
    else response.once('finish', drop)
  }, timeout)
  request.once('close', () => clearTimeout(timer))
}

/** Tracks connections and running requests. */
class Traffic {
  /** The unfinished answer of each connection. */
  readonly running = new Map<Socket, ServerResponse>()
  readonly connections = new Set<Socket>()
  /** The pipelined requests of each connection. They wait for the answer to an earlier request. */
  readonly #pipelined = new Map<Socket, (() => void)[]>()
  readonly #listener: RequestListener
  #closesAfterAnswers = false
  /** If this list is defined, new requests are added to it and answered later. */
  #deferred: (() => void)[] | undefined
  #arrivedAt = -Infinity

  constructor(server: Server, listener: RequestListener, unreadBodyTimeout: number) {
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
      // A connection with too many pipelined requests has been closed, but Node still emits the requests that it had parsed.
      if (request.socket.destroyed) return
      this.#arrivedAt = performance.now()
      if (this.#closesAfterAnswers) response.setHeader('Connection', 'close')
      dropUnreadBody(request, response, unreadBodyTimeout)
      if (this.#deferred) this.#deferred.push(() => this.#answer(request, response))
      else this.#answer(request, response)
    })
  }

  /** From now on, closes each connection after the next answer on it, so that clients connect to other gateways. */
  closeAfterAnswers(): void {
    this.#closesAfterAnswers = true
    for (const response of this.running.values()) {
      if (!response.headersSent) response.setHeader('Connection', 'close')
    }
  }

  /**
   * Runs `work` in a quiet moment, when connected clients have sent their requests. New requests are answered only after `work`
   * has run. Until then their clients wait, and open no new connections that closing the listening socket would reset.
   */
  async runInQuietMoment(work: () => void): Promise<void> {
    const deferred: (() => void)[] = []
    this.#deferred = deferred
    await this.waitForQuiet()
    work()
    this.#deferred = undefined
    for (const answer of deferred) answer()
  }

  /** Waits until no connection or request has arrived for a moment, and none is pending. The wait has a limit. */
  async waitForQuiet(): Promise<void> {
    const end = performance.now() + maxQuietWait
    for (;;) {
      // In the next turn of the event loop, Node accepts pending connections.
      await nextTurn()
      const now = performance.now()
      if (now >= end || now - this.#arrivedAt >= quietTime) return
      await sleep(quietTime / 5)
    }
  }

  /**
   * Closes all connections except those on which the gateway is still making an answer, or the next part of an answer such as
   * an event stream.
   */
  destroyUnlessAnswering(): void {
    for (const socket of this.connections) {
      const response = this.running.get(socket)
      const isSending = response?.headersSent && (response.writableEnded || response.writableLength > 0)
      if (isSending ?? true) socket.destroy()
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    // Answers are sent in the order of the requests. If a later answer were made early, it would only take memory.
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
    if (waiting.push(answer) > maxPipelined) socket.destroy()
  }

  #answerNext(socket: Socket): void {
    const waiting = this.#pipelined.get(socket) ?? []
    while (waiting.length > 0 && !this.running.has(socket) && !socket.destroyed) waiting.shift()?.()
    if (waiting.length === 0) this.#pipelined.delete(socket)
  }
}

// Stops accepting connections. Closing the listening socket resets connections that are not accepted yet, and closing a
// connection loses a request in transit. So the sockets are closed only while no connections or requests arrive.
async function drain(server: Server, traffic: Traffic, milliseconds: number): Promise<void> {
  traffic.closeAfterAnswers()
  await sleep(milliseconds)
  // `close` of the TCP server is used: the `close` of the HTTP server would also close connections that have just been
  // accepted.
  await traffic.runInQuietMoment(() => TcpServer.prototype.close.call(server))
  await traffic.waitForQuiet()
}

async function close(server: Server, traffic: Traffic, { closingTimeout, answerTimeout }: Limits): Promise<void> {
  traffic.closeAfterAnswers()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Answers whose headers were already sent have no `Connection: close`, so their connections stay open when they end.
  const sweepTimer = setInterval(() => server.closeIdleConnections(), sweepPause)
  const closingTimer = setTimeout(() => traffic.destroyUnlessAnswering(), closingTimeout)
  const answerTimer = setTimeout(() => server.closeAllConnections(), Math.min(answerTimeout, maxDelay))
  await closed
  clearInterval(sweepTimer)
  clearTimeout(closingTimer)
  clearTimeout(answerTimer)
}
