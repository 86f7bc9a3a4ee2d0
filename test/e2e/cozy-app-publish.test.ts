import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import {
  archiveOf,
  manifestOf,
  registryPath,
  startTestGateway,
  type NewVersion,
  type TestGateway,
} from '../support/gateway.js'
import { sha256 } from '../support/archives.js'
import { temporaryFolder } from '../support/temporary-folder.js'

// The publishing client that editors run in continuous integration, as published on npm.
const program = createRequire(import.meta.url).resolve('cozy-app-publish/src/cozy-app-publish.js')

/** A build to publish: a folder with the manifest, and the URL and checksum of the archive. */
interface Build {
  folder: string
  url: string
  sha256: string
}

async function build(gateway: TestGateway, version: NewVersion): Promise<Build> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'manifest.webapp'), JSON.stringify(manifestOf(version)))
  const archive = await archiveOf(version)
  return { folder, url: gateway.archives.serve('build.tar.gz', archive), sha256: sha256(archive) }
}

async function publish(
  gateway: TestGateway,
  { folder, url }: Build,
  token: string,
  ...moreFlags: string[]
): Promise<{ status: number | null; output: string }> {
  const options = { 'build-dir': '.', 'build-url': url, 'registry-url': gateway.url, token }
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, [program, '--yes', '--mode', 'manual', ...flags, ...moreFlags], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { status: child.exitCode, output: output + errors }
}

it('publishes an archive that clients download unchanged, and no version twice', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const built = await build(gateway, { slug: 'notes', version: '1.2.0' })
  const token = await gateway.token({ app: 'notes' })
  expect(await publish(gateway, built, token, '--manual-version', 'v1.2.0-beta.1')).toMatchObject({ status: 0 })
  const answer = await gateway.send('/registry/notes/beta/latest')
  expect(answer.json()).toMatchObject({ version: '1.2.0-beta.1', sha256: built.sha256 })
  const archive = await gateway.send('/registry/notes/1.2.0-beta.1/tarball/build.tar.gz')
  expect(sha256(archive.bytes)).toBe(built.sha256)

  expect(await publish(gateway, built, token, '--manual-version', '1.2.0-beta.1')).toMatchObject({
    status: 1,
    output: expect.stringContaining('409 Conflict: Version already exists'),
  })
})

it('publishes only into the space of the option --space', async () => {
  const gateway = await startTestGateway({ spaces: ['', 'partners'] })
  await gateway.addApp({ slug: 'notes', space: 'partners' })
  const built = await build(gateway, { slug: 'notes', version: '1.0.0' })
  const token = await gateway.token({ app: 'notes', space: 'partners' })
  const options = ['--manual-version', '1.0.0', '--space', 'partners']
  expect(await publish(gateway, built, token, ...options)).toMatchObject({ status: 0 })
  const answer = await gateway.send(`${registryPath('partners')}/notes/1.0.0`)
  expect(answer.json()).toMatchObject({ sha256: built.sha256 })
  expect((await gateway.send('/registry/notes/1.0.0')).status).toBe(404)
})

it('prints the reason of a refusal', async () => {
  const gateway = await startTestGateway()
  for (const slug of ['notes', 'other']) await gateway.addApp({ slug })
  const built = await build(gateway, { slug: 'notes', version: '1.0.0' })
  const publishWith = async (token: string): Promise<unknown> =>
    publish(gateway, built, token, '--manual-version', '1.0.0')
  const message = '401 Unauthorized: Token could not be verified'
  const unauthorized = { status: 1, output: expect.stringContaining(message) }
  expect(await publishWith(await gateway.token({ app: 'other' }))).toMatchObject(unauthorized)
  expect(await publishWith(await gateway.expiredToken('notes'))).toMatchObject(unauthorized)
  // The client ignores that the URL of the archive answers 404. It computes the checksum of the error page, and tries to publish
  // this page. The registry refuses.
  gateway.archives.serve('build.tar.gz', (_request, response) => response.writeHead(404).end('gone'))
  expect(await publishWith(await gateway.token({ app: 'notes' }))).toMatchObject({
    status: 1,
    output: expect.stringMatching(/422 Unprocessable Entity: Could not reach version on specified url .* code 404/),
  })
  expect((await gateway.send('/registry/notes/versions')).json()).toEqual({ has_versions: false })
})
