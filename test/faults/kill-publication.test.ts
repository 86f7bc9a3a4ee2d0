import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import PQueue from 'p-queue'
import { expect, it } from 'vitest'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import type { FaultPoint } from './faulty-engines.js'
import { startGatewayOn, type FolderGateway } from './gateway.js'

const program = fileURLToPath(new URL('publish-process.ts', import.meta.url))
const screenshot = { name: 'shots/one.png', content: Buffer.from('89504e470d0a1a0a', 'hex') }
const version = {
  ...{ slug: 'notes', version: '1.0.0', files: [screenshot] },
  manifest: { screenshots: ['shots/one.png'] },
}

/** What is published in the tests, and on what data. */
interface Publication {
  folder: string
  token: string
  body: { version: string; url: string; sha256: string }
}

it(
  'whenever a publication is killed, the version is whole or absent, and publishing it again works',
  { timeout: 300_000 },
  async () => {
    const publication = await prepare()
    const writes = await countWrites(publication)
    // The archive, the icon and the screenshot with a document each, the version, and the three documents once more.
    const commit = 7
    expect(writes).toBe(10)
    const points = Array.from({ length: writes }, (_, n) => n + 1).flatMap((write): FaultPoint[] => [
      { write, moment: 'before' },
      { write, moment: 'after' },
    ])
    const queue = new PQueue({ concurrency: 2 })
    const ends = await Promise.all(points.map((point) => queue.add(() => killAt(point, publication))))
    // Only the document of the version makes anything visible.
    expect(ends).toEqual(
      points.map(({ write, moment }) =>
        write > commit || (write === commit && moment === 'after') ? 'whole' : 'absent',
      ),
    )
  },
)

// An application without versions, in a folder to be copied.
async function prepare(): Promise<Publication> {
  const folder = await temporaryFolder()
  const { url, operations } = await startGatewayOn(folder)
  await operations.createEditor(editor, true)
  const { token } = await operations.createToken({ editor, kind: 'MASTER' })
  const body = { slug: 'notes', type: 'webapp', editor }
  const created = await send(url, '/registry', { method: 'POST', headers: authorized(token), body })
  expect(created.status).toBe(201)
  await operations.close()
  const archive = await archiveOf(version)
  const archives = await startArchiveServer()
  const address = archives.serve('notes.tar.gz', archive)
  return { folder, token, body: { version: '1.0.0', url: address, sha256: sha256(archive) } }
}

async function countWrites(publication: Publication): Promise<number> {
  const { output, signal } = await publishInChild(await copyOf(publication), publication)
  expect({ signal, status: /status (\d+)/.exec(output)?.[1] }).toEqual({ signal: null, status: '201' })
  return Number(/writes (\d+)/.exec(output)?.[1])
}

async function killAt(point: FaultPoint, publication: Publication): Promise<'whole' | 'absent'> {
  const folder = await copyOf(publication)
  const { output, signal } = await publishInChild(folder, publication, point)
  expect({ point, signal, output }).toEqual({ point, signal: 'SIGKILL', output: '' })
  const gateway = await startGatewayOn(folder)
  try {
    const state = await stateOf(gateway, publication)
    const { token, body } = publication
    const again = await send(gateway.url, '/registry/notes', { method: 'POST', headers: authorized(token), body })
    expect({ point, status: again.status }).toEqual({ point, status: state === 'whole' ? 409 : 201 })
    expect({ point, state: await stateOf(gateway, publication) }).toEqual({ point, state: 'whole' })
    return state
  } finally {
    await gateway.operations.close()
  }
}

async function copyOf({ folder }: Publication): Promise<string> {
  const copy = await temporaryFolder()
  // The files beside a closed database hold nothing more, and may vanish at any time.
  await cp(folder, copy, { recursive: true, filter: (path) => !/\.sqlite-(wal|shm)$/.test(path) })
  return copy
}

async function publishInChild(
  folder: string,
  { token, body }: Publication,
  point?: FaultPoint,
): Promise<{ output: string; signal: NodeJS.Signals | null }> {
  // What a killed publication leaves of its temporary files goes with the folder of the test.
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)
  const fault = point ? [String(point.write), point.moment] : []
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, folder, token, 'notes', JSON.stringify(body), ...fault],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: temporary } },
  )
  const exit = once(child, 'exit')
  const output = await text(child.stdout)
  await exit
  return { output, signal: child.signalCode }
}

// Everything that can be read of the version must agree on whether it is there.
async function stateOf({ url }: FolderGateway, { body }: Publication): Promise<'whole' | 'absent'> {
  const get = (path: string) => send(url, `/registry${path}`)
  const version = await get('/notes/1.0.0')
  const state = version.status === 200 ? 'whole' : 'absent'
  const archive = await get('/notes/1.0.0/tarball/notes.tar.gz')
  const shot = await get('/notes/1.0.0/screenshots/shots/one.png')
  const others = ['/notes/stable/latest', '/notes/1.0.0/icon', '/notes/icon', '/notes/screenshots/shots/one.png'].map(
    get,
  )
  const answers = [version, archive, shot, ...(await Promise.all(others))]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => (state === 'whole' ? 200 : 404)))
  if (state === 'whole') {
    expect(version.json()).toMatchObject({ sha256: body.sha256, size: String(archive.bytes.length) })
    expect(sha256(archive.bytes)).toBe(body.sha256)
    expect(shot.bytes).toEqual(screenshot.content)
  }
  const lists = { stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] }
  const versions = state === 'whole' ? { has_versions: true, ...lists } : { has_versions: false }
  const app = { slug: 'notes', versions, ...(state === 'whole' && { latest_version: { sha256: body.sha256 } }) }
  expect((await get('/notes/versions')).json()).toEqual(versions)
  expect((await get('/notes')).json()).toMatchObject(app)
  expect((await get('')).json()).toMatchObject({ data: [app], meta: { count: 1 } })
  return state
}
