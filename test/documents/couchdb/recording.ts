import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { CouchSettings } from '../../../src/documents/couchdb/connection.js'

const requestSchema = z.object({ method: z.string(), path: z.string(), body: z.json().optional() })
const responseSchema = z.object({ status: z.number(), body: z.json() })
const exchangeSchema = z.object({ request: requestSchema, response: responseSchema })

/** A recording: the requests in order, the answers of CouchDB, and the result of the scenario. */
export const recordingSchema = z.object({ exchanges: z.array(exchangeSchema), result: z.json() })

type Request = z.infer<typeof requestSchema>
type Response = z.infer<typeof responseSchema>

/** One request and its answer. */
export type Exchange = z.infer<typeof exchangeSchema>

/** Starts a server that forwards requests to CouchDB, and appends each exchange to `exchanges`. Returns the server's URL. */
export function startRecorder(couchdb: CouchSettings, exchanges: Exchange[]): Promise<string> {
  const credentials = Buffer.from(`${couchdb.user ?? ''}:${couchdb.password ?? ''}`).toString('base64')
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' }
  const { host } = new URL(couchdb.url)
  return serve(async (request) => {
    const { method, path, body } = request
    const options = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const answer = await fetch(`http://${host}${path}`, options)
    const response = { status: answer.status, body: parseBody(await answer.text()) }
    exchanges.push({ request, response })
    return response
  })
}

/**
 * Starts a server that answers the recorded requests in their order. It answers any other request with 400, and appends it
 * to `unexpected`. Returns the URL of the server.
 */
export function startPlayer(exchanges: readonly Exchange[], unexpected: Request[]): Promise<string> {
  const remaining = [...exchanges]
  return serve((request) => {
    const next = remaining.shift()
    if (next && JSON.stringify(next.request) === JSON.stringify(request)) return Promise.resolve(next.response)
    unexpected.push(request)
    return Promise.resolve({ status: 400, body: { error: 'unexpected', reason: 'not the next recorded request' } })
  })
}

async function serve(handle: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const answering = async (): Promise<void> => {
      const { status, body } = await handle(await readRequest(incoming))
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    answering().catch((error: unknown) => outgoing.writeHead(500).end(String(error)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = '', url: path = '' } = incoming
  const body = await text(incoming)
  return { method, path, ...(body !== '' && { body: parseBody(body) }) }
}

function parseBody(body: string): z.infer<ReturnType<typeof z.json>> {
  return z.json().parse(JSON.parse(body))
}
