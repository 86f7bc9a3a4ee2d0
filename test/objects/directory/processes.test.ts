import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import type { Objects } from '../../../src/objects/objects.js'
import { collect, sha256, streamOf } from '../../contracts/streams.js'

const program = fileURLToPath(new URL('putting-process.ts', import.meta.url))

interface AcknowledgedPut {
  round: number
  hash: string
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Starts a process that puts objects. For each key, `acknowledged` has the last put that the process has printed. */
function startPutting(container: string, keyPrefix: string, rounds: number | 'unfinished' = Infinity) {
  const args = ['--import', 'tsx', program, folder, container, keyPrefix, `${rounds}`]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged = new Map<string, AcknowledgedPut>()
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const [key = '', round = '', hash = ''] = line.split(' ')
    if (hash.length === 64) acknowledged.set(key, { round: Number(round), hash })
  })
  const exited = Promise.all([once(child, 'exit'), once(lines, 'close')])
  const exitedEarly = exited.then(() => Promise.reject(new Error('The process ended before its first put')))
  return { child, acknowledged, firstPut: Promise.race([once(lines, 'line'), exitedEarly]), exited }
}

/**
 * Reads all objects of a container. Returns the checksum and the number of the bytes that were read, and the properties that
 * the store reports.
 */
async function readAll(objects: Objects, container: string) {
  const found = new Map<string, { hash: string; etag: string; size: number; bytes: number; contentType: string }>()
  for (const key of await collect(objects.list(container))) {
    const object = await objects.open(container, key)
    if (object === undefined) throw new Error(`"${key}" is listed but can't be opened`)
    const bytes = await buffer(object.body)
    const { etag, size, contentType } = object
    found.set(key, { hash: sha256(bytes), etag, size, bytes: bytes.length, contentType })
  }
  return found
}

test(
  'after kill -9, acknowledged objects are complete, and no partial object is visible',
  { timeout: 90_000 },
  async () => {
    for (let kill = 0; kill < 10; kill++) {
      const container = `killed-${kill}`
      const { child, acknowledged, firstPut, exited } = startPutting(container, 'child')
      await firstPut
      await pause(Math.random() * 300)
      child.kill('SIGKILL')
      await exited
      const objects = await openDirectoryObjects(folder)
      const found = await readAll(objects, container)
      expect(acknowledged.size).toBeGreaterThan(0)
      for (const [key, { etag, hash, size, bytes, contentType }] of found) {
        expect([key, etag, size]).toEqual([key, hash, bytes])
        expect(contentType).toMatch(new RegExp(`^application/x-[0-9]+-${hash}$`))
      }
      for (const [key, { round, hash }] of acknowledged) {
        const object = found.get(key)
        const roundFound = Number(object?.contentType.split('-')[1])
        // A later put of the same key may be stored, even if the process was killed before it printed the line.
        expect([key, roundFound]).toEqual([key, Math.max(round, roundFound)])
        if (roundFound === round) expect(object?.hash).toBe(hash)
      }
      await objects.put(container, 'shared/0', streamOf('goes on'), { contentType: '' })
      expect((await objects.stat(container, 'shared/0'))?.etag).toBe(sha256('goes on'))
    }
  },
)

test('only the unfinished files of killed processes are removed at the next opening', async () => {
  const incoming = join(folder, '.meta', 'incoming')
  const unfinished = async () => (await readdir(incoming)).map((name) => name.split('-')[1])
  const [killed, running] = [startPutting('apps', 'one', 'unfinished'), startPutting('apps', 'two', 'unfinished')]
  await Promise.all([killed.firstPut, running.firstPut])
  expect(await unfinished()).toHaveLength(2)
  killed.child.kill('SIGKILL')
  await killed.exited
  await openDirectoryObjects(folder)
  expect(await unfinished()).toEqual([`${running.child.pid}`])
  running.child.kill('SIGKILL')
  await running.exited
})

test(
  'two processes can put objects into one folder at once, and all objects are complete',
  { timeout: 60_000 },
  async () => {
    const [one, two] = [startPutting('apps', 'one', 40), startPutting('apps', 'two', 40)]
    const objects = await openDirectoryObjects(folder)
    await Promise.all([one.firstPut, two.firstPut])
    // Objects that are read meanwhile must be complete, too.
    while (one.child.exitCode === null || two.child.exitCode === null) {
      for (const [key, { etag, hash, size, bytes }] of await readAll(objects, 'apps')) {
        expect([key, etag, size]).toEqual([key, hash, bytes])
      }
    }
    await Promise.all([one.exited, two.exited])
    expect([one.child.exitCode, two.child.exitCode]).toEqual([0, 0])
    const found = await readAll(objects, 'apps')
    for (const owner of [one, two]) {
      const own = [...owner.acknowledged].filter(([key]) => !key.startsWith('shared/'))
      expect(own).toHaveLength(80)
      for (const [key, { round, hash }] of own) {
        expect(found.get(key)).toMatchObject({ hash, etag: hash, contentType: `application/x-${round}-${hash}` })
      }
    }
    const last = [one, two].map(({ acknowledged }) => acknowledged.get('shared/0')?.hash)
    expect(last).toContain(found.get('shared/0')?.hash)
  },
)
