import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** A CouchDB in which every database exists and is empty, to inject faults into. */
export interface CouchdbStub {
  url: string
  /** The requests so far, as `GET /path`. */
  requests: string[]
  /** Resolves when nothing has been asked for a while, and nothing waits for an answer. */
  quiet: () => Promise<void>
}

/** Answers a request instead of the stub; returns whether it did. */
export type Fault = (request: IncomingMessage, response: ServerResponse, number: number) => boolean

/** Starts the stub. */
export async function startCouchdbStub(fault: Fault): Promise<CouchdbStub> {
  const requests: string[] = []
  let open = 0
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    open++
    response.on('close', () => open--)
    if (!fault(request, response, requests.length)) answer(request, response)
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
    async quiet() {
      for (let seen = -1; seen !== requests.length || open > 0;) {
        seen = requests.length
        await pause(300)
      }
    },
  }
}

/** Gives an error as CouchDB does. */
export function refuse(response: ServerResponse, status: number, error = 'forbidden', reason = 'not for you'): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error, reason }))
  return true
}

function answer({ method, url = '' }: IncomingMessage, response: ServerResponse): void {
  // A feed without changes: CouchDB sends nothing but a new line now and then.
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
