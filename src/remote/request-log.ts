import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Draft } from '../documents/documents.js'
import { mask, type RemoteRequest } from './expand.js'
import { isSecretVariable, type Variables } from './variables.js'

/** A request to a remote host, and the properties of its answer. */
export interface Exchange {
  /** The domain of the instance. */
  domain: string
  doctype: string
  request: RemoteRequest
  variables: Variables
  /** The slug of the calling application. `undefined` for a token of the command line. */
  slug: string | undefined
  status: number
  mediaType: string
}

/** The dependencies of `RequestLog`. */
export interface RequestLogParts {
  /** Stores an entry in the database of an instance. */
  appendLog: (domain: string, entry: Draft) => Promise<unknown>
  /** Returns the time in milliseconds since 1970. */
  clock: () => number
  log: Logger
}

/** Writes the log (doctype `io.cozy.remote.requests`) that shows users which data left their Cozy. Secrets are masked. */
export class RequestLog {
  readonly #parts: RequestLogParts

  constructor(parts: RequestLogParts) {
    this.#parts = parts
  }

  /** Appends an entry to the log of the instance. Never throws: a failure is written to the log of the process. */
  async append(exchange: Exchange): Promise<void> {
    const { appendLog, clock, log } = this.#parts
    const { domain, doctype } = exchange
    try {
      await appendLog(domain, entryOf(exchange, new Date(clock())))
    } catch (err) {
      log.error({ err, domain, doctype }, 'A remote request could not be written to the log of its instance')
    }
  }
}

function entryOf({ doctype, request, variables, slug, status, mediaType }: Exchange, now: Date): Draft {
  return {
    _id: randomUUID().replaceAll('-', ''),
    doctype,
    verb: request.verb,
    url: request.loggedUrl,
    response_code: status,
    content_type: mediaType,
    variables: Object.fromEntries([...variables].map(([name, value]) => [name, isSecretVariable(name) ? mask : value])),
    created_at: now.toISOString(),
    cozyMetadata: { ...(slug !== undefined && { createdByApp: slug }) },
  }
}
