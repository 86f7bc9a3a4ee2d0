import { expect, it } from 'vitest'
import { OverwriteAppDocument } from '../../src/cli/generated/operations.js'
import { sha256 } from '../support/archives.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

// The default space and two virtual spaces. A virtual space shows applications of another space, possibly with another name
// or icon.
const roots = ['/registry', '/shop/registry', '/mirror/registry']

async function startWithSpaces(): Promise<TestGateway> {
  const gateway = await startTestGateway({
    virtualSpaces: [
      { name: 'shop', source: '', filter: 'select', slugs: ['notes', 'tasks'] },
      { name: 'mirror', source: '', filter: 'reject', slugs: [] },
    ],
  })
  await gateway.operations.createEditor('Reviewed', false)
  return gateway
}

/** The responses of the routes of a space that show an application. */
async function readRoutes(gateway: TestGateway, root: string, slug: string): Promise<object> {
  const read = async (path: string): Promise<unknown> => {
    const answer = await gateway.send(root + path)
    return answer.status === 200 ? answer.json() : answer.status
  }
  return {
    app: await read(`/${slug}`),
    list: await read(`?filter[select]=${slug}`),
    latestOfDev: await read(`?filter[select]=${slug}&versionsChannel=stable&latestChannelVersion=dev`),
    slugs: await read('/slugs'),
    maintenance: await read('/maintenance'),
    versions: await read(`/${slug}/versions?versionsChannel=stable`),
    stable: await read(`/${slug}/stable/latest`),
    dev: await read(`/${slug}/dev/latest`),
    version: await read(`/${slug}/1.0.0`),
    icon: (await gateway.send(`${root}/${slug}/icon`)).text,
    stableIcon: (await gateway.send(`${root}/${slug}/stable/latest/icon`)).status,
    archive: (await gateway.send(`${root}/${slug}/1.0.0/tarball/${slug}-1.0.0.tar.gz`)).status,
  }
}

/** The responses of all spaces. */
async function readSpaces(gateway: TestGateway, slug: string): Promise<object[]> {
  // Reads twice. The first read fills the caches. The second read checks the cached responses.
  for (const root of roots) await readRoutes(gateway, root, slug)
  return Promise.all(roots.map((root) => readRoutes(gateway, root, slug)))
}

it('an application and its versions are visible as soon as they are written', async () => {
  const gateway = await startWithSpaces()
  for (const before of await readSpaces(gateway, 'notes'))
    expect(before).toMatchObject({ app: 404, list: { data: [] } })

  await gateway.addApp({ slug: 'notes' })
  for (const current of await readSpaces(gateway, 'notes')) {
    expect(current).toMatchObject({
      app: { versions: { has_versions: false } },
      list: { data: [{ slug: 'notes' }] },
      versions: { has_versions: false },
      stable: 404,
      version: 404,
      icon: 'Not Found',
      archive: 404,
      slugs: expect.arrayContaining(['notes']),
    })
  }

  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  for (const current of await readSpaces(gateway, 'notes')) {
    expect(current).toMatchObject({
      app: { latest_version: { version: '1.0.0' } },
      list: { data: [{ latest_version: { version: '1.0.0' } }] },
      versions: { has_versions: true, stable: ['1.0.0'] },
      stable: { version: '1.0.0' },
      dev: { version: '1.0.0' },
      version: { version: '1.0.0' },
      icon: expect.stringContaining('<svg'),
      stableIcon: 200,
      archive: 200,
    })
  }

  await gateway.publish({ slug: 'notes', version: '1.1.0-dev.a', manifest: { version: '1.1.0' } })
  for (const current of await readSpaces(gateway, 'notes')) {
    expect(current).toMatchObject({
      latestOfDev: { data: [{ latest_version: { version: '1.1.0-dev.a' } }] },
      dev: { version: '1.1.0-dev.a' },
      stable: { version: '1.0.0' },
      app: { versions: { dev: ['1.0.0', '1.1.0-dev.a'] } },
    })
  }

  const files = [{ name: 'new.svg', content: '<svg id="new"/>' }]
  await gateway.publish({ slug: 'notes', version: '1.0.1', manifest: { icon: 'new.svg' }, files })
  for (const current of await readSpaces(gateway, 'notes')) {
    expect(current).toMatchObject({
      stable: { version: '1.0.1' },
      icon: '<svg id="new"/>',
      version: { version: '1.0.0' },
    })
  }
})

it('a pending version is visible as soon as it is approved', async () => {
  const gateway = await startWithSpaces()
  const headers = authorized(gateway.master)
  const listPending = async (): Promise<unknown> => (await gateway.send('/registry/pending', { headers })).json()
  await gateway.addApp({ slug: 'tasks', editor: 'Reviewed' })
  for (const version of ['1.0.0', '2.0.0']) await gateway.publish({ slug: 'tasks', version, token: gateway.master })
  for (const current of await readSpaces(gateway, 'tasks')) expect(current).toMatchObject({ stable: 404, version: 404 })
  expect(await listPending()).toHaveLength(2)

  await gateway.send('/registry/pending/tasks/1.0.0/approval', { method: 'PUT', headers })
  await gateway.send('/registry/pending/tasks/2.0.0', { method: 'DELETE', headers })
  for (const current of await readSpaces(gateway, 'tasks')) {
    expect(current).toMatchObject({ stable: { version: '1.0.0' }, versions: { stable: ['1.0.0'] }, archive: 200 })
  }
  expect(await listPending()).toEqual([])
})

