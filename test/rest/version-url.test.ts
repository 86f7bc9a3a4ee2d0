import { expect, test } from 'vitest'
import type { Config } from '../../src/config/config.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, startTestGateway } from '../support/gateway.js'
import { version } from './clients/decoders.js'

const path = '/registry/notes/1.0.0/tarball/notes.tgz'

/**
 * Publishes a version with these headers, and reads the version through another host. Expects the same archive URL in both responses.
 * Returns this URL.
 */
async function publishedUrl(settings: Partial<Config>, headers: Record<string, string>): Promise<string> {
  const gateway = await startTestGateway(settings)
  await gateway.addApp({ slug: 'notes' })
  const archive = await archiveOf({ slug: 'notes', version: '1.0.0' })
  const published = await gateway.send('/registry/notes', {
    method: 'POST',
    headers: { ...authorized(await gateway.token({ app: 'notes' })), ...headers },
    body: { version: '1.0.0', url: gateway.archives.serve('notes.tgz', archive), sha256: sha256(archive) },
  })
  expect(published.status).toBe(201)
  const read = await gateway.send('/registry/notes/1.0.0', { headers: { Host: 'reader.example' } })
  const { url } = version.parse(read.json())
  expect(published.json()).toMatchObject({ url })
  return url
}

const host = { Host: 'reg.example:8443' }
const proxy = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-For': '192.0.2.1' }

test.each<[string, Partial<Config>, Record<string, string>, string]>([
  ['the host of the publication', {}, host, `http://reg.example:8443${path}`],
  [
    'the host of the publication, without regard to proxy headers',
    {},
    { ...host, ...proxy },
    `http://reg.example:8443${path}`,
  ],
  [
    'the scheme of X-Forwarded-Proto, behind a proxy with X-Forwarded-For',
    { accessTopology: 'xff' },
    { ...host, ...proxy },
    `https://reg.example:8443${path}`,
  ],
  [
    'the scheme of X-Forwarded-Ssl, behind a proxy with X-Real-IP',
    { accessTopology: 'xrip' },
    { ...host, 'X-Forwarded-Ssl': 'on' },
    `https://reg.example:8443${path}`,
  ],
  [
    'the scheme http, behind a proxy that sends no scheme',
    { accessTopology: 'xff' },
    host,
    `http://reg.example:8443${path}`,
  ],
  [
    'the scheme http, behind a proxy that sends a scheme other than http and https',
    { accessTopology: 'xff' },
    { ...host, 'X-Forwarded-Proto': 'ftp' },
    `http://reg.example:8443${path}`,
  ],
  [
    'the configured public URL',
    { publicUrl: 'https://apps.example/store' },
    { ...host, ...proxy },
    `https://apps.example/store${path}`,
  ],
  [
    'the configured public URL, even behind a proxy',
    { publicUrl: 'http://apps.example', accessTopology: 'xff' },
    { ...host, ...proxy },
    `http://apps.example${path}`,
  ],
])('the archive URL of a version has %s', async (_case, settings, headers, expected) => {
  expect(await publishedUrl(settings, headers)).toBe(expected)
})
