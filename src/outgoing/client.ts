import type { IncomingMessage } from 'node:http'
import { abandonBody, decodedBody, limitBytes, readBody } from './body.js'
import { OutgoingError, requestError, timeoutError, TooLargeError, tooManyRedirects } from './errors.js'
import { createGuard, type GuardRules } from './guard.js'
import { lookupBySystem, type Lookup } from './lookup.js'
import { chooseProxy, type Proxies } from './proxy.js'
import { isRedirect, requestAfterRedirect, type OutgoingRequest } from './redirects.js'
import { send, type RequestTools, type StepTimeouts } from './request.js'
import { startDeadline } from './with-timeout.js'

/** Options of a client. */
export interface OutgoingOptions {
  /** Networks that connections may use although they are not public. `createGuard` describes their form. */
  trustedNetworks: readonly string[]
  /** Restricts the ports of connections, and the networks that can be trusted. Default: no restrictions. */
  guardRules?: GuardRules
  /** Resolves host names. Default: the operating system. */
  lookup?: Lookup
  /**
   * Returns the proxies. It is called at the first request. If it throws, the request rejects with the error. Default: no
   * proxies.
   */
  proxies?: () => Proxies
  timeouts?: StepTimeouts
  /** How many redirects `open` follows. Default: 5. */
  redirects?: number
}

/** The bounds of one request. */
export interface RequestBounds {
  /** The size limit of the body, in bytes. */
  maxBytes: number
  /** Milliseconds for the whole call: redirects, the answer, and the reading of its body. */
  timeout: number
  /** Aborts the request. The request then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** An answer of any status. */
export interface Answer {
  status: number
  /** The `Content-Type` header as sent; `''` when there is none. */
  contentType: string
  /** The `Cache-Control` header as sent; `''` when there is none. */
  cacheControl: string
  /** The bytes as sent, with their `Content-Encoding`. Reading them may fail with `TooLargeError` or `OutgoingError`. */
  body: AsyncIterable<Buffer>
}

/** An answer of any status whose body has not been read yet. At the end of the timeout, the connection is closed. */
export interface OpenAnswer {
  status: number
  /**
   * In the order of the answer. Values are decoded as Latin-1. If the body is decoded, `Content-Encoding` and `Content-Length` are
   * left out.
   */
  headers: readonly (readonly [name: string, value: string])[]
  /** Decoded if `open` added `Accept-Encoding` to the request. Reading may fail with `TooLargeError` or `OutgoingError`. */
  body: AsyncIterable<Buffer>
  /** Closes the connection, if it is still open. */
  close: () => void
  /** Resolves when the connection is closed. */
  closed: Promise<void>
}

/** An HTTP client for URLs from untrusted users. Against SSRF, it connects only to public addresses and trusted networks. */
export interface Outgoing {
  /**
   * Sends a GET request, and follows up to 10 redirects. Keeps no cookies.
   * @param url absolute, `http` or `https`, without user name and password
   * @param receive reads the answer. When its promise settles, the connection is closed, even if the body was not read to its
   * end.
   * @throws OutgoingError if there was no answer; errors of `receive` are passed on
   */
  get<T>(url: string, bounds: RequestBounds, receive: (answer: Answer) => Promise<T>): Promise<T>

  /**
   * Sends a request with exactly these headers. If `Accept-Encoding` is not among them, asks for gzip, and decodes the body.
   * Follows up to `redirects` redirects, but none from https to http, and none that would send a secret to another host. Keeps
   * no cookies.
   * @param bounds `maxBytes` limits the decoded body
   * @throws OutgoingError when there was no answer, TooLargeError when its `Content-Length` exceeds `maxBytes`
   */
  open(request: OutgoingRequest, bounds: RequestBounds): Promise<OpenAnswer>
}

const defaultTimeouts: StepTimeouts = { connect: 5_000, headers: 15_000, idle: 10_000 }
const noProxies = (): Proxies => ({ noProxy: '', resolves: false })

/** How a client follows redirects. */
interface RedirectPolicy {
  /** The maximum number of redirects. */
  max: number
  /** Returns the request to send after a redirect. */
  next: typeof requestAfterRedirect
}

// For downloads: their requests contain no secret, so a redirect may lead to any host that the guard allows.
const downloadRedirects: RedirectPolicy = { max: 10, next: (request, { to }) => ({ ...request, url: to.href }) }
const downloadHeaders = [
  ['Accept', '*/*'],
  ['Accept-Encoding', 'identity'],
  ['User-Agent', 'cozy-registry-gateway'],
] as const

/**
 * Creates an HTTP client for URLs from untrusted users.
 * @throws Error if a trusted network can't be parsed
 */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { trustedNetworks, guardRules, lookup = lookupBySystem, proxies = noProxies } = options
  const { timeouts = defaultTimeouts, redirects = 5 } = options
  const strictRedirects: RedirectPolicy = { max: redirects, next: requestAfterRedirect }
  const guard = createGuard(trustedNetworks, guardRules)
  let tools: RequestTools | undefined
  const makeTools = (): RequestTools => {
    const chosen = proxies()
    return { guard, guardRules, lookup, proxyFor: chooseProxy(chosen), proxyResolves: chosen.resolves, timeouts }
  }
  const start = async (
    request: OutgoingRequest,
    policy: RedirectPolicy,
    { timeout, signal }: RequestBounds,
  ): Promise<StartedRequest> => {
    const deadline = startDeadline(timeout, () => timeoutError('timeout'), signal)
    try {
      const response = await followRedirects((tools ??= makeTools()), request, policy, deadline.signal)
      return { response, signal: deadline.signal, closed: whenClosed(response).then(deadline.clear) }
    } catch (error) {
      deadline.clear()
      throw error
    }
  }
  return {
    async get(url, bounds, receive) {
      const { response, signal } = await start(
        { method: 'GET', url, headers: downloadHeaders },
        downloadRedirects,
        bounds,
      )
      const { 'content-type': contentType = '', 'cache-control': cacheControl = '' } = response.headers
      try {
        return await receive({
          status: response.statusCode ?? 0,
          contentType,
          cacheControl,
          body: limitBytes(readBody(response, signal), bounds.maxBytes, contentLengthOf(response)),
        })
      } finally {
        abandonBody(response)
      }
    },
    async open(request, bounds) {
      const decodesGzip = !request.headers.some(([name]) => name.toLowerCase() === 'accept-encoding')
      const headers = decodesGzip ? [...request.headers, ['Accept-Encoding', 'gzip'] as const] : request.headers
      const started = await start({ ...request, headers }, strictRedirects, bounds)
      return openAnswer(started, bounds.maxBytes, decodesGzip)
    },
  }
}

