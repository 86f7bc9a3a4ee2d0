import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { isIPv6, Server as TcpServer, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { hasBody } from '../http-semantics/has-body.js'
import { endSlowestReaders } from './unsent-answers.js'

/** A server that listens. */
export interface Listening {
  /** `host` as configured, an IPv6 address in brackets; `url` without a slash at its end. */
  address: { host: string; port: number; url: string }
  /**
   * Goes on accepting for so many milliseconds while each answer ends its connection, and then stops accepting at a moment
   * when nobody is about to send a request.
   */
  drain: (milliseconds: number) => Promise<void>
  /** Stops accepting, and waits for the requests that run. */
  close: () => Promise<void>
}

/** How long things may take, in milliseconds, and hold. Slow clients may not hold a connection for ever. */
export interface Limits {
  /** Until all headers of a request are there. */
  headers: number
  /** Until all of a request is there, for those who read it; routes are less patient. */
  request: number
  /** The same for what nobody reads any more, as the answer was given without it. */
  unreadBodyTimeout: number
  /** Without a byte while an answer is being sent, or between requests of one connection. */
  idle: number
  /** For an answer that was begun before the server closes. */
  closing: number
  /** Bytes of answers that wait for their clients to read them, on all connections. */
  unsentBytes: number
}

const seconds = 1000
// Connections that wait to be accepted: as many as the system allows (`net.core.somaxconn`). Where there is no room the system
// drops the attempt, and the client tries again after one second, then two more. Node's default is 511.
const backlog = 65_535
// Milliseconds between two looks for connections that have become idle while the server closes.
const sweepPause = 50
// Milliseconds between two looks for answers that nobody reads.
const unsentPause = 100
// Requests of one connection that wait for the answer in front of them; clients that pipeline send some ten.
const mostPipelined = 1_000
// For an answer that was not begun when the server closes: a publication may take minutes.
const longestAnswer = 310 * seconds
// Milliseconds without a new connection or request that count as quiet, and how long to wait for them.
const quiet = 50
const quietLimit = 1_000
const usual: Limits = {
  headers: 10 * seconds,
  request: 160 * seconds,
  unreadBodyTimeout: 30 * seconds,
  idle: 75 * seconds,
  closing: 10 * seconds,
  unsentBytes: 128 * 1024 * 1024,
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
  const traffic = new Traffic(server, listener, limits.unreadBodyTimeout)
  const looking = setInterval(() => endSlowestReaders(traffic.connections, limits.unsentBytes), unsentPause).unref()
  server.once('close', () => clearInterval(looking))
  server.setTimeout(limits.idle, (socket: Socket) => {
    // While an answer is being made nothing is sent, and that is nobody's fault: a publication may wait for its turn.
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

/** What comes in, and what is being answered. */
class Traffic {
  /** The answer that each connection waits for. What is answered at once needs no watching, and most is. */
  readonly running = new Map<Socket, ServerResponse>()
  readonly connections = new Set<Socket>()
  /** Requests that were sent before the answer to the one in front of them. */
  readonly #pipelined = new Map<Socket, (() => void)[]>()
  readonly #listener: RequestListener
  #isEnding = false
  /** Requests that wait until the server has stopped accepting. */
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
      this.#arrivedAt = performance.now()
      if (this.#isEnding) response.setHeader('Connection', 'close')
      dropUnread(request, response, unread)
      if (this.#held) this.#held.push(() => this.#answer(request, response))
      else this.#answer(request, response)
    })
  }

  /** From now on each connection ends with its answer, so that its client turns elsewhere. */
  end(): void {
    this.#isEnding = true
    for (const response of this.running.values()) {
      if (!response.headersSent) response.setHeader('Connection', 'close')
    }
  }

  /**
   * Answers nobody while `work` runs: clients that wait for an answer don't connect again meanwhile. `work` begins when all
   * who had connected have sent their requests.
   */
  async whileHolding(work: () => void): Promise<void> {
    const held: (() => void)[] = []
    this.#held = held
    await this.quiet()
    work()
    this.#held = undefined
    for (const answer of held) answer()
  }

  /** Resolves when nothing has come for a moment, just after all that had come was accepted; or when it never gets quiet. */
  async quiet(): Promise<void> {
    const end = performance.now() + quietLimit
    for (;;) {
      // Pending connections are accepted in the turn of the event loop before this resolves.
      await nextTurn()
      const now = performance.now()
      if (now >= end || now - this.#arrivedAt >= quiet) return
      await sleep(quiet / 5)
    }
  }

  /** Ends all connections but those that wait for an answer which has not begun. */
  destroyOthers(): void {
    for (const socket of this.connections) if (this.running.get(socket)?.headersSent ?? true) socket.destroy()
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    // Answers leave in the order of their requests: made earlier, they would only be held.
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

// Closing the listening socket resets connections that were not accepted yet, and closing a connection one whose request is
// under way: both are done in a quiet moment.
async function drain(server: Server, traffic: Traffic, milliseconds: number): Promise<void> {
  traffic.end()
  await sleep(milliseconds)
  // Not that of HTTP, which ends connections that have just been made.
  await traffic.whileHolding(() => TcpServer.prototype.close.call(server))
  await traffic.quiet()
}

async function close(server: Server, traffic: Traffic, { closing }: Limits): Promise<void> {
  traffic.end()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Answers that were begun before end without ending their connection.
  const sweeping = setInterval(() => server.closeIdleConnections(), sweepPause)
  const impatient = setTimeout(() => traffic.destroyOthers(), closing)
  const late = setTimeout(() => server.closeAllConnections(), longestAnswer)
  await closed
  clearInterval(sweeping)
  clearTimeout(impatient)
  clearTimeout(late)
}
