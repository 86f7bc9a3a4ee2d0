import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { finished, Readable } from 'node:stream'

/** Milliseconds after which a request has failed. */
export interface HttpTimeouts {
  /** Resolving the name, connecting, and the TLS handshake. */
  connect: number
  /** Without progress of the request; and from its end to the end of the answer's headers. */
  headers: number
  /** Without a byte of the body from the server. A reader may take as long as it likes. */
  body: number
}

export interface HttpRequest {
  method: string
  headers?: Record<string, string>
  body?: string | Uint8Array | Readable
  signal?: AbortSignal
}

/** An answer, whatever its status. Its body must be read, discarded or destroyed. */
export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Readable
}

/** The other side has been silent for too long. */
export class SilenceError extends Error {
  override name = 'SilenceError'
  readonly code = 'ETIMEDOUT'
}

/** An idle connection is closed after so many milliseconds, before most servers close it. */
const idleTimeout = 4_000

/**
 * HTTP to servers that the configuration names. Connections are kept, redirects are not followed.
 *
 * It is made of Node's own client: undici, and so `fetch`, end the process when a server closes the connection while the
 * answer waits to be read (nodejs/undici#5360).
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
   * Sends a request. A body that is a stream is read as fast as the server takes it; when it fails, the server gets no complete
   * request.
   */
  send(url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const { method, headers, body, signal } = request
    if (this.#closed) return Promise.reject(new Error('The connections are closed'))
    const options: RequestOptions = { method, ...(headers && { headers }), ...(signal && { signal }) }
    const isSecure = url.protocol === 'https:'
    const sent = isSecure
      ? httpsRequest(url, { ...options, agent: this.#https })
      : httpRequest(url, { ...options, agent: this.#http })
    const answer = answerTo(sent, isSecure ? 'secureConnect' : 'connect', this.#timeouts)
    if (body instanceof Readable) upload(body, sent)
    else sent.end(body)
    return answer
  }

  /** Ends all connections, and what runs on them; later requests fail. */
  close(): void {
    this.#closed = true
    this.#http.destroy()
    this.#https.destroy()
  }
}

function answerTo(sent: ClientRequest, connected: string, timeouts: HttpTimeouts): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const within = (milliseconds: number, wanted: string): NodeJS.Timeout => {
      const end = (): void => {
        if (step === timer) sent.destroy(new SilenceError(`no ${wanted} within ${milliseconds} ms`))
      }
      // Data that arrived while this process was busy is read before the timeout counts.
      const timer = setTimeout(() => setImmediate(end), milliseconds)
      return timer
    }
    let step: NodeJS.Timeout | undefined = within(timeouts.connect, 'connection')
    let isAnswered = false
    const next = (timer?: NodeJS.Timeout): void => {
      clearTimeout(step)
      step = timer
    }
    sent.once('socket', (socket) => {
      if (sent.reusedSocket) next()
      else socket.once(connected, () => next())
    })
    // However many interim answers come meanwhile (RFC 9110, 15.2).
    sent.once('finish', () => {
      if (!isAnswered) next(within(timeouts.headers, 'answer'))
    })
    sent.once('response', (response) => {
      isAnswered = true
      next()
      // Readers of the body see its failure; the failure of an unread body must not end the process.
      response.on('error', () => undefined)
      response.once('end', () => {
        // A server that has answered takes no more, and would keep the connection.
        if (!sent.writableFinished) sent.destroy()
      })
      const status = response.statusCode ?? 0
      if (!sent.writableEnded && status < 300) {
        sent.destroy(new Error(`it answered ${status} before it had the whole request`))
      } else {
        resolve({ status, headers: response.headers, body: response })
      }
    })
    watchSilence(sent, timeouts)
    sent.on('error', reject)
    // The end of every request. Node tells of nothing else when a server switches to another protocol.
    sent.once('close', () => {
      next()
      reject(Object.assign(new Error('the connection was closed without an answer'), { code: 'ECONNRESET' }))
    })
  })
}

/** Ends an exchange in which the server is silent. A reader who is slow makes the connection silent, too. */
function watchSilence(sent: ClientRequest, timeouts: HttpTimeouts): void {
  let response: IncomingMessage | undefined
  sent.once('socket', (socket) => {
    const onSilence = (): void => {
      if (!response) sent.destroy(new SilenceError(`no progress within ${timeouts.headers} ms`))
      else if (response.complete || response.readableLength > 0) socket.setTimeout(timeouts.body)
      else response.destroy(new SilenceError(`no byte within ${timeouts.body} ms`))
    }
    socket.setTimeout(timeouts.headers).on('timeout', onSilence)
    sent.once('response', (received) => {
      response = received
      socket.setTimeout(timeouts.body)
    })
    sent.once('close', () => socket.off('timeout', onSilence))
  })
}

function upload(body: Readable, sent: ClientRequest): void {
  let isAnswered = false
  sent.once('response', () => {
    isAnswered = true
    body.unpipe(sent)
    body.destroy()
  })
  sent.once('close', () => body.destroy())
  finished(body, { writable: false }, (error) => {
    if (error && !isAnswered) sent.destroy(error)
  })
  body.pipe(sent)
}

/** Why a server could not be spoken to, in one line for people. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const tls = /:SSL routines:[^:]*:([^:]+)/.exec(error.message)?.[1]
  if (tls === 'wrong version number') return 'it does not speak TLS there: should the address begin with "http://"?'
  if (tls !== undefined) return `TLS failed: ${tls}`
  if (error.message.startsWith('Parse Error: Expected HTTP/'))
    return 'it does not speak HTTP there: should the address begin with "https://"?'
  // An attempt at several addresses of a name fails with an error that has a code and no words.
  return error.message.replaceAll(/\s+/g, ' ').trim() || code || error.name
}

/** Where an answer says that its server is instead: scheme, host and port alone, as what follows may hold secrets. */
export function movedTo({ status, headers }: HttpAnswer): string | undefined {
  const { location } = headers
  const isRedirect = status >= 300 && status < 400
  return isRedirect && location !== undefined && URL.canParse(location) ? new URL(location).origin : undefined
}

/**
 * Whether an answer says that no space is left: by the status Insufficient Storage (RFC 4918, 11.5), or in the words of servers
 * that use another one.
 */
export function saysNoSpace(status: number, text: string): boolean {
  return status === 507 || (status >= 400 && noSpace.test(text))
}

const noSpace = /enospc|no space left|disk (?:is )?full|storage ?full|exceeds? quota|quota ?exceeded/i

/** Most bytes, and milliseconds, for what nobody wants: within them the connection can be used again. */
const discarded = { bytes: 128 * 1024, milliseconds: 1_000 }

/** Reads the rest of a body and forgets it; closes the connection of one that does not end soon. Never fails. */
export async function discard(body: Readable): Promise<void> {
  await beginningOf(body, discarded.bytes, discarded.milliseconds)
}

/** The text of a body. @throws Error when it has more bytes than `most` */
export async function readText(body: Readable, most: number): Promise<string> {
  const chunks: AsyncIterable<Buffer> = body
  const found: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > most) throw new Error(`the answer has more than ${most} bytes`)
    found.push(chunk)
  }
  return Buffer.concat(found).toString()
}

/** The text that a body begins with: what has come within some bytes and milliseconds, or before it failed. Never fails. */
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
