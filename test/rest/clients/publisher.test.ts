import { expect, it } from 'vitest'
import { archiveOf, startTestGateway, type TestGateway } from '../../support/gateway.js'
import { sha256 } from '../../support/archives.js'
import type { Answer } from '../../support/http.js'
import { problem } from './decoders.js'

// As the publishing command line sends it.
const fetchHeaders = {
  'Content-Type': 'application/json',
  Accept: '*/*',
  'User-Agent': 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  'Accept-Encoding': 'gzip,deflate',
}

interface Publishing {
  path: string
  version: string
  token: string
  /** Members beside the usual ones. */
  more?: object
}

async function publish(gateway: TestGateway, { path, version, token, more }: Publishing): Promise<Answer> {
  const [number = ''] = version.replace(/^v/, '').split('-')
  const archive = await archiveOf({ slug: 'notes', version: number })
  const url = gateway.archives.serve(`${version}.tar.gz`, archive)
  const headers = { ...fetchHeaders, Authorization: `Token ${token}` }
  const body = { editor: 'Acme', version, url, sha256: sha256(archive), type: 'webapp', ...more }
  return gateway.send(path, { method: 'POST', headers, body })
}

async function withNotes(): Promise<{ gateway: TestGateway; token: string }> {
  const gateway = await startTestGateway({ spaces: ['', 'partner'] })
  await gateway.addApp({ slug: 'notes' })
  await gateway.addApp({ slug: 'notes', space: 'partner' })
  return { gateway, token: await gateway.token({ app: 'notes' }) }
}

it('success is always 201, for any form of the address and of the version', async () => {
  const { gateway, token } = await withNotes()
  const paths = ['/registry/notes', '//registry/notes', '/partner/registry/notes', '/registry/notes/']
  const versions = ['1.0.0', 'v1.1.0', '1.2.3-dev.4616cdc1795309156926', '2.4.0-beta.1']
  for (const [i, path] of paths.entries()) {
    const answer = await publish(gateway, { path, version: versions[i] ?? '', token })
    expect([path, answer.status, answer.headers.location]).toEqual([path, 201, undefined])
  }
})

it('parameters may be null, as old scripts send them', async () => {
  const { gateway, token } = await withNotes()
  const answer = await publish(gateway, {
    path: '/registry/notes',
    version: '1.0.0',
    token,
    more: { parameters: null },
  })
  expect([answer.status, answer.headers['content-encoding']]).toEqual([201, 'gzip'])
})

it('a pending version is 201 as well', async () => {
  const { gateway } = await withNotes()
  await gateway.operations.createEditor('Reviewed', false)
  await gateway.addApp({ slug: 'waiting', editor: 'Reviewed' })
  const token = await gateway.token({ editor: 'Reviewed', app: 'waiting' })
  const answer = await gateway.publish({ slug: 'waiting', version: '1.0.0', token })
  expect(answer.status).toBe(201)
})

it.each([
  ['a version that exists', '/registry/notes', '1.0.0', 409],
  ['a version with a prefix', '/registry/notes', 'prefix/1.0.0', 400],
  ['an application that does not exist', '/registry/versions', '1.0.1', 404],
])('%s is refused with a printable reason', async (_, path, version, status) => {
  const { gateway, token } = await withNotes()
  await publish(gateway, { path: '/registry/notes', version: '1.0.0', token })
  const answer = await publish(gateway, { path, version, token })
  expect(answer.status).toBe(status)
  expect(problem.parse(answer.json()).error).not.toBe('')
})

it('the default space has no name in paths', async () => {
  const { gateway, token } = await withNotes()
  const answer = await publish(gateway, { path: '/__default__/registry/notes', version: '1.0.0', token })
  // Like any path outside the spaces it can be read only, whether anything is there or not: the client prints the text.
  expect([answer.status, answer.text]).toEqual([405, 'Method Not Allowed'])
  expect(answer.headers['content-type']).toBe('text/plain; charset=UTF-8')
})

it('a web page instead of an archive is refused by its checksum or its content', async () => {
  const { gateway, token } = await withNotes()
  const page = Buffer.from('<h1>Not Found</h1>')
  const more = { url: gateway.archives.serve('page.tar.gz', page), sha256: sha256(page) }
  const answer = await publish(gateway, { path: '/registry/notes', version: '1.0.0', token, more })
  expect(answer.status).toBe(422)
  problem.parse(answer.json())
})
