import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { ForbiddenAddressError, proxyFailure, ProxyError, proxyRefusal, timeoutError } from './errors.js'
import { allowsPort, type Guard, type GuardRules } from './guard.js'
import { hostOf, portOf } from './host.js'
import { timerDelay, withTimeout } from './with-timeout.js'
import { guardedLookup, resolveAllowed, type Lookup } from './lookup.js'
import { openTunnel, proxyRequestOptions } from './proxy.js'

/** Milliseconds that each step may take. */
export interface StepTimeouts {
  /**
   * For name resolution, connection and TLS handshake together. With a proxy, the tunnel may take this long, and then TLS in the
   * tunnel may take this long again.
   */
  connect: number
  /** From the connection to the end of the answer's headers. */
  headers: number
  /** Between two chunks of the body. */
  idle: number
}

/** A request as it is sent to one server. Each redirect causes another `WireRequest`. */
export interface WireRequest {
  method: 'GET' | 'POST'
  url: URL
  /** The exact path and query to send. */
  target: string
  /** The headers, without `Host` and `Content-Length`. */
  headers: OutgoingHttpHeaders
  body?: Buffer | undefined
}

/** The dependencies of `send`. */
export interface RequestTools {
  guard: Guard
  guardRules: GuardRules | undefined
  lookup: Lookup
  timeouts: StepTimeouts
  /** The proxy for a URL, if it has one. */
  proxyFor: (url: URL) => URL | undefined
  /** Whether proxies resolve host names. */
  proxyResolves: boolean
}

/**
 * Sends one request over a new connection. Connections are not kept, because two archives seldom come from the same host.
 *
 * Uses Node's own client, not undici. If a server closes the connection while a body waits to be read, undici 7 crashes the
 * process.
 */
export async function send(request: WireRequest, signal: AbortSignal, tools: RequestTools): Promise<IncomingMessage> {
  const { url } = request
  const [host, port] = [hostOf(url), Number(portOf(url))]
  // For an IP address, Node does not call `lookup`, so the address is checked here.
  if (isIP(host) !== 0 && !tools.guard(host, port)) throw new ForbiddenAddressError(host, [host])
  const proxy = tools.proxyFor(url)
  if (!proxy) return sendDirectly(request, signal, tools)
  // If the proxy resolves the name, the guard can check only the port.
  const isUnresolved = tools.proxyResolves && isIP(host) === 0
  if (isUnresolved && !allowsPort(tools.guardRules, port))
    throw new ForbiddenAddressError(`${host}:${String(port)}`, [])
  if (tools.proxyResolves && url.protocol === 'http:') return sendToProxy(proxy, request, signal, tools.timeouts)
  const tunnel = await tunnelTo(proxy, url, signal, tools)
  return sendThroughTunnel(tunnel, request, signal, tools.timeouts)
}

/** The options that are the same with and without a proxy. */
interface CommonOptions {
  method: string
  path: string
  headers: OutgoingHttpHeaders
}

function optionsOf({ method, target, headers, body }: WireRequest): CommonOptions {
  return { method, path: target, headers: { ...headers, ...(body && { 'Content-Length': body.length }) } }
}

function sendDirectly(request: WireRequest, signal: AbortSignal, tools: RequestTools): Promise<IncomingMessage> {
  const { url, body } = request
  const lookup = guardedLookup(isAllowedFor(url, tools), tools.lookup)
  const options: RequestOptions = { ...optionsOf(request), agent: false, lookup, signal }
  const isSecure = url.protocol === 'https:'
  const sent = isSecure ? httpsRequest(url, options) : httpRequest(url, options)
  return answerTo(sent, body, isSecure ? 'secureConnect' : 'connect', tools.timeouts)
}

function isAllowedFor(url: URL, { guard }: RequestTools): (address: string) => boolean {
  const port = Number(portOf(url))
  return (address) => guard(address, port)
}

/**
 * Sends the whole URL to a proxy (absolute-form, RFC 9112, 3.2.2). The proxy resolves the name, so the guard does not check the address.
 */