/** A request whose answer has begun. */
interface StartedRequest {
  response: IncomingMessage
  /** Aborts at the end of the timeout, or with the signal of the caller. */
  signal: AbortSignal
  closed: Promise<void>
}

function openAnswer({ response, signal, closed }: StartedRequest, maxBytes: number, decodesGzip: boolean): OpenAnswer {
  const close = (): void => abandonBody(response)
  const isGzip = decodesGzip && hasBody(response) && response.headers['content-encoding']?.toLowerCase() === 'gzip'
  const status = response.statusCode ?? 0
  const isTooLarge = (contentLengthOf(response) ?? 0) > maxBytes && hasBody(response)
  if (isTooLarge || status < 200) {
    close()
    throw isTooLarge ? new TooLargeError(maxBytes) : new OutgoingError('the status of the answer is not valid', false)
  }
  const received = limitBytes(readBody(response, signal), maxBytes)
  const body = isGzip ? limitBytes(decodedBody(received, signal), maxBytes) : received
  return {
    status,
    headers: headersOf(response).filter(([name]) => !isGzip || !encodingHeaders.has(name.toLowerCase())),
    body: closingAfter(body, close),
    close,
    closed,
  }
}

// If the decoded body exceeds the limit, nothing else closes the connection.
async function* closingAfter(body: AsyncIterable<Buffer>, close: () => void): AsyncGenerator<Buffer> {
  try {
    yield* body
  } finally {
    close()
  }
}

const encodingHeaders = new Set(['content-encoding', 'content-length'])

function hasBody(response: IncomingMessage): boolean {
  return response.statusCode !== 204 && response.statusCode !== 304 && contentLengthOf(response) !== 0
}

function headersOf({ rawHeaders }: IncomingMessage): [name: string, value: string][] {
  return rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? '']] : []))
}

function contentLengthOf({ headers }: IncomingMessage): number | undefined {
  const { 'content-length': length } = headers
  return length === undefined ? undefined : Number(length)
}

function whenClosed(response: IncomingMessage): Promise<void> {
  return response.closed ? Promise.resolve() : new Promise((resolve) => response.once('close', () => resolve()))
}

async function followRedirects(
  tools: RequestTools,
  first: OutgoingRequest,
  policy: RedirectPolicy,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let request = first
  let from = parseUrl(request.url)
  for (let count = 0; ; count++) {
    const response = await sendHop(tools, request, from, signal)
    const { location } = response.headers
    const status = response.statusCode ?? 0
    if (location === undefined || !isRedirect(status)) return response
    abandonBody(response)
    if (count === policy.max) throw tooManyRedirects(policy.max)
    // Node decodes headers as Latin-1; a location that is not ASCII is UTF-8 (WHATWG Fetch).
    const to = parseUrl(Buffer.from(location, 'latin1').toString(), baseOf(from, request.target))
    request = policy.next(request, { status, from, to })
    from = to
  }
}

// A relative `Location` is resolved against the URL that was requested (RFC 9110, 10.2.2).
function baseOf(url: URL, target: string | undefined): URL {
  return target === undefined ? url : new URL(url.origin + target)
}

async function sendHop(
  tools: RequestTools,
  { method, target, headers, body }: OutgoingRequest,
  url: URL,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  // Node connects even when the signal is aborted already.
  signal.throwIfAborted()
  const wire = { method, url, target: target ?? url.pathname + url.search, headers: Object.fromEntries(headers), body }
  try {
    return await send(wire, signal, tools)
  } catch (error) {
    signal.throwIfAborted()
    throw requestError(error)
  }
}

function parseUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new OutgoingError('this is not an absolute URL', false)
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutgoingError('only http and https addresses are allowed', false)
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingError('addresses with a user name or password are not allowed', false)
  }
  return url
}
