import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { z } from 'zod'
import { isDocumentId } from '../../../src/documents/documents.js'
import { assetsContainer } from '../../../src/registry/spaces.js'
import { answerWithType } from '../../support/archive-server.js'
import { sha256, type ArchiveEntry } from '../../support/archives.js'
import { archiveOf, authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'

// Very long names, and names with a special meaning in JavaScript, URLs, file systems, CouchDB or the routes of the
// registry.
const awkwardNames = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'length', 'icon', 'partnership_icon'],
  ...['', '.', '..', '...', '%2e%2e', '%2F', '%00', '%', 'a%zz', 'tarball', 'screenshots', '__assets__', '_design'],
  ...[
    'é',
    'e\u0301',
    '\u{1f4dd}',
    '\ud83d',
    '\u202e',
    '\u0000',
    'a\nb',
    'a b',
    'a?b=c',
    'a#b',
    'a\\b',
    'x'.repeat(300),
    // The fragment of a URL is not sent to the server. So a fragment may be very long.
    `#${'x'.repeat(20_000)}`,
    `#${'é'.repeat(2_000)}`,
    `#${'x'.repeat(4_000)}`,
  ],
]
const name = fc.oneof(fc.constantFrom(...awkwardNames), fc.string({ unit: 'binary', maxLength: 20 }))
const createdVersion = z.object({ url: z.string(), attachments: z.record(z.string(), z.string()) })

/** Tries to publish a version. The URL of its archive ends with `fileName`. Returns the archive and the response. */
async function tryToPublish(gateway: TestGateway, number: string, fileName: string, files: ArchiveEntry[] = []) {
  const manifest = { icon: 'icon.svg', screenshots: files.map((file) => file.name) }
  const archive = await archiveOf({ slug: 'notes', version: number, manifest, files })
  const url = `${gateway.archives.origin}/${number}/${fileName}`
  if (URL.canParse(url)) {
    const { pathname, search } = new URL(url)
    gateway.archives.serve(pathname.slice(1) + search, answerWithType('application/gzip', archive))
  }
  const answer = await gateway.send('/registry/notes', {
    method: 'POST',
    headers: authorized(gateway.master),
    body: { version: number, url, sha256: sha256(archive) },
  })
  return { archive, answer }
}

async function startWithApp(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  expect((await gateway.addApp({ slug: 'notes' })).status).toBe(201)
  return gateway
}

/** Starts a gateway. Runs a check with each awkward name, and with random names. */
async function checkNames(check: (gateway: TestGateway, number: string, name: string) => Promise<void>): Promise<void> {
  const gateway = await startWithApp()
  let count = 0
  const property = fc.asyncProperty(name, (text) => check(gateway, `1.0.${count++}`, text))
  await fc.assert(property, { numRuns: 40, examples: awkwardNames.map((text) => [text]), endOnFailure: true })
}

it('an archive with an awkward name is refused, or can be downloaded', { timeout: 300_000 }, () =>
  checkNames(async (gateway, number, fileName) => {
    const { archive, answer } = await tryToPublish(gateway, number, fileName)
    if (answer.status !== 201) {
      expect([400, 422]).toContain(answer.status)
      return
    }
    const { url } = createdVersion.parse(answer.json())
    const found = await gateway.send(new URL(url).pathname)
    expect({ fileName, status: found.status }).toEqual({ fileName, status: 200 })
    expect(found.bytes).toEqual(archive)
    // The document of the version contains the checksum of the archive.
    expect((await gateway.send(`/registry/notes/${number}`)).text).toContain(sha256(archive))
  }),
)

it('a screenshot with an awkward name is refused, left out, or can be downloaded', { timeout: 300_000 }, () =>
  checkNames(async (gateway, number, fileName) => {
    const content = `screenshot ${number}`
    const { answer } = await tryToPublish(gateway, number, 'a.tgz', [{ name: `shots/${fileName}`, content }])
    if (answer.status !== 201) {
      expect([400, 422]).toContain(answer.status)
      return
    }
    const attachment = Object.entries(createdVersion.parse(answer.json()).attachments).find(
      ([, checksum]) => checksum === sha256(content),
    )
    if (!attachment) return
    const path = attachment[0].split('/').map(encodeURIComponent).join('/')
    const found = await gateway.send(`/registry/notes/${number}/${path}`)
    expect({ fileName, status: found.status, text: found.text }).toEqual({ fileName, status: 200, text: content })
  }),
)

const slug = fc.oneof(fc.constantFrom(...awkwardNames, 'valueof', 'has-own'), fc.string({ maxLength: 10 }))

it('an awkward slug is refused, or its application can be published and read', { timeout: 300_000 }, async () => {
  const gateway = await startTestGateway()
  const tried = new Set<string>()
  const property = fc.asyncProperty(slug, async (text) => {
    if (tried.has(text)) return
    tried.add(text)
    const { status } = await gateway.addApp({ slug: text })
    if (status !== 201) {
      expect(status).toBe(400)
      return
    }
    expect(isDocumentId(text)).toBe(true)
    expect((await gateway.publish({ slug: text, version: '1.0.0' })).status).toBe(201)
    expect((await gateway.send(`/registry/${text}/stable/latest`)).status).toBe(200)
    expect((await gateway.send(`/registry/${text}/1.0.0/icon`)).status).toBe(200)
  })
  await fc.assert(property, { numRuns: 60, examples: awkwardNames.map((text) => [text]) })
})

test('parameters may have members with any name', async () => {
  const gateway = await startWithApp()
  // This is JSON text, because `__proto__` in an object literal would set the prototype.
  const json = '{"__proto__":{"a":1},"constructor":"b","toString":null,"":"empty","é":1,"e\\u0301":2}'
  const parameters: unknown = JSON.parse(json)
  const answer = await gateway.publish({ slug: 'notes', version: '1.0.0', body: { parameters } })
  expect(answer.status).toBe(201)
  expect((await gateway.send('/registry/notes/1.0.0')).text).toContain(`"parameters":${JSON.stringify(parameters)}`)
})

test('a maintenance message may have any locale except "__proto__"', async () => {
  const gateway = await startWithApp()
  const activate = (messages: string) =>
    gateway.send('/registry/maintenance/notes/activate', {
      method: 'PUT',
      headers: { ...authorized(gateway.master), 'Content-Type': 'application/json' },
      body: `{"messages":${messages}}`,
    })
  const text = '{"long_message":"l","short_message":"s"}'
  expect((await activate(`{"__proto__":${text}}`)).status).toBe(400)
  expect((await activate(`{"constructor":${text},"toString":${text}}`)).status).toBe(200)
  const found = (await gateway.send('/registry/notes')).text
  for (const locale of ['constructor', 'toString']) expect(found).toContain(`"${locale}":${text}`)
})

test('an archive is served as application/gzip even if its server sent another Content-Type', async () => {
  const gateway = await startWithApp()
  const archive = await archiveOf({ slug: 'notes', version: '1.0.0' })
  const url = gateway.archives.serve('notes.tgz', answerWithType('text/x-own; a="b"', archive))
  const body = { version: '1.0.0', url, sha256: sha256(archive) }
  const answer = await gateway.send('/registry/notes', { method: 'POST', headers: authorized(gateway.master), body })
  expect(answer.status).toBe(201)
  expect((await gateway.objects.stat(assetsContainer, sha256(archive)))?.contentType).toBe('text/x-own; a="b"')
  const served = await gateway.send('/registry/notes/1.0.0/tarball/notes.tgz')
  expect(served.headers['content-type']).toBe('application/gzip')
})
