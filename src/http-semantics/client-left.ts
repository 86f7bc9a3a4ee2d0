import type { ServerResponse } from 'node:http'
import { ClientLeftError } from '../registry/errors.js'

/** A signal that aborts if the client closes its connection before it has the whole response. */
export function disconnectSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  const abortUnlessSent = (): void => {
    if (!response.writableFinished) controller.abort(new ClientLeftError())
  }
  if (response.closed) abortUnlessSent()
  else response.once('close', abortUnlessSent)
  return controller.signal
}
