import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** A stub of CouchDB in which every database exists and is empty. A test can replace some of its answers. */
export interface CouchdbStub {
  url: string
  /** The requests so far, as `GET /path`. */
  requests: string[]
  /** Resolves when no request has arrived for 0.3 seconds, and all requests are answered. */
  waitUntilQuiet: () => Promise<void>
}

/**
 * Called before the stub answers a request. Returns false to let the stub answer. Returns true to prevent this: then the
 * interceptor answers, or leaves the request unanswered on purpose.
 * @param number the number of the request, from 1
 */
export type Interceptor = (request: IncomingMessage, response: ServerResponse, number: number) => boolean

/** Starts the stub, until the end of the test. */
export async function startCouchdbStub(intercept: Interceptor): Promise<CouchdbStub> {
  const requests: string[] = []
  let open = 0
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    open++
    response.on('close', () => open--)
    if (!intercept(request, response, requests.length)) answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    async waitUntilQuiet() {
      for (let seen = -1; seen !== requests.length || open > 0;) {
        seen = requests.length
        await pause(300)
      }
    },
  }
}

/** Answers with an error in the form of CouchDB. Returns true, the result of an `Interceptor` that answers. */
export function refuse(response: ServerResponse, status: number, error = 'forbidden', reason = 'not for you'): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error, reason }))
  return true
}

function answer({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  // A change feed without changes. As CouchDB does, the stub sends a line break, and does not end the answer.
  if (url.includes('feed=longpoll'))
    return void response.writeHead(200, { 'content-type': 'application/json' }).write('\n')
  const body = url.includes('_changes')
    ? { results: [], last_seq: '1' }
    : url.includes('_all_docs')
      ? { rows: [] }
      : url.includes('_find')
        ? { docs: [] }
        : url.endsWith('_all_dbs')
          ? []
          : { couchdb: 'Welcome', ok: true, rev: '1-a' }
  response.writeHead(method === 'PUT' ? 201 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
