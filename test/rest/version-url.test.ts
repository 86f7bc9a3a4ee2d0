import { expect, test } from 'vitest'
import type { Config } from '../../src/config/config.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, startTestGateway } from '../support/gateway.js'
import { version } from './clients/decoders.js'

const path = '/registry/notes/1.0.0/tarball/notes.tgz'

/** The address that a version is given when it is published with these headers, and that it keeps for who reads it. */
async function addressOf(settings: Partial<Config>, headers: Record<string, string>): Promise<string> {
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
  ['the host that was asked for', {}, host, `http://reg.example:8443${path}`],
  [
    'that host alone, whatever the request says of a proxy',
    {},
    { ...host, ...proxy },
    `http://reg.example:8443${path}`,
  ],
  [
    'the scheme that the proxy tells, with X-Forwarded-For',
    { accessTopology: 'xff' },
    { ...host, ...proxy },
    `https://reg.example:8443${path}`,
  ],
  [
    'the scheme that the proxy tells, with X-Real-IP',
    { accessTopology: 'xrip' },
    { ...host, 'X-Forwarded-Ssl': 'on' },
    `https://reg.example:8443${path}`,
  ],
  ['http, when the proxy tells nothing', { accessTopology: 'xff' }, host, `http://reg.example:8443${path}`],
  [
    'http, when the proxy tells another scheme',
    { accessTopology: 'xff' },
    { ...host, 'X-Forwarded-Proto': 'ftp' },
    `http://reg.example:8443${path}`,
  ],
  [
    'the configured address',
    { publicUrl: 'https://apps.example/store' },
    { ...host, ...proxy },
    `https://apps.example/store${path}`,
  ],
  [
    'the configured address behind a proxy, too',
    { publicUrl: 'http://apps.example', accessTopology: 'xff' },
    { ...host, ...proxy },
    `http://apps.example${path}`,
  ],
])('a version is published under %s', async (_what, settings, headers, expected) => {
  expect(await addressOf(settings, headers)).toBe(expected)
})
