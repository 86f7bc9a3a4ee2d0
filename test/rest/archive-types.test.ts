import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { answerWithType } from '../support/archive-server.js'
import { archiveOf, startTestGateway } from '../support/gateway.js'
import type { Answer } from '../support/http.js'

// cozy-stack installs applications. It chooses by the whole Content-Type, with its parameters, how to unpack an archive.

const version = { slug: 'notes', version: '1.0.0' }
const path = '/registry/notes/1.0.0/tarball/notes.tgz'

/** Publishes an archive from a server that sends this Content-Type. Downloads the archive from the gateway. */
async function publishAndDownload(archive: Buffer, contentType: string): Promise<Answer> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const url = gateway.archives.serve('notes.tgz', answerWithType(contentType, archive))
  expect((await gateway.publish({ ...version, archive, body: { url } })).status).toBe(201)
  return gateway.send(path)
}

/** Stores an archive with this type, as old versions of the reference registry did. Downloads it from the gateway. */
async function storeAndDownload(archive: Buffer, contentType: string): Promise<Answer> {
  const { documents, objects, config, send } = await startTestGateway()
  const content = { url: `https://old.example${path}`, attachments: null, created_at: '2020-01-01T00:00:00Z' }
  await documents.put(`${config.prefix}-versions`, { _id: 'notes-1.0.0', ...version, ...content })
  await objects.put('__default__', 'notes/1.0.0/notes.tgz', Readable.from([archive]), { contentType })
  return send(path)
}

const compressed: [givenType: string, downloadedType: string][] = [
  ['application/gzip', 'application/gzip'],
  ['application/x-gzip', 'application/x-gzip'],
  ['application/x-tgz', 'application/x-tgz'],
  ['application/tar+gzip', 'application/tar+gzip'],
  ['application/gzip; charset=binary', 'application/gzip'],
  ['application/x-gzip;q=1', 'application/gzip'],
  ['application/octet-stream', 'application/gzip'],
  ['application/x-tar', 'application/gzip'],
  ['text/plain; charset=utf-8', 'application/gzip'],
]

describe.each([
  ['published from a server', publishAndDownload],
  ['stored by an old version of the reference registry', storeAndDownload],
])('an archive that was %s', (_origin, download) => {
  test.each(compressed)('with the type %s is downloaded as %s if it is compressed', async (type, expected) => {
    const archive = await archiveOf(version)
    const { status, headers, bytes } = await download(archive, type)
    expect([status, headers['content-type'], headers['content-encoding']]).toEqual([200, expected, undefined])
    expect(bytes).toEqual(archive)
  })

  test.each(['application/octet-stream', 'application/gzip', 'application/x-tar', 'text/plain; charset=utf-8'])(
    'with the type %s is downloaded as application/x-tar if it is not compressed',
    async (type) => {
      const archive = gunzipSync(await archiveOf(version))
      const { status, headers, bytes } = await download(archive, type)
      expect([status, headers['content-type'], headers['content-encoding']]).toEqual([
        200,
        'application/x-tar',
        undefined,
      ])
      expect(bytes).toEqual(archive)
    },
  )
})
