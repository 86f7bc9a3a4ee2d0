import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP, isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { proxyFailure, proxyRefusal } from './errors.js'
import { hostOf, portOf } from './host.js'
import { readNoProxy } from './no-proxy.js'

/** The configured proxies. The guard does not check their addresses, because the operator chooses them. */
export interface Proxies {
  /** The proxy for `http:` URLs. Its own URL is `http:` or `https:`. The URL may have a user and a password. */
  http?: URL
  /** The proxy for `https:` URLs. The rules for its own URL are the same. */
  https?: URL
  /** Hosts that are reached directly, in the form of `NO_PROXY`. */
  noProxy: string
  /**
   * Whether the proxy resolves host names. If not, the registry resolves them, and asks the proxy for allowed addresses only.
   */
  resolves: boolean
}

/** Chooses the proxy for a URL; `undefined` for a direct connection. */
export function chooseProxy({ http, https, noProxy }: Proxies): (url: URL) => URL | undefined {
  const isDirect = readNoProxy(noProxy)
  return (url) => (isDirect(url) ? undefined : url.protocol === 'https:' ? https : http)
}

/** The options of a request to a proxy. */
export function proxyRequestOptions(proxy: URL, headers: OutgoingHttpHeaders, signal: AbortSignal): RequestOptions {
  const { protocol, username, password } = proxy
  const host = hostOf(proxy)
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  const authorization = username || password ? { 'Proxy-Authorization': `Basic ${secret}` } : {}
  return {
    protocol,
    host,
    port: portOf(proxy),
    // By default, Node takes the TLS server name from the header `Host`. That header has the host of the target, not of the
    // proxy.
    servername: isIP(host) === 0 ? host : '',
    headers: { ...headers, ...authorization },
    agent: false,
    signal,
  }
}

/**
 * Asks a proxy for a connection to another server (CONNECT, RFC 9110, 9.3.6).
 * @throws ProxyError if the proxy refuses, or can't be used
 */
export function openTunnel(
  proxy: URL,
  [host, port]: [host: string, port: string],
  signal: AbortSignal,
): Promise<Duplex> {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  const options = { ...proxyRequestOptions(proxy, { Host: authority }, signal), method: 'CONNECT', path: authority }
  return new Promise((resolve, reject) => {
    const request = proxy.protocol === 'https:' ? httpsRequest(options) : httpRequest(options)
    request.once('connect', ({ statusCode = 0 }, socket: Duplex, head) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
      } else {
        socket.destroy()
        reject(proxyRefusal(proxy.host, `CONNECT ${authority}`, statusCode))
      }
    })
    request.on('error', (error) => reject(proxyFailure(proxy.host, error)))
    request.once('close', () => {
      reject(proxyFailure(proxy.host, new Error('the connection was closed without an answer')))
    })
    request.end()
  })
}
