import { request, type IncomingHttpHeaders } from 'node:http'
import type { Json } from '../../src/json.js'
import { parseJson } from '../../src/json.js'

/** A request. Only the headers `Host`, `Connection: close`, and those of the body are added. */
export interface TestRequest {
  method?: string
  headers?: Record<string, string>
  /**
   * Sent with `Content-Length`, if the headers have no `Transfer-Encoding`. An object is sent as JSON, with its
   * `Content-Type`.
   */
  body?: Buffer | string | object
}

/** An answer, not decompressed. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  /** The body, which must be JSON. */
  json: () => Json
}

/**
 * Sends a request. Unlike `fetch` it neither normalises the path nor changes the headers.
 * @param origin scheme, host and port
 * @param path the path and query; `..` and `//` are sent unchanged
 */
export function send(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: TestRequest = {},
): Promise<Answer> {
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
