import type { IncomingMessage } from 'node:http'

/** Whether a request carries anything (RFC 9112, 6.3): one of unknown length does, even if nothing comes. */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
