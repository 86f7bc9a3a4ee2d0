import { expect, test } from 'vitest'
import { openApiCheck } from '../support/openapi.js'
import { registryPath, startTestGateway } from '../support/gateway.js'

const downloadUrl = 'https://store.example/bucket/object?signature=x'

/**
 * A gateway with one version. Its object store creates URLs for direct downloads. Also returns the REST path of the
 * version, and the arguments of all calls of `downloadUrl`.
 */
async function startWithVersion() {
  const gateway = await startTestGateway()
  const downloadUrlCalls: string[][] = []
  gateway.objects.downloadUrl = async (...args) => {
    downloadUrlCalls.push(args)
    return downloadUrl
  }
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  return { ...gateway, downloadUrlCalls, path: `${registryPath()}/notes/1.0.0` }
}

test('a download of an archive is redirected to the object store', async () => {
  const { send, path, downloadUrlCalls } = await startWithVersion()
  const answer = await send(`${path}/tarball/notes-1.0.0.tar.gz`)
  expect(answer.status).toBe(302)
  expect(answer.headers).toMatchObject({ location: downloadUrl, 'cache-control': 'no-store' })
  expect(answer.headers).not.toHaveProperty('etag')
  const check = openApiCheck((await send('/openapi.json')).json())
  expect(check('GET', `${path}/tarball/notes-1.0.0.tar.gz`, answer)).toBeUndefined()
  expect(downloadUrlCalls).toEqual([['__assets__', expect.stringMatching(/^[0-9a-f]{64}$/), 'application/gzip']])
})

test('a HEAD request and a revalidation of an archive are not redirected', async () => {
  const { send, path, downloadUrlCalls } = await startWithVersion()
  const head = await send(`${path}/tarball/notes-1.0.0.tar.gz`, { method: 'HEAD' })
  expect(head).toMatchObject({ status: 200, headers: { 'content-type': 'application/gzip' } })
  const unchanged = await send(`${path}/tarball/notes-1.0.0.tar.gz`, {
    headers: { 'If-None-Match': head.headers.etag ?? '' },
  })
  expect(unchanged.status).toBe(304)
  expect(downloadUrlCalls).toEqual([])
})

// The object store would not send the security headers of icons.
test('icons are not redirected to the object store', async () => {
  const { send, path, downloadUrlCalls } = await startWithVersion()
  expect((await send(`${path}/icon`)).status).toBe(200)
  expect(downloadUrlCalls).toEqual([])
})

test('a missing archive is answered with 404', async () => {
  const { send, path } = await startWithVersion()
  expect((await send(`${path}/tarball/other.tar.gz`)).status).toBe(404)
})
