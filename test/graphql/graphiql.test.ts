import { brotliDecompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { startTestGateway } from '../support/gateway.js'

const asBrowser = { Accept: 'text/html', 'Accept-Encoding': 'gzip, deflate, br' }

it('GraphiQL is a small page with immutable, compressed scripts and styles', async () => {
  const gateway = await startTestGateway()
  const page = await fetch(`${gateway.url}/graphql`, { headers: asBrowser })
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("default-src 'none'")
  const html = await page.text()
  expect(html.length).toBeLessThan(10_000)

  const files = [...html.matchAll(/graphql\/graphiql\/[\w.-]+/g)].map(([path]) => path)
  expect(files.map((path) => path.replace(/^.*\/|-[\da-f]{16}/g, ''))).toEqual([
    'graphiql.css',
    'page.css',
    'graphiql.js',
    'page.js',
    'editor-worker.js',
    'graphql-worker.js',
    'json-worker.js',
  ])
  for (const path of files) {
    const { status, headers, bytes } = await gateway.send(`/${path}`, { headers: { 'Accept-Encoding': 'br' } })
    const { etag = '', ...rest } = headers
    expect({ status, ...rest }).toMatchObject({
      status: 200,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': expect.stringMatching(/^text\/(css|javascript); charset=utf-8$/),
      vary: 'Accept-Encoding',
    })
    expect(brotliDecompressSync(bytes).length).toBeGreaterThan(1.5 * bytes.length)
    const again = await gateway.send(`/${path}`, { headers: { 'Accept-Encoding': 'br', 'If-None-Match': etag } })
    expect({ status: again.status, size: again.bytes.length }).toEqual({ status: 304, size: 0 })
  }
})

it('/graphql/graphiql/ serves only the files of the page, and none when introspection is disabled', async () => {
  const gateway = await startTestGateway()
  for (const name of ['', 'graphiql.js', '../package.json', '%2e%2e/package.json']) {
    expect((await gateway.send(`/graphql/graphiql/${name}`)).status).toBe(404)
  }
  const html = (await gateway.send('/graphql', { headers: asBrowser })).text
  const [path = ''] = /graphql\/graphiql\/graphiql-[\w.-]+\.css/.exec(html) ?? []
  const withoutIntrospection = await startTestGateway({ graphql: { introspection: false, persistedOnly: false } })
  expect((await withoutIntrospection.send(`/${path}`)).status).toBe(404)
  expect((await gateway.send(`/${path}`, { method: 'DELETE' })).status).toBe(404)
})
