import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { CouchSettings } from '../../../src/documents/couchdb/connection.js'

const request = z.object({ method: z.string(), path: z.string(), body: z.json().optional() })
const response = z.object({ status: z.number(), body: z.json() })
const exchange = z.object({ request, response })

/** What was asked, what CouchDB answered, in this order, and what the adapter made of it. */
export const tape = z.object({ exchanges: z.array(exchange), result: z.json() })

type Request = z.infer<typeof request>
type Response = z.infer<typeof response>

/** One request and its answer. */
export type Exchange = z.infer<typeof exchange>

/** Starts a server between the adapter and a CouchDB that writes down what is said; gives its URL. */
export function startRecorder(couchdb: CouchSettings, exchanges: Exchange[]): Promise<string> {
  const credentials = Buffer.from(`${couchdb.user ?? ''}:${couchdb.password ?? ''}`).toString('base64')
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' }
  const { host } = new URL(couchdb.url)
  return serve(async (said) => {
    const { method, path, body } = said
    const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const answer = await fetch(`http://${host}${path}`, sent)
    const heard = { status: answer.status, body: jsonOf(await answer.text()) }
    exchanges.push({ request: said, response: heard })
    return heard
  })
}

/** Starts a server that answers the recorded requests, in their order, and no others; gives its URL. */
export function startPlayer(exchanges: readonly Exchange[], unexpected: Request[]): Promise<string> {
  const left = [...exchanges]
  return serve((said) => {
    const next = left.shift()
    if (next && JSON.stringify(next.request) === JSON.stringify(said)) return Promise.resolve(next.response)
    unexpected.push(said)
    return Promise.resolve({ status: 400, body: { error: 'unexpected', reason: 'this was not recorded' } })
  })
}

async function serve(answer: (said: Request) => Promise<Response>): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const answering = async (): Promise<void> => {
      const { status, body } = await answer(await requestOf(incoming))
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

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = '', url: path = '' } = incoming
  const body = await text(incoming)
  return { method, path, ...(body !== '' && { body: jsonOf(body) }) }
}

function jsonOf(body: string): z.infer<ReturnType<typeof z.json>> {
  return z.json().parse(JSON.parse(body))
}
