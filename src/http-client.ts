import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { finished, Readable } from 'node:stream'

/** The timeouts of a request, in milliseconds. */
export interface HttpTimeouts {
  /** The limit for resolving the name, connecting, and the TLS handshake together. */
  connect: number
  /** While the request is sent: the limit without progress. After that: the limit until the headers of the response arrive. */
  headers: number
  /** The limit without a byte from the server while the body is received. Pauses while received bytes wait for the reader. */
  body: number
}

/** A request to send. */
export interface HttpRequest {
  method: string
  headers?: Record<string, string>
  body?: string | Uint8Array | Readable
  signal?: AbortSignal
}

/** A response with any status. Its body must be read, discarded or destroyed. */
export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Readable
}

/** The server has sent nothing for too long. */
export class SilenceError extends Error {
  override name = 'SilenceError'
  readonly code = 'ETIMEDOUT'
}

/**
 * Milliseconds after which an idle connection is closed. Most servers wait longer. So a server rarely closes a connection while
 * a new request is being sent on it.
 */
const idleTimeout = 4_000

/**
 * A client for the servers in the configuration. It keeps connections alive, and does not follow redirects.
 *
 * It uses `node:http`, not undici or `fetch`. If a server closes the connection before the response has been read, undici
 * crashes the process (nodejs/undici#5360).
 */
export class HttpClient {
  readonly #timeouts: HttpTimeouts
  readonly #http = new HttpAgent({ keepAlive: true, timeout: idleTimeout })
  readonly #https = new HttpsAgent({ keepAlive: true, timeout: idleTimeout })
  #closed = false

  constructor(timeouts: HttpTimeouts) {
    this.#timeouts = timeouts
  }

