import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Config } from '../../src/config/config.js'
import { dataOf } from '../graphql/ask.js'
import { listen } from '../support/http-servers.js'
import { describeWith } from '../support/requirements.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { installStackClient, loadStackClient, type StackClient } from './load-stack-client.js'
import { startClientCozy } from './start-client-cozy.js'

// The client that applications of Cozy use, as published on npm.

const [prices, search] = ['org.example.prices', 'org.example.search']
const scope = `io.cozy.apps io.cozy.konnectors io.cozy.files io.cozy.remote.requests:GET ${search}`
const permissions = { prices: { type: prices, verbs: ['GET'] } }
const rootId = 'io.cozy.files.root-dir'
const folderShape = z.object({ data: z.looseObject({ _id: z.string(), path: z.string() }) })

const garden = {
  _type: 'io.cozy.apps',
  _id: 'io.cozy.apps/garden',
  ...{ name: 'Garden', slug: 'garden', version: '1.0.0', state: 'ready', source: 'registry://garden/stable' },
  permissions,
}
const bank = {
  _type: 'io.cozy.konnectors',
  _id: 'io.cozy.konnectors/bank',
  ...{ name: 'Bank', slug: 'bank', version: '1.0.0', state: 'ready', source: 'registry://bank/stable' },
}
const iconOf = (slug: string): string => `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${slug}-1.0.0.tar.gz --></svg>`

/** A rejection of the client for an answer with this status. */
const fetchError = (status: number): object => ({ name: 'FetchError', status })

