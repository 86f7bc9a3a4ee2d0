import type { IncomingMessage } from 'node:http'
import { hasBody } from './has-body.js'

/** What a request with a coded body is told, and the header that says what is taken instead (RFC 9110, 15.5.16). */
export const codedBodyRefusal = {
  message: 'The Content-Encoding of the body is not supported: send it as it is',
  headers: { 'Accept-Encoding': 'identity' },
}

/** Whether a request has a body that must be decoded first, as by gzip. */
export function hasCodedBody(request: IncomingMessage): boolean {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
  return coding !== '' && coding !== 'identity' && hasBody(request)
}
