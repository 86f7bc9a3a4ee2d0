import { settingKey } from '../../setting-key.js'

/** The end of an event stream, with what its client can do. */
export class StreamEndedError extends Error {
  override name = 'StreamEndedError'
  readonly code: 'CURSOR_EXPIRED' | 'CLIENT_TOO_SLOW'

  constructor(code: StreamEndedError['code'], message: string) {
    super(message)
    this.code = code
  }
}

const advice = 'Read "eventCursor" and then the data again, and subscribe with this cursor as "after"'

/** The error for a cursor with more changes behind it than are replayed. */
export function expired(limit: number): StreamEndedError {
  const key = settingKey('limits', 'subscriptions', 'replay')
  return new StreamEndedError(
    'CURSOR_EXPIRED',
    `More than ${String(limit)} changes have happened since this cursor (${key}). ${advice}`,
  )
}

/** The error when the databases of a space are dropped. */
export function replaced(): StreamEndedError {
  return new StreamEndedError('CURSOR_EXPIRED', `The databases of the space were removed or replaced. ${advice}`)
}

/** The error for a client that reads more slowly than changes happen. */
export function tooSlow(limit: number): StreamEndedError {
  const key = settingKey('limits', 'subscriptions', 'buffer')
  return new StreamEndedError(
    'CLIENT_TOO_SLOW',
    `The client has not read ${String(limit)} events (${key}). Subscribe again with "after": the cursor of the last event`,
  )
}
