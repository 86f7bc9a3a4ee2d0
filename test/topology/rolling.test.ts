import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, editor, type NewVersion } from '../support/gateway.js'
import { send, type Answer } from '../support/http.js'
import { startTopology, type Topology } from './topology.js'

const minutes = 60_000

describe('three gateways behind a load balancer', () => {
  let folder: string
  let topology: Topology
  let master: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registry-topology-'))
    topology = await startTopology(folder)
    await topology.command('add-editor', editor, '--auto-publication=true')
    master = (await topology.command('gen-token', editor, '--master')).trim()
  }, 3 * minutes)
  afterAll(async () => {
    await topology.stop()
    await rm(folder, { recursive: true, force: true })
  }, 2 * minutes)

  const addApp = (url: string, slug: string) =>
    send(url, '/registry', { method: 'POST', headers: authorized(master), body: { slug, type: 'webapp', editor } })

  async function publish(url: string, version: NewVersion): Promise<Answer> {
    const archive = await archiveOf(version)
    const archives = await startArchiveServer()
    const { slug, version: number } = version
    const address = archives.serve(`${slug}-${number}.tar.gz`, archive)
    const body = { version: number, url: address, sha256: sha256(archive) }
    return send(url, `/registry/${slug}`, { method: 'POST', headers: authorized(master), body })
  }

  test('all gateways return a version that was published through one of them', async () => {
    const [first = '', ...others] = topology.gateways
    expect((await addApp(first, 'notes')).status).toBe(201)
    const path = '/registry/notes/stable/latest'
    for (const url of others) expect((await send(url, path)).status).toBe(404)
    const published = await publish(first, { slug: 'notes', version: '1.0.0' })
    expect(published.status).toBe(201)
    expect((await send(first, path)).json()).toMatchObject({ version: '1.0.0' })
    for (const url of others) {
      await expect.poll(async () => (await send(url, path)).status, { timeout: 10_000 }).toBe(200)
      const { sha256: sum } = JSON.parse((await send(url, path)).text)
      const archive = await send(url, '/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz')
      expect(sha256(archive.bytes)).toBe(sum)
    }
  })

  test(
    'all reads and publications succeed while the gateways restart one after the other',
    { timeout: 5 * minutes },
    async () => {
      expect((await addApp(topology.url, 'photos')).status).toBe(201)
      const countByStatus = new Map<number, number>()
      const restarts = new AbortController()
      const count = (status: number) => countByStatus.set(status, (countByStatus.get(status) ?? 0) + 1)
      const reading = Array.from({ length: 4 }, async () => {
        while (!restarts.signal.aborted) {
          count((await send(topology.url, '/registry').catch(() => ({ status: 0 }))).status)
          await pause(5)
        }
      })
      const versions: string[] = []
      const writing = (async () => {
        while (!restarts.signal.aborted) {
          const version = `1.0.${String(versions.length)}`
          versions.push(version)
          expect((await publish(topology.url, { slug: 'photos', version })).status).toBe(201)
          await pause(100)
        }
      })()
      for (const index of topology.gateways.keys()) expect(await topology.restart(index)).toBe(0)
      restarts.abort()
      await Promise.all([...reading, writing])
      expect([...countByStatus.keys()]).toEqual([200])
      expect(countByStatus.get(200)).toBeGreaterThan(20)
      for (const url of topology.gateways) {
        const lists = async () => (await send(url, '/registry/photos/versions')).json()
        await expect.poll(lists, { timeout: 10_000 }).toMatchObject({ stable: versions })
      }
    },
  )
})
