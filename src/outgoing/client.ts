import type { IncomingMessage } from 'node:http'
import { abandonBody, limitBytes, readBody } from './body.js'
import { OutgoingError, requestError, timeoutError } from './errors.js'
import { createGuard } from './guard.js'
import { withTimeout } from './with-timeout.js'
import { lookupBySystem, type Lookup } from './lookup.js'
import { chooseProxy, type Proxies } from './proxy.js'
import { sendGet, type RequestTools, type StepTimeouts } from './request.js'

/** Options of a client. */
export interface OutgoingOptions {
  /** Networks that connections may use although they are not public. `createGuard` describes their form. */
  trustedNetworks: readonly string[]
  /** Resolves host names. Default: the operating system. */
  lookup?: Lookup
  /**
   * Returns the proxies. It is called at the first request. If it throws, the request rejects with the error. Default: no
   * proxies.
   */
  proxies?: () => Proxies
  timeouts?: StepTimeouts
}

/** The bounds of one request. */
export interface RequestBounds {
  /** The size limit of the body, in bytes. */
  maxBytes: number
  /** Milliseconds for the whole call, including redirects, the answer and the work of `receive`. */
  timeout: number
  /** Aborts the request. The request then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** An answer of any status. */
export interface Answer {
  status: number
  /** The `Content-Type` header as sent; `''` when there is none. */
  contentType: string
  /** The bytes as sent, with their `Content-Encoding`. Reading them may fail with `TooLargeError` or `OutgoingError`. */
  body: AsyncIterable<Buffer>
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
}

const defaultTimeouts: StepTimeouts = { connect: 5_000, headers: 15_000, idle: 10_000 }
const noProxies = (): Proxies => ({ noProxy: '', resolves: false })
const maxRedirects = 10
const redirectStatuses = [301, 302, 303, 307, 308]

/**
 * Creates an HTTP client for URLs from untrusted users.
 * @throws Error if a trusted network can't be parsed
 */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { trustedNetworks, lookup = lookupBySystem, proxies = noProxies, timeouts = defaultTimeouts } = options
  const guard = createGuard(trustedNetworks)
  let tools: RequestTools | undefined
  const makeTools = (): RequestTools => {
    const chosen = proxies()
    return { guard, lookup, proxyFor: chooseProxy(chosen), proxyResolves: chosen.resolves, timeouts }
  }
  return {
    get: (url, { maxBytes, timeout, signal }, receive) =>
      withTimeout(timeout, timeoutError, signal, async (ended) => {
        const response = await followRedirects((tools ??= makeTools()), url, ended)
        const { 'content-type': contentType = '', 'content-length': length } = response.headers
        try {
          return await receive({
            status: response.statusCode ?? 0,
            contentType,
            body: limitBytes(readBody(response, ended), maxBytes, length === undefined ? undefined : Number(length)),
          })
        } finally {
          abandonBody(response)
        }
      }),
  }
}

async function followRedirects(tools: RequestTools, start: string, signal: AbortSignal): Promise<IncomingMessage> {
  let url = parseUrl(start)
  for (let redirectCount = 0; ; redirectCount++) {
    const response = await request(tools, url, signal)
    const { location } = response.headers
    if (location === undefined || !redirectStatuses.includes(response.statusCode ?? 0)) return response
    abandonBody(response)
    if (redirectCount === maxRedirects) throw new OutgoingError('too many redirects', false)
    // Node decodes headers as Latin-1. A location that is not ASCII is UTF-8 (WHATWG Fetch).
    url = parseUrl(Buffer.from(location, 'latin1').toString(), url)
  }
}

async function request(tools: RequestTools, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  // Node connects even if the signal is already aborted.
  signal.throwIfAborted()
  try {
    return await sendGet(url, signal, tools)
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
