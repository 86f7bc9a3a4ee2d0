import { expect, it, vi } from 'vitest'
import type { StoredDocument } from '../../src/documents/documents.js'
import { authorized, startTestGateway } from '../support/gateway.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'

const internalError = 'ECONNREFUSED 10.1.2.3:5984 registry-apps'

// While `isBroken` is set, reads fail. The error contains an internal address. Clients must not see this address.
class BreakingDocuments extends ForwardingDocuments {
  isBroken = false

  override get(database: string, id: string): Promise<StoredDocument | undefined> {
    return this.isBroken ? Promise.reject(new Error(internalError)) : super.get(database, id)
  }
  override list(database: string, startId?: string, pageSize?: number): AsyncIterable<StoredDocument> {
    if (this.isBroken) throw new Error(internalError)
    return super.list(database, startId, pageSize)
  }
}

it('a request is answered with 500, without the cause, when the document store fails', async () => {
  let documents: BreakingDocuments | undefined
  const gateway = await startTestGateway({}, (engines) => {
    documents = new BreakingDocuments(engines.documents)
    return { ...engines, documents }
  })
  // The following writes invalidate the cached editors and applications.
  await gateway.addApp({ slug: 'notes' })
  await gateway.operations.createEditor('Other', true)
  const token = await gateway.token()
  await gateway.operations.createEditor('Another', true)
  if (documents) documents.isBroken = true

  const body = { slug: 'tasks', editor: 'Acme', type: 'webapp' }
  const answers = [
    await gateway.send('/registry/notes/1.0.0/icon'),
    await gateway.send('/registry/notes/1.0.0'),
    await gateway.send('/registry', { method: 'POST', headers: authorized(gateway.master), body }),
    await gateway.send('/registry/notes', { method: 'POST', headers: authorized(token), body: {} }),
  ]
  if (documents) documents.isBroken = false
  for (const { status, text, headers } of answers) {
    expect([status, headers['cache-control']]).toEqual([500, 'no-cache'])
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(text).toContain('Internal server error')
    expect(text + JSON.stringify(headers)).not.toContain('10.1.2.3')
  }
  expect(answers[1]?.json()).toEqual({ error: 'Internal server error', message: 'Internal server error' })
  expect(answers[0]?.text).toBe('Internal server error')
})

it('a request for a well-known file that cannot be read is answered with 404, and logged as an error', async () => {
  const gateway = await startTestGateway({ domainSpaces: new Map([['links.example', '']]) })
  vi.spyOn(gateway.objects, 'open').mockRejectedValue(new Error(internalError))
  const answer = await gateway.send('/.well-known/assetlinks.json', { headers: { Host: 'links.example' } })
  expect([answer.status, answer.text]).toEqual([404, 'Not Found'])
  const [line] = gateway.logged().filter((text) => text.includes(internalError))
  expect(JSON.parse(line ?? '')).toMatchObject({ level: 50, request_uri: '/.well-known/assetlinks.json', status: 404 })
})

it('the path /registry does not exist without a default space', async () => {
  const gateway = await startTestGateway({ spaces: ['labs'] })
  const answer = await gateway.send('/registry/notes')
  expect([answer.status, answer.text]).toEqual([404, 'Cannot find space'])
  expect((await gateway.send('/labs/registry/slugs')).json()).toEqual([])
})

it('each refused request is logged in one line, without the token', async () => {
  const gateway = await startTestGateway()
  const token = await gateway.token()
  const refusals = [
    ['GET', '/registry/absent?a=1', {}, 404],
    ['GET', '/registry/A', {}, 400],
    ['GET', '/registry/absent/icon', {}, 404],
    ['POST', '/registry', { headers: authorized(token), body: {} }, 401],
    ['POST', '/nowhere', { body: { padding: 'x'.repeat(100_000) } }, 413],
  ] as const
  for (const [method, path, request, status] of refusals) {
    expect((await gateway.send(path, { ...request, method })).status).toBe(status)
  }
  const debug = 20
  const info = 30
  const logLine = (line: object): unknown =>
    expect.objectContaining({ remote_ip: '127.0.0.1', error_msg: expect.any(String), ...line })
  const lines = gateway.logged().map((line): unknown => JSON.parse(line))
  expect(lines.filter((line) => isRefusal(line))).toEqual([
    logLine({ level: debug, method: 'GET', request_uri: '/registry/absent?a=1', status: 404, is_json: true }),
    logLine({ level: info, method: 'GET', request_uri: '/registry/A', status: 400, is_json: true }),
    logLine({ level: debug, method: 'GET', request_uri: '/registry/absent/icon', status: 404, is_json: false }),
    logLine({ level: info, method: 'POST', request_uri: '/registry', status: 401, is_json: true }),
    logLine({ level: info, method: 'POST', request_uri: '/nowhere', status: 413, is_json: false }),
  ])
  expect(gateway.logged().join('')).not.toContain(token)
})

function isRefusal(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'status' in line
}