  /**
   * Sends a request. If its body is a stream, the stream is read as fast as the server accepts it. If the stream fails, the
   * request is aborted.
   */
  send(url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const { method, headers, body, signal } = request
    if (this.#closed) return Promise.reject(new Error('The connections are closed'))
    const options: RequestOptions = { method, ...(headers && { headers }), ...(signal && { signal }) }
    const isSecure = url.protocol === 'https:'
    const clientRequest = isSecure
      ? httpsRequest(url, { ...options, agent: this.#https })
      : httpRequest(url, { ...options, agent: this.#http })
    const answer = answerTo(clientRequest, isSecure ? 'secureConnect' : 'connect', this.#timeouts)
    if (body instanceof Readable) upload(body, clientRequest)
    else clientRequest.end(body)
    return answer
  }

  /** Closes all connections, including those of running requests. Later requests fail. */
  close(): void {
    this.#closed = true
    this.#http.destroy()
    this.#https.destroy()
  }
}

function answerTo(clientRequest: ClientRequest, connected: string, timeouts: HttpTimeouts): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const startTimer = (milliseconds: number, expected: string): NodeJS.Timeout => {
      const end = (): void => {
        if (current === timer) clientRequest.destroy(new SilenceError(`no ${expected} within ${milliseconds} ms`))
      }
      // Data may have arrived while this process was busy. `setImmediate` lets it be read before the timeout counts.
      const timer = setTimeout(() => setImmediate(end), milliseconds)
      return timer
    }
    let current: NodeJS.Timeout | undefined = startTimer(timeouts.connect, 'connection')
    let isAnswered = false
    const replaceTimer = (timer?: NodeJS.Timeout): void => {
      clearTimeout(current)
      current = timer
    }
    clientRequest.once('socket', (socket) => {
      if (clientRequest.reusedSocket) replaceTimer()
      else socket.once(connected, () => replaceTimer())
    })
    // Interim responses (RFC 9110, 15.2) do not restart this timeout.
    clientRequest.once('finish', () => {
      if (!isAnswered) replaceTimer(startTimer(timeouts.headers, 'answer'))
    })
    clientRequest.once('response', (response) => {
      isAnswered = true
      replaceTimer()
      // A reader of the body gets the error, too. If nobody reads the body, an error without this listener would crash the
      // process.
      response.on('error', () => undefined)
      response.once('end', () => {
        // The server answered before it read the whole request. The connection can't be reused.
        if (!clientRequest.writableFinished) clientRequest.destroy()
      })
      const status = response.statusCode ?? 0
      if (!clientRequest.writableEnded && status < 300) {
        clientRequest.destroy(new Error(`it answered ${status} before it had the whole request`))
      } else {
        resolve({ status, headers: response.headers, body: response })
      }
    })
    watchSilence(clientRequest, timeouts)
    clientRequest.on('error', reject)
    // Every request ends with `close`. If a server switches protocols, there is no other event.
    clientRequest.once('close', () => {
      replaceTimer()
      reject(Object.assign(new Error('the connection was closed without an answer'), { code: 'ECONNRESET' }))
    })
  })
}

/**
 * Aborts a request if its connection is idle for too long: before the answer, if no byte is sent or received; within the body, if
 * no byte is received. The timeout pauses while received bytes wait for the reader.
 */
function watchSilence(clientRequest: ClientRequest, timeouts: HttpTimeouts): void {
  let response: IncomingMessage | undefined
  clientRequest.once('socket', (socket) => {
    const onSilence = (): void => {
      if (!response) clientRequest.destroy(new SilenceError(`no progress within ${timeouts.headers} ms`))
      else if (response.complete || response.readableLength > 0) socket.setTimeout(timeouts.body)
      else response.destroy(new SilenceError(`no byte within ${timeouts.body} ms`))
    }
    socket.setTimeout(timeouts.headers).on('timeout', onSilence)
    clientRequest.once('response', (received) => {
      response = received
      socket.setTimeout(timeouts.body)
    })
    clientRequest.once('close', () => socket.off('timeout', onSilence))
  })
}

function upload(body: Readable, clientRequest: ClientRequest): void {
  let isAnswered = false
  clientRequest.once('response', () => {
    isAnswered = true
    body.unpipe(clientRequest)
    body.destroy()
  })
  clientRequest.once('close', () => body.destroy())
  finished(body, { writable: false }, (error) => {
    if (error && !isAnswered) clientRequest.destroy(error)
  })
  body.pipe(clientRequest)
}

/** Describes in one line, for users, the cause of a failed request to a server. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const tls = /:SSL routines:[^:]*:([^:]+)/.exec(error.message)?.[1]
  if (tls === 'wrong version number') return 'it does not speak TLS there: should the address begin with "http://"?'
  if (tls !== undefined) return `TLS failed: ${tls}`
  if (error.message.startsWith('Parse Error: Expected HTTP/'))
    return 'it does not speak HTTP there: should the address begin with "https://"?'
  // If a name has several addresses and all of them fail, the error has a code but no message.
  return error.message.replaceAll(/\s+/g, ' ').trim() || code || error.name
}

/** The origin (scheme, host and port) of a redirect's target, for messages. The path is left out, because it may contain secrets. */
export function redirectOrigin({ status, headers }: HttpAnswer): string | undefined {
  const { location } = headers
  const isRedirect = status >= 300 && status < 400
  return isRedirect && location !== undefined && URL.canParse(location) ? new URL(location).origin : undefined
}

/**
 * Whether a response means that the disk or quota is full. This is the status 507 (RFC 4918, 11.5), or a message with another
 * error status.
 */
export function meansDiskFull(status: number, text: string): boolean {
  return status === 507 || (status >= 400 && noSpace.test(text))
}

const noSpace = /enospc|no space left|disk (?:is )?full|storage ?full|exceeds? quota|quota ?exceeded/i

/** Limits for reading the rest of an unneeded body. A connection can be reused only if the body was read to its end. */
const discardLimits = { bytes: 128 * 1024, milliseconds: 1_000 }

/** Reads and drops the rest of a body. If the body does not end soon, closes the connection. Never throws. */
export async function discard(body: Readable): Promise<void> {
  await beginningOf(body, discardLimits.bytes, discardLimits.milliseconds)
}

/** The text of a body. @throws Error if the body has more than `maxBytes` bytes */
export async function readText(body: Readable, maxBytes: number): Promise<string> {
  const chunks: AsyncIterable<Buffer> = body
  const found: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
    found.push(chunk)
  }
  return Buffer.concat(found).toString()
}

/** The start of a body as text: what arrives within `milliseconds` or before a failure, at most `bytes` bytes. Never throws. */
export async function beginningOf(body: Readable, bytes = 64 * 1024, milliseconds = 5_000): Promise<string> {
  const chunks: AsyncIterable<Buffer> = body
  const found: Buffer[] = []
  let size = 0
  const timer = setTimeout(() => body.destroy(), milliseconds)
  try {
    for await (const chunk of chunks) {
      found.push(chunk)
      size += chunk.length
      if (size >= bytes) break
    }
  } catch {
    // The bytes that arrived are enough.
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(found).subarray(0, bytes).toString()
}
