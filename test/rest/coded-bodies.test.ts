import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { authorized, startTestGateway } from '../support/gateway.js'

it('each route with a body answers 415 to a body with a Content-Encoding other than identity', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const before = await gateway.stored()
  const routes = [
    ['POST', '/registry', {}],
    ['PATCH', '/registry/notes', {}],
    ['POST', '/registry/notes', {}],
    ['PUT', '/registry/maintenance/notes/activate', {}],
    ['POST', '/graphql', { query: '{ registry { version } }' }],
  ] as const
  for (const [method, path, content] of routes) {
    for (const coding of ['gzip', 'GZIP', 'br', 'gzip, identity']) {
      const headers = {
        ...authorized(gateway.master),
        'Content-Type': 'application/json',
        'Content-Encoding': coding,
      }
      const answer = await gateway.send(path, { method, headers, body: gzipSync(JSON.stringify(content)) })
      expect([path, answer.status, answer.headers['accept-encoding']]).toEqual([path, 415, 'identity'])
      expect(answer.text).toContain('Content-Encoding')
    }
    const headers = { ...authorized(gateway.master), 'Content-Encoding': 'identity' }
    const plain = await gateway.send(path, { method, headers, body: content })
    expect(plain.status).not.toBe(415)
  }
  const editors = (await gateway.stored()).documents['cozyregistry-editors']
  expect(editors).toHaveLength(1)
  expect(editors).toEqual(before.documents['cozyregistry-editors'])
})

it('the error for a binary body does not contain its bytes', async () => {
  const gateway = await startTestGateway()
  const headers = { ...authorized(gateway.master), 'Content-Type': 'application/json' }
  const answer = await gateway.send('/registry', { method: 'POST', headers, body: gzipSync('{}') })
  expect(answer.status).toBe(400)
  expect(answer.text).toMatch(/Syntax error/)
  expect(answer.text).not.toMatch(/\\u00|\ufffd/)
})

it('each route with a body answers 400 to a body that is not UTF-8, and changes nothing', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const before = await gateway.stored()
  const latin1 = (content: object) => Buffer.from(JSON.stringify(content), 'latin1')
  const query = 'mutation { createEditor(input: { name: "Éditeur" }) { __typename } }'
  const routes = [
    ['POST', '/registry', { slug: 'café' }],
    ['PATCH', '/registry/notes', { editor: 'Éditeur' }],
    ['POST', '/registry/notes', { version: '1.0.0', parameters: { name: 'Café' } }],
    ['PUT', '/registry/maintenance/notes/activate', { messages: { fr: { long_message: 'été' } } }],
    ['POST', '/graphql', { query }],
  ] as const
  for (const [method, path, content] of routes) {
    const headers = { ...authorized(gateway.master), 'Content-Type': 'application/json' }
    const answer = await gateway.send(path, { method, headers, body: latin1(content) })
    expect([path, answer.status, answer.text]).toEqual([path, 400, expect.stringContaining('is not UTF-8')])
  }
  expect(await gateway.stored()).toEqual(before)
})
