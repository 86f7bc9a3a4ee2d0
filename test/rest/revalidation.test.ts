import { describe, expect, it } from 'vitest'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import type { Answer } from '../support/http.js'

async function startWithNotes(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  return gateway
}

const paths = [
  '/registry',
  '/registry/slugs',
  '/registry/maintenance',
  '/registry/notes',
  '/registry/notes/versions',
  '/registry/notes/1.0.0',
  '/registry/notes/stable/latest',
  '/registry/notes/icon',
  '/registry/notes/1.0.0/icon',
  '/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz',
  '/editors',
  '/editors/acme',
  '/robots.txt',
  '/favicon.ico',
  '/openapi.json',
]

describe('revalidation', () => {
  it.each(paths)('a GET of %s is answered with 304 if, and only if, If-None-Match matches', async (path) => {
    const gateway = await startWithNotes()
    const { headers } = await gateway.send(path)
    const tag = headers.etag ?? ''
    expect(tag).toMatch(/^"[^"]+"$/)
    const bare = tag.slice(1, -1)
    for (const condition of [tag, bare, `W/${tag}`, '*', `"other", ${tag}`, `other,${bare}`]) {
      const answer = await gateway.send(path, { headers: { 'If-None-Match': condition } })
      expect([condition, answer.status, answer.bytes.length]).toEqual([condition, 304, 0])
      expect(answer.headers.etag).toBe(tag)
      expect(answer.headers['cache-control']).toBe(headers['cache-control'])
      expect(answer.headers['content-type']).toBeUndefined()
      expect(answer.headers.vary).toBe(headers.vary)
      const head = await gateway.send(path, { method: 'HEAD', headers: { 'If-None-Match': condition } })
      expect(head.status).toBe(304)
    }
    for (const other of ['"other"', bare.slice(1), `"${bare}`]) {
      expect((await gateway.send(path, { headers: { 'If-None-Match': other } })).status).toBe(200)
    }
  })

  it('a resource has a different ETag for each query and each Content-Encoding', async () => {
    const gateway = await startWithNotes()
    const encodings: Record<string, string>[] = [{}, { 'Accept-Encoding': 'gzip' }]
    const urls = ['/registry/notes', '/registry/notes?pretty', '/registry/notes?versionsChannel=stable']
    const answers = await Promise.all(urls.flatMap((url) => encodings.map((headers) => gateway.send(url, { headers }))))
    expect(new Set(answers.map(({ headers }) => headers.etag))).toHaveProperty('size', 6)
  })

  it('an ETag changes exactly when the body of the response changes', async () => {
    const gateway = await startWithNotes()
    const answersByPath = new Map<string, Answer[]>(paths.map((path) => [path, []]))
    const readAll = async (): Promise<void> => {
      for (const [path, answers] of answersByPath) answers.push(await gateway.send(path), await gateway.send(path))
    }
    const headers = authorized(gateway.master)
    await readAll()
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0' } })
    await readAll()
    await gateway.publish({
      slug: 'notes',
      version: '1.0.1',
      manifest: { icon: 'new.svg' },
      files: [{ name: 'new.svg', content: '<svg/>' }],
    })
    await readAll()
    await gateway.send('/registry/notes', { method: 'PATCH', headers, body: { data_usage_commitment: 'none' } })
    await readAll()
    await gateway.send('/registry/maintenance/notes/activate', { method: 'PUT', headers, body: {} })
    await readAll()
    await gateway.send('/registry/maintenance/notes/deactivate', { method: 'PUT', headers })
    await readAll()
    for (const [path, answers] of answersByPath) {
      const bodies = answers.map(({ text }) => text)
      const tags = answers.map(({ headers: { etag } }) => etag)
      // Replaces each ETag and each body by the index of its first occurrence. Then both lists can be compared.
      expect(
        tags.map((tag) => tags.indexOf(tag)),
        path,
      ).toEqual(bodies.map((body) => bodies.indexOf(body)))
    }
    // Four bodies: with 1.0.0, with the beta version, with 1.0.1, and in maintenance.
    expect(new Set(answersByPath.get('/registry/notes')?.map(({ headers: { etag } }) => etag))).toHaveProperty(
      'size',
      4,
    )
  })

  it('If-Modified-Since is ignored', async () => {
    const gateway = await startWithNotes()
    const headers = { 'If-Modified-Since': new Date(Date.now() + 60_000).toUTCString() }
    expect((await gateway.send('/registry/notes/icon', { headers })).status).toBe(200)
  })

  it('a range is sent only if If-Range is the exact ETag of the file', async () => {
    const gateway = await startWithNotes()
    const path = '/registry/notes/icon'
    const { etag = '', 'last-modified': date = '' } = (await gateway.send(path)).headers
    const statusFor = async (condition: string): Promise<number> =>
      (await gateway.send(path, { headers: { Range: 'bytes=0-3', 'If-Range': condition } })).status
    expect([
      await statusFor(etag),
      await statusFor(`W/${etag}`),
      await statusFor('"other"'),
      await statusFor(date),
    ]).toEqual([206, 200, 200, 200])
  })
})
