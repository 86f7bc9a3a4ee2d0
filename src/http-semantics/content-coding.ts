import type { IncomingMessage } from 'node:http'
import { hasBody } from './has-body.js'

/** The message and the headers of a 415 (RFC 9110, 15.5.16), for a body with a content coding. */
export const contentEncodingRefusal = {
  message: 'The Content-Encoding of the body is not supported: send the body uncompressed',
  headers: { 'Accept-Encoding': 'identity' },
}

/** Whether a request has a body with a content coding, such as gzip. */
export function hasContentEncoding(request: IncomingMessage): boolean {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
  return coding !== '' && coding !== 'identity' && hasBody(request)
}
