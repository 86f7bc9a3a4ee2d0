import { expect, it } from 'vitest'
import { archiveOf, startTestGateway, type TestGateway } from '../../support/gateway.js'
import { sha256 } from '../../support/archives.js'
import type { Answer } from '../../support/http.js'
import { problem } from './decoders.js'

// The headers of the publishing command-line client.
const fetchHeaders = {
  'Content-Type': 'application/json',
  Accept: '*/*',
  'User-Agent': 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  'Accept-Encoding': 'gzip,deflate',
}

interface Publication {
  path: string
  version: string
  token: string
  /** Additional members of the body. */
  more?: object
}

async function publish(gateway: TestGateway, { path, version, token, more }: Publication): Promise<Answer> {
  const [numberInManifest = ''] = version.replace(/^v/, '').split('-')
  const archive = await archiveOf({ slug: 'notes', version: numberInManifest })
  const url = gateway.archives.serve(`${version}.tar.gz`, archive)
  const headers = { ...fetchHeaders, Authorization: `Token ${token}` }
  const body = { editor: 'Acme', version, url, sha256: sha256(archive), type: 'webapp', ...more }
  return gateway.send(path, { method: 'POST', headers, body })
}

async function startWithNotes(): Promise<{ gateway: TestGateway; token: string }> {
  const gateway = await startTestGateway({ spaces: ['', 'partner'] })
  await gateway.addApp({ slug: 'notes' })
  await gateway.addApp({ slug: 'notes', space: 'partner' })
  return { gateway, token: await gateway.token({ app: 'notes' }) }
}

it('a publication is answered with 201 for each form of its path and version number', async () => {
  const { gateway, token } = await startWithNotes()
  const paths = ['/registry/notes', '//registry/notes', '/partner/registry/notes', '/registry/notes/']
  const versions = ['1.0.0', 'v1.1.0', '1.2.3-dev.4616cdc1795309156926', '2.4.0-beta.1']
  for (const [i, path] of paths.entries()) {
    const answer = await publish(gateway, { path, version: versions[i] ?? '', token })
    expect([path, answer.status, answer.headers.location]).toEqual([path, 201, undefined])
  }
})

it('a publication with null as its parameters is answered with 201', async () => {
  const { gateway, token } = await startWithNotes()
  const answer = await publish(gateway, {
    path: '/registry/notes',
    version: '1.0.0',
    token,
    more: { parameters: null },
  })
  expect([answer.status, answer.headers['content-encoding']]).toEqual([201, 'gzip'])
})

it('a publication is answered with 201 when it needs an approval', async () => {
  const { gateway } = await startWithNotes()
  await gateway.operations.createEditor('Reviewed', false)
  await gateway.addApp({ slug: 'waiting', editor: 'Reviewed' })
  const token = await gateway.token({ editor: 'Reviewed', app: 'waiting' })
  const answer = await gateway.publish({ slug: 'waiting', version: '1.0.0', token })
  expect(answer.status).toBe(201)
})

it.each([
  ['a version that exists', '/registry/notes', '1.0.0', 409],
  ['a version number with a prefix', '/registry/notes', 'prefix/1.0.0', 400],
  ['an application that does not exist', '/registry/versions', '1.0.1', 404],
])('a publication of %s is refused with an error text in JSON', async (_, path, version, status) => {
  const { gateway, token } = await startWithNotes()
  await publish(gateway, { path: '/registry/notes', version: '1.0.0', token })
  const answer = await publish(gateway, { path, version, token })
  expect(answer.status).toBe(status)
  expect(problem.parse(answer.json()).error).not.toBe('')
})

it('a publication to the path /__default__/registry is refused with 405', async () => {
  const { gateway, token } = await startWithNotes()
  const answer = await publish(gateway, { path: '/__default__/registry/notes', version: '1.0.0', token })
  // The path belongs to no space, so it does not accept POST. The client prints the text of the response.
  expect([answer.status, answer.text]).toEqual([405, 'Method Not Allowed'])
  expect(answer.headers['content-type']).toBe('text/plain; charset=UTF-8')
})

it('a publication of a web page instead of an archive is refused with 422', async () => {
  const { gateway, token } = await startWithNotes()
  const page = Buffer.from('<h1>Not Found</h1>')
  const more = { url: gateway.archives.serve('page.tar.gz', page), sha256: sha256(page) }
  const answer = await publish(gateway, { path: '/registry/notes', version: '1.0.0', token, more })
  expect(answer.status).toBe(422)
  problem.parse(answer.json())
})
