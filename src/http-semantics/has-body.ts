import type { IncomingMessage } from 'node:http'

/** Whether a request has a body (RFC 9112, 6.3). A chunked body counts even if it is empty. */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
