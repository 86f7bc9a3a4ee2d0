import { request, type IncomingHttpHeaders } from 'node:http'
import type { Json } from '../../src/json.js'
import { parseJson } from '../../src/json.js'

/** A request to send exactly as it stands: nothing is added but `Host` and `Connection: close`. */
export interface Sent {
  method?: string
  headers?: Record<string, string>
  /** Sent with its `Content-Length`, unless a `Transfer-Encoding` is given; an object is sent as JSON, with its type. */
  body?: Buffer | string | object
}

/** An answer as it came, not decompressed. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  /** The body, which must be JSON. */
  json: () => Json
}

/**
 * Sends a request; unlike `fetch` it touches neither the path nor the headers.
 * @param origin scheme, host and port
 * @param path sent as it is, with `..`, `//` and the query
 */
export function send(origin: string, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  const content = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body
  const implied: Record<string, string> = {
    ...(content !== undefined &&
      !('Transfer-Encoding' in headers) && { 'Content-Length': String(Buffer.byteLength(content)) }),
    ...(content !== undefined && content !== body && { 'Content-Type': 'application/json' }),
  }
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sending = request(
      { hostname, port, path, method, headers: { ...implied, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const text = bytes.toString()
          const { statusCode = 0, headers } = response
          resolve({ status: statusCode, headers, bytes, text, json: () => parseJson(text) })
        })
      },
    )
    sending.on('error', reject)
    sending.end(content)
  })
}
