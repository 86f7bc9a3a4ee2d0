import type { IncomingMessage } from 'node:http'
import { hasBody } from './has-body.js'

/** The refusal of a request whose body has a content coding, with the header for it (RFC 9110, 15.5.16). */
export const contentEncodingRefusal = {
  message: 'The Content-Encoding of the body is not supported: send it as it is',
  headers: { 'Accept-Encoding': 'identity' },
}

/** Whether a request has a body with a content coding, such as gzip. */
export function hasContentEncoding(request: IncomingMessage): boolean {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
  return coding !== '' && coding !== 'identity' && hasBody(request)
}
