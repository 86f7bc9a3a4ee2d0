import type { ServerResponse } from 'node:http'
import { ClientLeftError } from '../registry/errors.js'

/** A signal that aborts when the client of a response closes its connection before it has the whole response. */
export function clientLeft(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  const check = (): void => {
    if (!response.writableFinished) left.abort(new ClientLeftError())
  }
  if (response.closed) check()
  else response.once('close', check)
  return left.signal
}
