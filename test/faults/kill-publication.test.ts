import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import PQueue from 'p-queue'
import { expect, it } from 'vitest'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { readAuditLog } from '../support/audit-log.js'
import { openTestEngines } from '../support/engine-sets.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import type { FaultPoint } from './faulty-engines.js'
import { startGatewayOn, type FolderGateway } from '../support/folder-gateway.js'

const program = fileURLToPath(new URL('../support/publish-process.ts', import.meta.url))

// The writes of a publication with an icon and a screenshot:
// 1. the entry in the audit log
// 2. the archive
// 3. the icon
// 4. the screenshot
// 5. the documents of the two images
// 6. the document of the version, which makes the version visible
// 7. the documents of the two images again (see `Assets.addAll` for the reason)
// 8. the outcome in the audit log
const writes = 8
const versionWrite = 6
const points = Array.from({ length: writes }, (_, n) => n + 1).flatMap((write): FaultPoint[] => [
  { write, moment: 'before' },
  { write, moment: 'after' },
])

/** A data folder with one application for each publication. The applications have no versions. */
interface Fixture {
  folder: string
  /** A master token. */
  token: string
  /** Serves an archive for version 1.0.0 of an application, and returns the publication. */
  publicationOf: (slug: string) => Promise<Publication>
}

/** A publication of version 1.0.0, with files that no other application has. */
interface Publication {
  slug: string
  /** The body of the request. */
  body: { version: string; url: string; sha256: string }
  screenshot: Buffer
}

it(
  'a publication leaves a complete version or none, and an entry in the audit log, when its process is killed at any write',
  { timeout: 600_000 },
  async () => {
    const fixture = await prepare(['counted', ...points.map(slugOf)])
    expect(await countWrites(fixture, await fixture.publicationOf('counted'))).toBe(writes)
    const queue = new PQueue({ concurrency: 2 })
    const states = await Promise.all(points.map((point) => queue.add(() => killAt(point, fixture))))
    // A version becomes visible with the write of its document, and only then.
    expect(states).toEqual(
      points.map(({ write, moment }) =>
        write > versionWrite || (write === versionWrite && moment === 'after') ? 'whole' : 'absent',
      ),
    )
  },
)

function slugOf({ write, moment }: FaultPoint): string {
  return `${moment}-${write}`
}

async function prepare(slugs: string[]): Promise<Fixture> {
  const folder = await temporaryFolder()
  await (await openTestEngines(folder)).documents.close()
  const { url, operations } = await startGatewayOn(folder)
  await operations.createEditor(editor, true)
  const { token } = await operations.createToken({ editor, kind: 'MASTER' })
  for (const slug of slugs) {
    const body = { slug, type: 'webapp', editor }
    expect((await send(url, '/registry', { method: 'POST', headers: authorized(token), body })).status).toBe(201)
  }
  await operations.close()
  const archives = await startArchiveServer()
  return {
    folder,
    token,
    async publicationOf(slug) {
      const screenshot = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(slug)])
      const archive = await archiveOf({
        slug,
        version: '1.0.0',
        manifest: { icon: 'own.svg', screenshots: ['shots/one.png'] },
        files: [
          { name: 'own.svg', content: `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${slug} --></svg>` },
          { name: 'shots/one.png', content: screenshot },
        ],
      })
      const address = archives.serve(`${slug}.tar.gz`, archive)
      return { slug, screenshot, body: { version: '1.0.0', url: address, sha256: sha256(archive) } }
    },
  }
}

async function countWrites(fixture: Fixture, publication: Publication): Promise<number> {
  const { output, signal } = await publishInChild(fixture, publication)
  expect({ signal, status: /status (\d+)/.exec(output)?.[1] }).toEqual({ signal: null, status: '201' })
  return Number(/writes (\d+)/.exec(output)?.[1])
}

