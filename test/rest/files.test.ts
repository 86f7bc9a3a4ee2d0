import { expect, test } from 'vitest'
import { openApiCheck } from '../support/openapi.js'
import { root, startTestGateway } from '../support/gateway.js'

const address = 'https://store.example/bucket/object?signature=x'

/** A gateway whose store can be reached by clients, with one version. Gives the path of the version, and what was asked of the store. */
async function published() {
  const gateway = await startTestGateway()
  const asked: string[][] = []
  gateway.objects.downloadUrl = async (...question) => {
    asked.push(question)
    return address
  }
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  return { ...gateway, asked, path: `${root()}/notes/1.0.0` }
}

test('an archive is downloaded from the store, with the media type that clients expect', async () => {
  const { send, path, asked } = await published()
  const answer = await send(`${path}/tarball/notes-1.0.0.tar.gz`)
  expect(answer.status).toBe(302)
  expect(answer.headers).toMatchObject({ location: address, 'cache-control': 'no-store' })
  expect(answer.headers).not.toHaveProperty('etag')
  const check = openApiCheck((await send('/openapi.json')).json())
  expect(check('GET', `${path}/tarball/notes-1.0.0.tar.gz`, answer)).toBeUndefined()
  expect(asked).toEqual([['__assets__', expect.stringMatching(/^[0-9a-f]{64}$/), 'application/gzip']])
})

test('HEAD and revalidation of an archive are answered by the gateway', async () => {
  const { send, path, asked } = await published()
  const head = await send(`${path}/tarball/notes-1.0.0.tar.gz`, { method: 'HEAD' })
  expect(head).toMatchObject({ status: 200, headers: { 'content-type': 'application/gzip' } })
  const unchanged = await send(`${path}/tarball/notes-1.0.0.tar.gz`, {
    headers: { 'If-None-Match': head.headers.etag ?? '' },
  })
  expect(unchanged.status).toBe(304)
  expect(asked).toEqual([])
})

test('icons are not downloaded from the store, where they would lose their security headers', async () => {
  const { send, path, asked } = await published()
  expect((await send(`${path}/icon`)).status).toBe(200)
  expect(asked).toEqual([])
})

test('a missing archive is 404', async () => {
  const { send, path } = await published()
  expect((await send(`${path}/tarball/other.tar.gz`)).status).toBe(404)
})