describeWith('cozy-stack-client', loadStackClient(), installStackClient, (modules) => {
  const start = (settings?: Partial<Config>) => startClientCozy(modules, scope, settings)

  // With two applications in the registry.
  async function startWithReleases(settings?: Partial<Config>) {
    const cozy = await start(settings)
    await cozy.gateway.release('garden', '1.0.0', { name: 'Garden', permissions })
    await cozy.gateway.release('bank', '1.0.0', { name: 'Bank' }, 'konnector')
    return cozy
  }

  // With both applications installed, by the client.
  async function startWithApps(settings?: Partial<Config>) {
    const cozy = await startWithReleases(settings)
    const { client, registry } = cozy
    for (const { app, type } of [
      { app: garden, type: 'webapp' },
      { app: bank, type: 'konnector' },
    ]) {
      const { _id: id, slug, source } = app
      const installing = { id, attributes: { slug, source, version: '1.0.0', state: 'installing' } }
      expect(await registry.installApp({ slug, type }, source)).toMatchObject({ data: installing })
      await waitUntilReady(client, app)
    }
    return cozy
  }

  async function startWithFolders() {
    const { client } = await start()
    const files = client.collection('io.cozy.files')
    const create = async (name: string, dirId = rootId) =>
      folderShape.parse(await files.createDirectory({ name, dirId })).data
    return { files, create }
  }

  describe('AppCollection and KonnectorCollection', () => {
    it('list, get and find what is installed', async () => {
      const { client } = await startWithApps()
      for (const app of [garden, bank]) {
        const apps = client.collection(app._type)
        expect(await apps.all()).toMatchObject({ data: [app], meta: { count: 1 }, next: false })
        const self = `${app._type.replace('io.cozy.', '/')}/${app.slug}`
        const links = { self, icon: `${self}/icon/1.0.0` }
        expect(await apps.get(app._id)).toMatchObject({ data: { ...app, links } })
        await expect(apps.get(`${app._type}/none`)).rejects.toMatchObject(fetchError(404))
        expect(await apps.find({ slug: app.slug })).toMatchObject({ data: [app], next: false })
        expect(await apps.getAll([app._id, `${app._type}/none`])).toMatchObject({ data: [app], meta: { count: 1 } })
      }
    })

    it('update a konnector, and remove an application', async () => {
      const { gateway, client, registry } = await startWithApps()
      await gateway.release('bank', '1.1.0', { name: 'Bank' }, 'konnector')
      const konnectors = client.collection('io.cozy.konnectors')
      const updating = await konnectors.update('bank', { source: 'registry://bank/stable', sync: true })
      expect(updating).toMatchObject({ data: { id: bank._id, attributes: { slug: 'bank' } } })
      await waitUntilReady(client, { ...bank, version: '1.1.0' })
      const removed = await registry.uninstallApp({ slug: 'garden', type: 'webapp' })
      expect(removed).toMatchObject({ data: { id: garden._id } })
      expect(await client.collection('io.cozy.apps').all()).toMatchObject({ data: [], meta: { count: 0 } })
    })

    it('get icons of installed applications, or link to those of the registry', async () => {
      const { gateway, client, token } = await startWithApps()
      // This client downloads icons. The other one returns a link.
      const oauth = new modules.OAuthClient({ uri: gateway.url, oauth: { token: { accessToken: token } } })
      for (const [type, slug] of [
        ['app', 'garden'],
        ['konnector', 'bank'],
      ] as const) {
        const link = await client.getIconURL({ type, slug, priority: 'registry' })
        expect(link).toBe(`${gateway.url}/registry/${slug}/icon`)
        for (const icon of [
          await fetch(await oauth.getIconURL({ type, slug, priority: 'stack' })),
          await client.fetch('GET', `/${type}s/${slug}/icon/1.0.0`),
          await fetch(link),
        ]) {
          expect([icon.headers.get('Content-Type'), await icon.text()]).toEqual(['image/svg+xml', iconOf(slug)])
        }
      }
      expect((await client.fetch('GET', '/apps/none/icon')).status).toBe(404)
    })
  })

  it('Registry, AppsRegistryCollection and AppCollection read the registry', async () => {
    const { gateway, client, registry } = await startWithReleases()
    const version = { slug: 'garden', version: '1.0.0', manifest: { name: 'Garden', permissions } }
    const app = { slug: 'garden', type: 'webapp', latest_version: version }
    const konnector = { slug: 'bank', type: 'konnector', latest_version: { version: '1.0.0' } }
    expect(await registry.fetchApps({ channel: 'stable', type: 'webapp' })).toMatchObject([app])
    expect(await registry.fetchApps({ channel: 'stable' })).toMatchObject([konnector, app])
    expect(await registry.fetchApp('garden')).toMatchObject(app)
    await expect(registry.fetchApp('none')).rejects.toMatchObject(fetchError(404))
    expect(await registry.fetchAppVersion({ slug: 'garden' })).toMatchObject(version)
    expect(await registry.fetchAppVersion({ slug: 'garden', version: '1.0.0' })).toMatchObject(version)
    expect(await registry.fetchAppsInMaintenance()).toEqual([])

    const collection = client.collection('io.cozy.apps_registry')
    const found = { _id: garden._id, _type: 'io.cozy.apps_registry', ...app, attributes: version.manifest }
    expect(await collection.get('garden')).toMatchObject({ data: found })
    expect(await collection.get('konnectors/stable')).toMatchObject({ data: [{ _id: bank._id, ...konnector }] })
    const notInstalled = await client.collection('io.cozy.apps').get(garden._id, { sources: ['stack', 'registry'] })
    expect(notInstalled).toMatchObject({
      data: { name: 'Garden', slug: 'garden', latest_version: { version: '1.0.0' } },
    })

    const activate = 'mutation { activateMaintenance(input: { slug: "bank" }) { __typename } }'
    await dataOf(gateway, activate, { token: gateway.master })
    const maintained = { slug: 'bank', maintenance_activated: true }
    expect(await registry.fetchAppsInMaintenance()).toMatchObject([maintained])
    expect(await collection.get('maintenance')).toMatchObject({ data: [{ _id: bank._id, ...maintained }] })
  })

  describe('FileCollection', () => {
    it('creates folders, and finds them by their paths and ids', async () => {
      const { files, create } = await startWithFolders()
      const parent = await create('X')
      const child = await create('Ab &c é', parent._id)
      const document = {
        _id: child._id,
        _type: 'io.cozy.files',
        name: 'Ab &c é',
        path: '/X/Ab &c é',
        dir_id: parent._id,
      }
      expect(child).toMatchObject({ ...document, type: 'directory', _rev: expect.stringMatching(/^1-/) })
      await expect(create('X')).rejects.toMatchObject(fetchError(409))
      expect(await files.get(child._id)).toMatchObject({ data: document })
      expect(await files.statById(parent._id)).toMatchObject({ data: { path: '/X' }, included: [document] })
      expect(await files.statByPath(child.path)).toMatchObject({ data: document })
      await expect(files.statByPath('/none')).rejects.toMatchObject(fetchError(404))
      expect(await files.isChildOf(child._id, parent._id)).toBe(true)
      expect(await files.isChildOf(parent._id, child._id)).toBe(false)
      expect(await files.find({ dir_id: parent._id })).toMatchObject({ data: [document], meta: { count: 1 } })
      expect(await files.getAll([child._id, 'none'])).toMatchObject({ data: [document], meta: { count: 1 } })
    })

    it('creates the missing folders of a path, and lists all folders', async () => {
      const { files } = await startWithFolders()
      const { data } = folderShape.parse(await files.createDirectoryByPath('/A/B/C'))
      expect(data.path).toBe('/A/B/C')
      expect(await files.createDirectoryByPath('/A/B/C')).toMatchObject({ data: { _id: data._id } })
      expect(await files.ensureDirectoryExists('/A/B/C')).toBe(data._id)
      expect(await files.createDirectoryByPath('/A/B/D')).toMatchObject({ data: { path: '/A/B/D' } })
      const all = { data: expect.arrayContaining([expect.objectContaining({ _id: data._id, path: '/A/B/C' })]) }
      for (const options of [{}, { limit: null }])
        expect(await files.all(options)).toMatchObject({ ...all, meta: { count: 8 } })
    })

    it('finds folders page by page', async () => {
      const { files, create } = await startWithFolders()
      const { _id: dir_id } = await create('X')
      const ids = [(await create('A', dir_id))._id, (await create('B', dir_id))._id].sort()
      const first = await files.find({ dir_id }, { limit: 1 })
      expect(first).toMatchObject({ data: [{ _id: ids[0] }], meta: { count: 2 }, next: true })
      const { bookmark } = z.object({ bookmark: z.string() }).parse(first)
      const last = await files.find({ dir_id }, { limit: 1, bookmark })
      expect(last).toMatchObject({ data: [{ _id: ids[1] }], next: false })
    })

    it('renames and moves folders', async () => {
      const { files, create } = await startWithFolders()
      const parent = await create('X')
      const { _id } = await create('A', parent._id)
      await create('C', _id)
      expect(await files.updateAttributes(_id, { name: 'B' })).toMatchObject({ data: { name: 'B', path: '/X/B' } })
      const moved = await files.updateAttributes(_id, { dir_id: rootId })
      expect(moved).toMatchObject({ data: { dir_id: rootId, path: '/B' } })
      expect(await files.statByPath('/B/C')).toMatchObject({ data: { name: 'C', dir_id: _id } })
      const stale = files.updateAttributes(_id, { name: 'D' }, { ifMatch: '1-old' })
      await expect(stale).rejects.toMatchObject(fetchError(412))
    })

    it('moves folders to the trash and back, and deletes them', async () => {
      const { files, create } = await startWithFolders()
      const [a, b] = [await create('A'), await create('B')]
      expect(await files.destroy(a)).toMatchObject({ data: { path: '/.cozy_trash/A', restore_path: '/' } })
      expect(await files.restore(a._id)).toMatchObject({ data: { _id: a._id, path: '/A' } })
      await files.destroy(a)
      const nothing = { data: { _type: 'io.cozy.files' } }
      expect(await files.deleteFilePermanently(a._id)).toEqual(nothing)
      await expect(files.statById(a._id)).rejects.toMatchObject(fetchError(404))
      await files.destroy(b)
      expect(await files.emptyTrash()).toEqual(nothing)
      await expect(files.statById(b._id)).rejects.toMatchObject(fetchError(404))
    })

    it('adds and removes references by folder or by document, and finds the folders that a document references', async () => {
      const { files, create } = await startWithFolders()
      const [a, b] = [await create('A'), await create('B')]
      const photos = { _type: 'io.cozy.apps', _id: 'io.cozy.apps/photos' }
      const home = { _type: 'io.cozy.apps', _id: 'io.cozy.apps/home' }
      expect(await files.addReferencesTo(photos, [a, b])).toBe('')
      const referenced = [a, b].map(({ _id, path }): unknown =>
        expect.objectContaining({ _id, path, referenced_by: [{ type: photos._type, id: photos._id }] }),
      )
      // The folders are sorted by date. Folders of the same millisecond are in any order.
      expect(await files.findReferencedBy(photos)).toMatchObject({
        data: expect.arrayContaining([a, b].map(({ _id }) => ({ _type: 'io.cozy.files', _id }))),
        included: expect.arrayContaining(referenced),
        meta: { count: 2 },
        next: false,
      })
      const page = { data: [{ _type: 'io.cozy.files' }], meta: { count: 2 }, next: true }
      expect(await files.findReferencedBy(photos, { limit: 1 })).toMatchObject(page)
      expect(await files.addReferencedBy(a, [home])).toMatchObject({ data: [photos, home], meta: { count: 2 } })
      expect(await files.removeReferencedBy(a, [photos])).toMatchObject({ data: [home], meta: { count: 1 } })
      expect(await files.findReferencedBy(home)).toMatchObject({ data: [{ _id: a._id }], meta: { count: 1 } })
      expect(await files.removeReferencesTo(photos, [b])).toBe('')
      const none = { data: [], included: [], meta: { count: 0 }, next: false }
      expect(await files.findReferencedBy(photos)).toMatchObject(none)
    })
  })

  it('an application calls remote doctypes with its permissions, and the log shows the requests', async () => {
    const site = await listen(async (request, response) => {
      const received = await text(request)
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ received }))
    })
    const folder = await temporaryFolder()
    for (const [doctype, definition] of [
      [prices, `GET ${site.origin}/prices/{{kind}}?d={{day}}`],
      [search, `POST ${site.origin}/search/{{kind}}\n\n{{q}}`],
    ] as const) {
      await mkdir(join(folder, doctype))
      await writeFile(join(folder, doctype, 'request'), definition)
    }
    const trusted = { allowsCustomPorts: true, trustedPrivateNetworks: ['127.0.0.0/8'] }
    const remote = { definitions: { folder }, assets: new Map(), ...trusted }
    const { client, clientOfApp } = await startWithApps({ remote })
    const app = await clientOfApp('garden')
    expect(await app.collection('io.cozy.permissions').fetchOwnPermissions()).toMatchObject({
      data: { attributes: { type: 'app', source_id: garden._id, permissions } },
    })
    expect(await app.fetchJSON('GET', `/remote/${prices}?kind=a%2Fb&day=1`)).toEqual({ received: '' })
    const query = { kind: 'a', q: '"x' }
    await expect(app.fetchJSON('POST', `/remote/${search}`, query)).rejects.toMatchObject(fetchError(403))
    expect(await client.fetchJSON('POST', `/remote/${search}`, query)).toEqual({ received: '"x' })
    expect(site.paths).toEqual(['/prices/a%2Fb?d=1', '/search/a'])

    const requests = client.collection('io.cozy.remote.requests')
    const ofApp = {
      ...{ _type: 'io.cozy.remote.requests', doctype: prices, verb: 'GET', url: `${site.origin}/prices/a%2Fb?d=1` },
      ...{ response_code: 200, content_type: 'application/json', variables: { kind: 'a/b', day: '1' } },
      cozyMetadata: { createdByApp: 'garden' },
    }
    expect(await requests.find({ doctype: prices })).toMatchObject({ data: [ofApp], next: false })
    expect(await requests.all()).toMatchObject({ meta: { count: 2 } })
  })
})

/** Waits until an application is installed, or updated, as expected. */
async function waitUntilReady(client: StackClient, app: typeof garden | typeof bank): Promise<void> {
  const check = async () => expect(await client.collection(app._type).get(app._id)).toMatchObject({ data: app })
  await vi.waitFor(check, { timeout: 60_000 })
}
