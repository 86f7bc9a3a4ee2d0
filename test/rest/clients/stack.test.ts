import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { assetsContainer } from '../../../src/registry/spaces.js'
import { authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'
import { packArchive, sha256 } from '../../support/archives.js'
import { Stack, UpstreamError } from './stack.js'

const manifest = {
  type: 'konnector',
  locales: { en: { short_description: 'Collects' } },
  permissions: { files: { type: 'io.cozy.files', verbs: ['GET'] }, remote: { type: 'org.bank', remote: true } },
  terms: { id: 'terms', url: 'https://bank.example/terms', version: '1' },
  intents: [{ action: 'OPEN', type: ['io.cozy.files'], href: '/open' }],
}

async function startWithKonnector(): Promise<{ gateway: TestGateway; stack: Stack }> {
  const gateway = await startTestGateway({ spaces: ['', 'partner'] })
  await gateway.addApp({ slug: 'bank', type: 'konnector' })
  await gateway.publish({ slug: 'bank', version: '1.0.0', manifest })
  return { gateway, stack: new Stack(gateway.url) }
}

// A stack (cozy-stack) is the server on which a user installs applications.
it('a stack installs the latest version of a channel', async () => {
  const { stack } = await startWithKonnector()
  const version = await stack.latest('bank', 'stable')
  expect(version).toMatchObject({ slug: 'bank', version: '1.0.0', manifest: { ...manifest, slug: 'bank' } })
  const files = await stack.install(version)
  expect([...files.keys()]).toEqual(['/manifest.webapp', '/icon.svg'])
})

it('a stack installs a version by its number', async () => {
  const { gateway, stack } = await startWithKonnector()
  const archive = await packArchive(
    [
      { name: 'bank-2/', type: 'directory' },
      {
        name: 'bank-2/manifest.konnector',
        content: JSON.stringify({ slug: 'bank', editor: 'Acme', version: '2.0.0' }),
      },
      { name: 'bank-2/index.js', content: 'run()' },
    ],
    { gzip: true },
  )
  const url = gateway.archives.serve('bank.tgz?a=b', archive)
  const body = { version: '2.0.0', url, sha256: sha256(archive).toUpperCase() }
  const headers = authorized(await gateway.token({ app: 'bank' }))
  expect((await gateway.send('/registry/bank', { method: 'POST', headers, body })).status).toBe(201)
  const version = await stack.version('bank', '2.0.0')
  expect(version.tar_prefix).toBe('/bank-2')
  expect(version.url).toMatch(/\/bank\.tgz%3Fa=b$/)
  const files = await stack.install(version)
  expect(files.get('/index.js')).toBe('run()')
})

function plainArchive(): Promise<Buffer> {
  const archiveManifest = JSON.stringify({ slug: 'bank', editor: 'Acme', version: '2.0.0' })
  return packArchive([
    { name: 'manifest.konnector', content: archiveManifest },
    { name: 'index.js', content: 'run()' },
  ])
}

it('a stack installs a version from an uncompressed archive', async () => {
  const { gateway, stack } = await startWithKonnector()
  await gateway.publish({ slug: 'bank', version: '2.0.0', archive: await plainArchive() })
  const files = await stack.install(await stack.latest('bank', 'stable'))
  expect(files.get('/index.js')).toBe('run()')
})

it('a stack installs a version from an archive with the stored type application/octet-stream', async () => {
  const { gateway, stack } = await startWithKonnector()
  const archive = await plainArchive()
  await gateway.publish({ slug: 'bank', version: '2.0.0', archive })
  const contentType = 'application/octet-stream'
  await gateway.objects.put(assetsContainer, sha256(archive), Readable.from([archive]), { contentType })
  const files = await stack.install(await stack.latest('bank', 'stable'))
  expect(files.get('/index.js')).toBe('run()')
})

it('a stack refuses an uncompressed archive with trailing data', async () => {
  const { gateway, stack } = await startWithKonnector()
  const archive = Buffer.concat([await plainArchive(), Buffer.alloc(8 * 1024)])
  const published = await gateway.publish({ slug: 'bank', version: '2.0.0', archive })
  expect(published.json()).toMatchObject({
    warnings: expect.arrayContaining([expect.objectContaining({ code: 'PADDED_ARCHIVE' })]),
  })
  const version = await stack.latest('bank', 'stable')
  await expect(stack.install(version)).rejects.toThrow('The checksum does not match')
})

it('missing resources are answered with 404', async () => {
  const { gateway, stack } = await startWithKonnector()
  await gateway.addApp({ slug: 'unpublished' })
  const requests = [
    stack.application('absent'),
    stack.version('absent', '1.0.0'),
    stack.version('bank', '9.9.9'),
    stack.latest('absent', 'stable'),
    stack.latest('absent', 'dev'),
    stack.latest('unpublished', 'stable'),
  ]
  const outcomes = await Promise.allSettled(requests)
  const refusals = outcomes.map((outcome) => {
    const reason: unknown = outcome.status === 'rejected' ? outcome.reason : undefined
    return reason instanceof UpstreamError ? [reason.status, reason.message] : reason
  })
  const [appNotFound, versionNotFound] = ['Application', 'Version'].map((resource) => [
    404,
    `${resource} was not found`,
  ])
  expect(refusals).toEqual([appNotFound, appNotFound, versionNotFound, appNotFound, appNotFound, versionNotFound])
})

it('a stack finds the services of intents in a list of applications', async () => {
  const { gateway, stack } = await startWithKonnector()
  await gateway.addApp({ slug: 'drive' })
  await gateway.publish({ slug: 'drive', version: '1.0.0', manifest: { intents: manifest.intents } })
  await gateway.addApp({ slug: 'viewer', space: 'partner' })
  const discovered = [await stack.discover(), await new Stack(`${gateway.url}/partner`).discover()].flat()
  expect(discovered.map(({ slug }) => slug)).toEqual(['drive', 'viewer'])
  expect((await stack.latest('drive', 'stable')).manifest.intents).toEqual(manifest.intents)
})

it('a stack gets images with their media types', async () => {
  const { gateway, stack } = await startWithKonnector()
  await gateway.publish({
    slug: 'bank',
    version: '1.1.0',
    manifest: { ...manifest, screenshots: ['screenshots/fr/1 é.png'], partnership: { icon: 'partner.png' } },
    files: [
      { name: 'screenshots/fr/1 é.png', content: 'picture' },
      { name: 'partner.png', content: 'partner' },
    ],
  })
  const svg = { type: 'image/svg+xml', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }
  expect(await stack.image('/bank/icon')).toEqual(svg)
  expect(await stack.image('/bank/1.1.0/icon')).toEqual(svg)
  expect(await stack.image('/bank/partnership_icon')).toMatchObject({ type: 'image/png' })
  const screenshot = await stack.image('/bank/1.1.0/screenshots/screenshots/fr/1%20%C3%A9.png')
  expect(screenshot).toEqual({ type: 'image/png', bytes: Buffer.from('picture') })
})

it('a stack gets 304 for unchanged resources', async () => {
  const { gateway, stack } = await startWithKonnector()
  const read = async (): Promise<(string | undefined)[]> => [
    (await stack.application('bank')).latest_version?.version,
    (await stack.latest('bank', 'stable')).version,
    (await stack.version('bank', '1.0.0')).version,
  ]
  expect(await read()).toEqual(['1.0.0', '1.0.0', '1.0.0'])
  expect(await read()).toEqual(['1.0.0', '1.0.0', '1.0.0'])
  expect(stack.notModifiedCount).toBe(3)
  await gateway.publish({ slug: 'bank', version: '1.0.1', manifest })
  expect(await read()).toEqual(['1.0.1', '1.0.1', '1.0.0'])
  expect(stack.notModifiedCount).toBe(4)
})
