import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { ForbiddenAddressError, tookTooLong } from './error.js'
import type { Guard } from './guard.js'

/** Milliseconds that each step may take. */
export interface StepTimeouts {
  /** Resolving the name, connecting, and the TLS handshake. */
  connect: number
  /** From there to the end of the answer's headers. */
  headers: number
  /** Between two pieces of the body. */
  idle: number
}

/** What a request is sent with. */
export interface RequestTools {
  guard: Guard
  /** Resolves names to addresses that are allowed. */
  lookup: LookupFunction
  timeouts: StepTimeouts
}

const headers = { Accept: '*/*', 'Accept-Encoding': 'identity', 'User-Agent': 'cozy-registry-gateway' }

/**
 * Sends one GET over a connection of its own: archives come from many hosts, seldom twice from the same.
 * (Node's own client, since that of undici 7 ends the process when a server closes while a body waits to be read.)
 */
export function sendGet(url: URL, signal: AbortSignal, tools: RequestTools): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return new Promise((resolve, reject) => {
    // An address is connected to without a look-up.
    if (isIP(host) !== 0 && !tools.guard(host)) {
      reject(new ForbiddenAddressError(host, [host]))
      return
    }
    const { lookup, timeouts } = tools
    const options: RequestOptions = { agent: false, headers, lookup, signal }
    const request = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
    const within = (milliseconds: number): NodeJS.Timeout =>
      setTimeout(() => request.destroy(tookTooLong()), milliseconds)
    let step = within(timeouts.connect)
    const connected = url.protocol === 'https:' ? 'secureConnect' : 'connect'
    request.once('socket', (socket) => {
      socket.once(connected, () => {
        clearTimeout(step)
        step = within(timeouts.headers)
      })
    })
    request.once('response', (response) => {
      clearTimeout(step)
      response.setTimeout(timeouts.idle, () => response.destroy(tookTooLong()))
      resolve(response)
    })
    request.on('error', reject)
    // The end of every request. Node tells of nothing else when a server switches to another protocol.
    request.once('close', () => {
      clearTimeout(step)
      reject(new Error('The connection was closed without an answer'))
    })
    request.end()
  })
}
