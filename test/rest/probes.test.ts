import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.js'
import { send } from '../support/http.js'

const ok = { status: 'ok' }
const failed = { status: 'failed', reason: 'unreachable' }

test('/status reports the state of each engine', async () => {
  const gateway = await startTestGateway()
  const answer = await gateway.send('/status', { headers: { 'Accept-Encoding': 'gzip' } })
  expect(answer.status).toBe(200)
  expect(answer.text).toBe(
    '{"couchDB":{"status":"ok"},"redis":{"status":"ok"},"status":"ok","swift":{"status":"ok"}}\n',
  )
  expect(answer.headers).toMatchObject({ 'content-type': 'application/json' })
  for (const name of ['cache-control', 'etag', 'vary', 'content-encoding']) {
    expect(answer.headers[name]).toBeUndefined()
  }
  const head = await gateway.send('/status', { method: 'HEAD' })
  expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', String(answer.bytes.length)])
})

test('/health and /ready answer 200 while all engines work', async () => {
  const gateway = await startTestGateway()
  const health = await gateway.send('/health')
  expect([health.status, health.json()]).toEqual([200, ok])
  const ready = await gateway.send('/ready')
  expect([ready.status, ready.json()]).toEqual([200, { status: 'ok', documents: ok, objects: ok, cache: ok }])
  for (const path of ['/health', '/ready']) {
    const head = await gateway.send(path, { method: 'HEAD' })
    expect([head.status, head.headers['cache-control']]).toEqual([200, 'no-store'])
    expect((await gateway.send(path, { method: 'POST' })).status).toBe(405)
  }
})

test('/ready answers 503 when an engine fails; /status and /health answer 200', async () => {
  const gateway = await startTestGateway()
  gateway.objects.ping = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:8080'))
  const status = await gateway.send('/status')
  expect([status.status, status.json()]).toEqual([200, { couchDB: ok, redis: ok, status: 'failed', swift: failed }])
  const ready = await gateway.send('/ready')
  expect([ready.status, ready.json()]).toEqual([503, { status: 'failed', documents: ok, objects: failed, cache: ok }])
  expect((await gateway.send('/health')).status).toBe(200)
})

test('/ready reports an engine as unreachable when its answer times out', async () => {
  const gateway = await startTestGateway()
  gateway.documents.ping = () => new Promise(() => undefined)
  const ready = await gateway.send('/ready')
  expect([ready.status, ready.json()]).toMatchObject([503, { documents: failed, objects: ok }])
})

test('hosts of universal links serve /status, but neither /health nor /ready', async () => {
  const gateway = await startTestGateway({ domainSpaces: new Map([['links.example', '']]) })
  const headers = { Host: 'links.example' }
  for (const path of ['/health', '/ready']) {
    const answer = await send(gateway.url, path, { headers })
    expect([path, answer.status, answer.headers['content-type']]).toEqual([path, 404, 'text/plain; charset=UTF-8'])
  }
  expect((await send(gateway.url, '/status', { headers })).json()).toMatchObject({ status: 'ok' })
})
