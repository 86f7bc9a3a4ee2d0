import { request } from 'node:http'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { authorized, startTestGateway } from '../support/gateway.js'

const requestLine = z.looseObject({
  msg: z.literal('a request'),
  method: z.string(),
  host: z.string(),
  path: z.string(),
  status: z.int().optional(),
  bytes: z.int(),
  ms: z.number(),
  from: z.string(),
})

function requestsIn(lines: readonly string[]): z.infer<typeof requestLine>[] {
  return lines.flatMap((text) => requestLine.safeParse(JSON.parse(text)).data ?? [])
}

it('the access log has one line for each request, without the query string', async () => {
  const gateway = await startTestGateway({
    accessLog: true,
    accessTopology: 'xrip',
    domainSpaces: new Map([['links.example', '']]),
  })
  const from = '192.0.2.7'
  const headers = { 'X-Real-IP': from }
  for (let i = 0; i < 3; i++) await gateway.send('/registry/slugs?token=hidden', { headers })
  await gateway.send('/graphql', { method: 'POST', headers, body: { query: '{ registry { version } }' } })
  await gateway.send('/registry', { method: 'POST', headers: { ...headers, ...authorized(gateway.master) }, body: {} })
  await gateway.send('/notes?fallback=https%3A%2F%2Fhidden.example', { headers: { ...headers, Host: 'links.example' } })
  await expect.poll(() => requestsIn(gateway.logged()).length).toBe(6)
  const entry = (method: string, path: string, status: number): unknown =>
    expect.objectContaining({ method, path, status, from, bytes: expect.any(Number) })
  const lines = requestsIn(gateway.logged())
  expect(lines.slice(0, 5)).toEqual([
    entry('GET', '/registry/slugs', 200),
    entry('GET', '/registry/slugs', 200),
    entry('GET', '/registry/slugs', 200),
    entry('POST', '/graphql', 200),
    entry('POST', '/registry', 401),
  ])
  expect(lines[5]).toMatchObject({ host: 'links.example', path: '/notes', from })
  expect(lines.every(({ bytes, ms }) => bytes > 0 && ms >= 0)).toBe(true)
  expect(JSON.stringify(lines)).not.toContain('hidden')
})

it('the access log records that a client disconnected before the response', async () => {
  const gateway = await startTestGateway({ accessLog: true })
  const outgoing = request(`${gateway.url}/registry`, {
    method: 'POST',
    headers: { ...authorized(gateway.master), 'Content-Type': 'application/json', 'Content-Length': '1000' },
  })
  outgoing.on('error', () => {})
  outgoing.write('{"slug":')
  await new Promise((resolve) => outgoing.on('socket', (socket) => socket.once('connect', resolve)))
  outgoing.destroy()
  await expect
    .poll(() => requestsIn(gateway.logged()))
    .toMatchObject([{ path: '/registry', outcome: 'the client left' }])
})

it('the access log is off by default', async () => {
  const gateway = await startTestGateway()
  await gateway.send('/registry/slugs')
  expect(requestsIn(gateway.logged())).toEqual([])
})