async function sendToProxy(
  proxy: URL,
  request: WireRequest,
  signal: AbortSignal,
  timeouts: StepTimeouts,
): Promise<IncomingMessage> {
  const { method, url, target, body } = request
  const { headers } = optionsOf(request)
  const toProxy = proxyRequestOptions(proxy, { ...headers, Host: url.host }, signal)
  const options = { ...toProxy, method, path: url.origin + target }
  const isSecure = proxy.protocol === 'https:'
  const sent = isSecure ? httpsRequest(options) : httpRequest(options)
  const answer = answerTo(sent, body, isSecure ? 'secureConnect' : 'connect', timeouts)
  const response = await answer.catch((error: unknown) => {
    throw proxyFailure(proxy.host, error)
  })
  if (response.statusCode !== 407) return response
  response.destroy()
  throw proxyRefusal(proxy.host, `${method} for ${url.host}`, 407)
}

async function tunnelTo(proxy: URL, url: URL, signal: AbortSignal, tools: RequestTools): Promise<Duplex> {
  const [host, port] = [hostOf(url), portOf(url)]
  const skipsLookup = tools.proxyResolves || isIP(host) !== 0
  return withTimeout(
    tools.timeouts.connect,
    () => timeoutError('connect'),
    signal,
    async (deadline) => {
      try {
        const hosts = skipsLookup ? [host] : await untilAborted(deadline, addressesFor(url, tools))
        return await firstTunnel(hosts, (address) => openTunnel(proxy, [address, port], deadline))
      } catch (error) {
        deadline.throwIfAborted()
        throw error
      }
    },
  )
}

// IPv4 addresses come first, because the proxy may not support IPv6.
async function addressesFor(url: URL, tools: RequestTools): Promise<string[]> {
  const found = await resolveAllowed(isAllowedFor(url, tools), tools.lookup, hostOf(url))
  return found.toSorted((a, b) => a.family - b.family).map(({ address }) => address)
}

async function firstTunnel(hosts: readonly string[], open: (host: string) => Promise<Duplex>): Promise<Duplex> {
  const [host = '', ...others] = hosts
  try {
    return await open(host)
  } catch (error) {
    // The server may have another address that the proxy can reach.
    const triesNext = error instanceof ProxyError && error.retryable && others.length > 0
    if (!triesNext) throw error
    return firstTunnel(others, open)
  }
}

function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(timeoutError('connect')), { once: true })
    work.then(resolve, reject)
  })
}

function sendThroughTunnel(
  socket: Duplex,
  request: WireRequest,
  signal: AbortSignal,
  timeouts: StepTimeouts,
): Promise<IncomingMessage> {
  const { url, body } = request
  const { headers, ...rest } = optionsOf(request)
  const options: RequestOptions = { ...rest, headers: { ...headers, Host: url.host }, signal }
  if (url.protocol === 'http:') {
    return answerTo(httpRequest(url, { ...options, createConnection: () => socket }), body, undefined, timeouts)
  }
  const host = hostOf(url)
  const createConnection = () => connectTls({ socket, host, ...(isIP(host) === 0 && { servername: host }) })
  return answerTo(httpsRequest(url, { ...options, createConnection }), body, 'secureConnect', timeouts)
}

/**
 * Sends a request and waits for its answer.
 * @param connectEvent the socket event after which the connection is ready; `undefined` if the socket is already connected
 */
function answerTo(
  request: ClientRequest,
  body: Buffer | undefined,
  connectEvent: 'connect' | 'secureConnect' | undefined,
  timeouts: StepTimeouts,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const startTimer = (step: 'connect' | 'headers'): NodeJS.Timeout =>
      setTimeout(() => request.destroy(timeoutError(step)), timerDelay(timeouts[step]))
    let timer = startTimer(connectEvent ? 'connect' : 'headers')
    request.once('socket', (socket) => {
      if (!connectEvent) return
      socket.once(connectEvent, () => {
        clearTimeout(timer)
        timer = startTimer('headers')
      })
    })
    request.once('response', (response) => {
      clearTimeout(timer)
      response.setTimeout(timerDelay(timeouts.idle), () => response.destroy(timeoutError('idle')))
      resolve(response)
    })
    request.on('error', reject)
    // `close` is emitted at the end of every request. If a server switches to another protocol (101), `close` is the only event.
    request.once('close', () => {
      clearTimeout(timer)
      reject(new Error('The connection was closed without an answer'))
    })
    request.end(body)
  })
}
