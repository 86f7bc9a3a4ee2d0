import { expect, test } from 'vitest'
import { z } from 'zod'
import { dataOf } from '../graphql/ask.js'
import { sha256 } from '../support/archives.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { openApiCheck } from '../support/openapi.js'
import { version } from './clients/decoders.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: ['hidden'] }]

async function startWithVersions(): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces })
  for (const slug of ['notes', 'hidden', 'empty']) await gateway.addApp({ slug })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0' } })
  await gateway.publish({ slug: 'hidden', version: '1.0.0' })
  return gateway
}

const urls = z.object({
  space: z.object({ app: z.object({ downloadUrl: z.string().nullable(), beta: z.string().nullable() }) }),
})

async function downloadUrls(gateway: TestGateway, slug: string, space?: string) {
  const query = `query ($slug: String!, $space: String) {
    space(name: $space) { app(slug: $slug) { downloadUrl beta: downloadUrl(channel: BETA) } }
  }`
  return urls.parse(await dataOf(gateway, query, { variables: { slug, ...(space && { space }) } })).space.app
}

test('the download URL of a channel stays the same, and leads to the archive of the newest version', async () => {
  const gateway = await startWithVersions()
  const { downloadUrl, beta } = await downloadUrls(gateway, 'notes')
  expect(downloadUrl).toBe(`${gateway.url}/registry/notes/stable/latest/download`)
  const download = async (url: string | null) => {
    const answer = await fetch(url ?? '')
    return [answer.status, answer.url.replace(/.*\//, ''), sha256(Buffer.from(await answer.arrayBuffer()))]
  }
  expect(await download(downloadUrl)).toEqual([
    200,
    'notes-1.0.0.tar.gz',
    version.parse((await gateway.send('/registry/notes/1.0.0')).json()).sha256,
  ])
  expect((await download(beta))[1]).toBe('notes-1.1.0-beta.1.tar.gz')
  await gateway.publish({ slug: 'notes', version: '2.0.0' })
  expect((await download(downloadUrl))[1]).toBe('notes-2.0.0.tar.gz')
  expect((await downloadUrls(gateway, 'notes')).downloadUrl).toBe(downloadUrl)
})

test('the redirect is not cached, is sent for HEAD requests too, and is in the OpenAPI document', async () => {
  const { send } = await startWithVersions()
  const path = '/registry/notes/stable/latest/download'
  const check = openApiCheck((await send('/openapi.json')).json())
  for (const method of ['GET', 'HEAD']) {
    const answer = await send(path, { method })
    expect(answer.status).toBe(302)
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-cache',
      location: expect.stringMatching(/^http:.*\/registry\/notes\/1\.0\.0\/tarball\/notes-1\.0\.0\.tar\.gz$/),
    })
    expect(answer.headers).not.toHaveProperty('content-type')
    if (method === 'GET') expect(check('GET', path, answer)).toBeUndefined()
  }
})

test('a virtual space redirects to its own archive, and hides the same applications as elsewhere', async () => {
  const gateway = await startWithVersions()
  const input = { space: 'mirror', slug: 'notes', name: 'Jotter' }
  const mutation = 'mutation ($input: OverwriteAppInput!) { overwriteApp(input: $input) { __typename } }'
  await dataOf(gateway, mutation, { variables: { input }, token: gateway.master })
  const { downloadUrl } = await downloadUrls(gateway, 'notes', 'mirror')
  expect(downloadUrl).toBe(`${gateway.url}/mirror/registry/notes/stable/latest/download`)
  const answer = await gateway.send('/mirror/registry/notes/stable/latest/download')
  expect(answer.headers.location).toContain('/mirror/registry/notes/1.0.0/tarball/')
  expect((await gateway.send('/mirror/registry/hidden/stable/latest/download')).status).toBe(404)
})

test('there is no download URL without a version', async () => {
  const gateway = await startWithVersions()
  expect(await downloadUrls(gateway, 'empty')).toEqual({ downloadUrl: null, beta: null })
})

test.each([
  ['/registry/empty/stable/latest/download', 404, 'Version was not found'],
  ['/registry/nothing/stable/latest/download', 404, 'Application was not found'],
  ['/registry/notes/nightly/latest/download', 400, 'Invalid version channel'],
  ['/registry/No/stable/latest/download', 400, 'Invalid application slug'],
])('GET %s is refused with %i', async (path, status, message) => {
  const { send } = await startWithVersions()
  const answer = await send(path)
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(message)
})

test('a screenshot with the path `latest/download` is still served', async () => {
  const gateway = await startWithVersions()
  const files = [{ name: 'latest/download', content: Buffer.from('89504e470d0a1a0a', 'hex') }]
  await gateway.publish({ slug: 'notes', version: '3.0.0', files, manifest: { screenshots: ['latest/download'] } })
  expect((await gateway.send('/registry/notes/screenshots/latest/download')).status).toBe(200)
})