async function killAt(point: FaultPoint, fixture: Fixture): Promise<'whole' | 'absent'> {
  const publication = await fixture.publicationOf(slugOf(point))
  const { slug, body } = publication
  const { output, signal } = await publishInChild(fixture, publication, point)
  expect({ point, signal, output }).toEqual({ point, signal: 'SIGKILL', output: '' })
  const gateway = await startGatewayOn(fixture.folder)
  try {
    const state = await stateOf(gateway, publication)
    const auditLogOf = () =>
      readAuditLog({ url: gateway.url, master: fixture.token }, { operation: 'publishVersion', app: slug })
    const outcomes = async () => (await auditLogOf()).map(({ outcome }) => outcome)
    expect({ point, outcomes: await outcomes() }).toEqual({ point, outcomes: outcomesAt(point) })
    const headers = authorized(fixture.token)
    const again = await send(gateway.url, `/registry/${slug}`, { method: 'POST', headers, body })
    expect({ point, status: again.status }).toEqual({ point, status: state === 'whole' ? 409 : 201 })
    expect({ point, state: await stateOf(gateway, publication) }).toEqual({ point, state: 'whole' })
    expect(await outcomes()).toEqual([state === 'whole' ? 'REFUSED' : 'DONE', ...outcomesAt(point)])
    return state
  } finally {
    await gateway.operations.close()
  }
}

// The outcomes in the audit log of a publication that was killed. A killed change has no known outcome.
function outcomesAt({ write, moment }: FaultPoint): string[] {
  const isAfter = (number: number) => write > number || (write === number && moment === 'after')
  return isAfter(writes) ? ['DONE'] : isAfter(1) ? ['UNKNOWN'] : []
}

async function publishInChild(
  { folder, token }: Fixture,
  { slug, body }: Publication,
  point?: FaultPoint,
): Promise<{ output: string; signal: NodeJS.Signals | null }> {
  // A killed process leaves temporary files behind. They are removed with the folder of the test.
  const temporary = join(folder, 'temporary', slug)
  await mkdir(temporary, { recursive: true })
  const fault = point ? [String(point.write), point.moment] : []
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, folder, token, slug, JSON.stringify(body), ...fault],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: temporary } },
  )
  const exit = once(child, 'exit')
  const output = await text(child.stdout)
  await exit
  return { output, signal: child.signalCode }
}

// Checks that the routes of the version, of its files and of all lists agree. Returns the state of the version.
async function stateOf({ url }: FolderGateway, { slug, body, screenshot }: Publication): Promise<'whole' | 'absent'> {
  const get = (path: string) => send(url, `/registry${path}`)
  const version = await get(`/${slug}/1.0.0`)
  const state = version.status === 200 ? 'whole' : 'absent'
  const archive = await get(`/${slug}/1.0.0/tarball/${slug}.tar.gz`)
  const shot = await get(`/${slug}/1.0.0/screenshots/shots/one.png`)
  const others = ['stable/latest', '1.0.0/icon', 'icon', 'screenshots/shots/one.png'].map((path) =>
    get(`/${slug}/${path}`),
  )
  const answers = [version, archive, shot, ...(await Promise.all(others))]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => (state === 'whole' ? 200 : 404)))
  if (state === 'whole') {
    expect(version.json()).toMatchObject({ sha256: body.sha256, size: String(archive.bytes.length) })
    expect(sha256(archive.bytes)).toBe(body.sha256)
    expect(shot.bytes).toEqual(screenshot)
  }
  const lists = { stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] }
  const versions = state === 'whole' ? { has_versions: true, ...lists } : { has_versions: false }
  const app = {
    slug,
    versions,
    ...(state === 'whole' && { latest_version: expect.objectContaining({ sha256: body.sha256 }) }),
  }
  expect((await get(`/${slug}/versions`)).json()).toEqual(versions)
  expect((await get(`/${slug}`)).json()).toMatchObject(app)
  expect((await get('?limit=100')).json()).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining(app)]),
  })
  return state
}