it('a data usage commitment and a maintenance are visible as soon as they are written', async () => {
  const gateway = await startWithSpaces()
  const headers = authorized(gateway.master)
  await gateway.addApp({ slug: 'notes' })
  for (const current of await readSpaces(gateway, 'notes'))
    expect(current).toMatchObject({ app: { label: 5 }, maintenance: [] })

  const body = { data_usage_commitment: 'user_ciphered', data_usage_commitment_by: 'editor' }
  await gateway.send('/registry/notes', { method: 'PATCH', headers, body })
  for (const current of await readSpaces(gateway, 'notes')) {
    expect(current).toMatchObject({ app: { label: 0, ...body }, list: { data: [{ label: 0, ...body }] } })
  }

  await gateway.send('/registry/maintenance/notes/activate', { method: 'PUT', headers, body: {} })
  for (const current of await readSpaces(gateway, 'notes')) {
    expect(current).toMatchObject({ app: { maintenance_activated: true }, maintenance: [{ slug: 'notes' }] })
  }

  await gateway.send('/registry/maintenance/notes/deactivate', { method: 'PUT', headers })
  for (const current of await readSpaces(gateway, 'notes')) expect(current).toMatchObject({ maintenance: [] })
})

it('the name and icon of an application in a virtual space are visible as soon as they are set, and only there', async () => {
  const gateway = await startWithSpaces()
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  const paths = ['/notes/1.0.0', '/notes/icon', '/notes/1.0.0/tarball/notes-1.0.0.tar.gz']
  const readDefaultSpace = async () =>
    Promise.all(paths.map(async (path) => sha256((await gateway.send(`/registry${path}`)).bytes)))
  const before = await readDefaultSpace()
  const withName = (name: string) => ({ manifest: { name } })
  const responsesWith = (name: string) => ({
    app: { latest_version: withName(name) },
    list: { data: [{ latest_version: withName(name) }] },
    latestOfDev: { data: [{ latest_version: withName(name) }] },
    stable: withName(name),
    dev: withName(name),
  })
  // The checksums of all archives that were downloaded from the virtual space `shop`.
  const archives = new Set<unknown>()
  const expectShown = async (version: string, name: string, icon: string): Promise<void> => {
    const [defaultSpace, shop, mirror] = await readSpaces(gateway, 'notes')
    expect([defaultSpace, mirror]).toMatchObject([responsesWith('notes'), responsesWith('notes')])
    expect(shop).toMatchObject({ ...responsesWith(name), stable: { version }, icon, stableIcon: 200, archive: 200 })
    const { text } = await gateway.send(`/shop/registry/notes/${version}`)
    expect(text).toContain(`"name":"${name}"`)
    const archive = await gateway.send(`/shop/registry/notes/${version}/tarball/any`)
    expect(text).toContain(sha256(archive.bytes))
    archives.add(sha256(archive.bytes))
  }
  const original = await gateway.send('/registry/notes/icon')
  await overwrite(gateway, { name: 'Jotter' })
  await expectShown('1.0.0', 'Jotter', original.text)
  await overwrite(gateway, { icon: '<svg id="overwritten"/>' })
  await expectShown('1.0.0', 'Jotter', '<svg id="overwritten"/>')
  await gateway.publish({ slug: 'notes', version: '1.1.0' })
  await expectShown('1.1.0', 'Jotter', '<svg id="overwritten"/>')
  await overwrite(gateway, { name: 'Scribe', icon: '<svg id="again"/>' })
  await expectShown('1.1.0', 'Scribe', '<svg id="again"/>')
  expect(archives).toHaveProperty('size', 4)
  expect(await readDefaultSpace()).toEqual(before)
})

async function overwrite(gateway: TestGateway, { name, icon }: { name?: string; icon?: string }): Promise<void> {
  const content = icon === undefined ? undefined : Buffer.from(icon).toString('base64')
  const upload = content === undefined ? null : { fileName: 'icon.svg', content }
  await gateway.execute(OverwriteAppDocument, {
    input: { space: 'shop', slug: 'notes', name: name ?? null, icon: upload },
  })
}

it('an editor is visible as soon as it is created', async () => {
  const gateway = await startWithSpaces()
  expect((await gateway.send('/editors/fresh')).status).toBe(404)
  await gateway.operations.createEditor('Fresh', true)
  expect((await gateway.send('/editors/fresh')).json()).toEqual({ name: 'Fresh' })
  expect((await gateway.send('/editors')).json()).toContainEqual({ name: 'Fresh' })
})
