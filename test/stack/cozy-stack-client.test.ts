import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listen } from '../support/http-servers.js'
import type { Answer } from '../support/http.js'
import { startInstallingCozy } from '../support/installable.js'
import { temporaryFolder } from '../support/temporary-folder.js'

// These tests send the requests that version 60.21 of the npm package cozy-stack-client sends, with its headers and bodies.
// `test/e2e/cozy-stack-client.test.ts` runs the package itself, which is not installed everywhere.

const rootId = 'io.cozy.files.root-dir'
const photos = 'io.cozy.apps/photos'
const references = `/data/io.cozy.apps/${encodeURIComponent(photos)}/relationships/references`
const scope = 'io.cozy.apps io.cozy.konnectors io.cozy.files org.example.prices org.example.search'

const folderShape = z.object({
  data: z.object({ id: z.string(), attributes: z.object({ path: z.string() }), meta: z.object({ rev: z.string() }) }),
})

const listShape = z.object({ rows: z.array(z.object({ path: z.string() })) })
const linksShape = z.object({ links: z.object({ next: z.string() }) })

async function start() {
  const site = await listen((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"price":1}')
  })
  const folder = await temporaryFolder()
  const define = async (doctype: string, definition: string): Promise<void> => {
    await mkdir(join(folder, doctype))
    await writeFile(join(folder, doctype, 'request'), definition)
  }
  await define('org.example.prices', `GET ${site.origin}/prices/{{kind}}?d={{day}}\n`)
  await define('org.example.search', `POST ${site.origin}/search/{{kind}}\n\n{{q}}`)
  const cozy = await startInstallingCozy({
    remote: {
      definitions: { folder },
      allowsCustomPorts: true,
      assets: new Map(),
      trustedPrivateNetworks: ['127.0.0.0/8'],
    },
  })
  const token = await cozy.tokenOf({ kind: 'cli', scope }, 100_000)
  const fetchJSON = (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const type = body === undefined ? undefined : { 'Content-Type': 'application/json' }
    return cozy.ask(path, token, {
      method,
      headers: { Accept: 'application/json', ...type, ...headers },
      ...(body && { body }),
    })
  }
  const createDirectory = async (name: string, dirId = rootId) => {
    const path = `/files/${dirId}?Name=${encodeURIComponent(name)}&Type=directory&MetadataID=`
    return folderShape.parse((await fetchJSON('POST', path, undefined, { Date: '' })).json()).data
  }
  return { ...cozy, site, fetchJSON, createDirectory }
}

async function startWithApps() {
  const cozy = await start()
  await cozy.release('garden', '1.0.0', { name: 'Garden', permissions: { files: { type: 'io.cozy.files' } } })
  await cozy.release('bank', '1.0.0', { name: 'Bank' }, 'konnector')
  for (const path of [
    '/apps/garden?Source=registry://garden/stable',
    '/konnectors/bank?Source=registry://bank/stable',
  ]) {
    const events = await cozy.fetchJSON('POST', path, undefined, { Accept: 'text/event-stream' })
    expect(events.text).toContain('"state":"ready"')
  }
  return cozy
}

const garden = {
  type: 'io.cozy.apps',
  id: 'io.cozy.apps/garden',
  attributes: { name: 'Garden', slug: 'garden', version: '1.0.0', state: 'ready', source: 'registry://garden/stable' },
  meta: { rev: expect.stringMatching(/^1-/) },
  links: { self: '/apps/garden', related: 'https://alice-garden.example.org/', icon: '/apps/garden/icon/1.0.0' },
}
const bank = {
  type: 'io.cozy.konnectors',
  id: 'io.cozy.konnectors/bank',
  attributes: { name: 'Bank', slug: 'bank', version: '1.0.0', state: 'ready', source: 'registry://bank/stable' },
  links: { self: '/konnectors/bank', icon: '/konnectors/bank/icon/1.0.0', permissions: '/permissions/konnectors/bank' },
}

describe('AppCollection and KonnectorCollection', () => {
  it('list, get and find installed applications and konnectors', async () => {
    const { fetchJSON } = await startWithApps()
    expect((await fetchJSON('GET', '/apps/')).json()).toMatchObject({ data: [garden], meta: { count: 1 } })
    expect((await fetchJSON('GET', '/apps/garden')).json()).toMatchObject({ data: garden })
    expect((await fetchJSON('GET', '/apps/none')).status).toBe(404)
    expect((await fetchJSON('GET', '/konnectors/')).json()).toMatchObject({ data: [bank], meta: { count: 1 } })
    expect((await fetchJSON('GET', '/konnectors/bank')).json()).toMatchObject({ data: bank })
    const query = { selector: { slug: 'garden' }, use_index: '_design/by_slug', skip: 0 }
    const found = await fetchJSON('POST', '/data/io.cozy.apps/_find', query)
    expect(found.json()).toMatchObject({ docs: [{ _id: garden.id, ...garden.attributes }], next: false })
  })

  it('get documents of applications by their ids', async () => {
    const { fetchJSON } = await startWithApps()
    const allDocs = '/data/io.cozy.apps/_all_docs?include_docs=true'
    const found = await fetchJSON('POST', allDocs, { keys: [garden.id, 'io.cozy.apps/none'] })
    expect([found.status, found.json()]).toEqual([
      200,
      {
        total_rows: 1,
        offset: null,
        rows: [
          {
            id: garden.id,
            key: garden.id,
            value: garden.meta,
            doc: expect.objectContaining({ _id: garden.id, ...garden.attributes }),
          },
          { key: 'io.cozy.apps/none', error: 'not_found' },
        ],
      },
    ])
    for (const body of [{}, { keys: 'a' }, { keys: [1] }, { keys: Array.from({ length: 1001 }, () => 'a') }]) {
      expect((await fetchJSON('POST', allDocs, body)).status).toBe(400)
    }
    expect((await fetchJSON('POST', '/data/io.cozy.remote.requests/_all_docs', { keys: [] })).status).toBe(403)
    expect((await fetchJSON('POST', '/data/io.cozy.permissions/_all_docs', { keys: [] })).status).toBe(403)
  })

  it('update a konnector', async () => {
    const { fetchJSON } = await startWithApps()
    // With the option `sync`, the client sends `Accept` in the body instead of as a header. As in cozy-stack, this has no effect.
    const body = { headers: { Accept: 'text/event-stream' } }
    const answer = await fetchJSON('PUT', '/konnectors/bank?Source=registry://bank/stable', body)
    expect([answer.status, answer.json()]).toMatchObject([202, { data: bank }])
  })

  it('get icons from the instance and from the registry', async () => {
    const { ask, fetchJSON } = await startWithApps()
    for (const path of ['/apps/garden/icon', '/apps/garden/icon/1.0.0', '/registry/garden/icon']) {
      const { status, headers, text } = await fetchJSON('GET', path, undefined, { Accept: '*/*' })
      expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
      expect(text).toContain('garden-1.0.0')
    }
    expect((await fetchJSON('GET', '/konnectors/bank/icon')).text).toContain('bank-1.0.0')
    expect((await fetchJSON('GET', '/registry/none/icon')).status).toBe(404)
    expect((await ask('/apps/garden/icon')).status).toBe(401)
  })
})

it('AppsRegistryCollection reads the registry on the domain of the instance', async () => {
  const { fetchJSON } = await startWithApps()
  const latest = { slug: 'garden', version: '1.0.0', manifest: { name: 'Garden' } }
  expect((await fetchJSON('GET', '/registry/garden')).json()).toMatchObject({ slug: 'garden', latest_version: latest })
  expect((await fetchJSON('GET', '/registry/garden/stable/latest')).json()).toMatchObject(latest)
  expect((await fetchJSON('GET', '/registry/maintenance')).json()).toEqual([])
  const konnectors = await fetchJSON('GET', '/registry?versionsChannel=stable&filter[type]=konnector&limit=500')
  expect(konnectors.json()).toMatchObject({ data: [{ slug: 'bank' }], meta: { count: 1 } })
})

describe('FileCollection', () => {
  it('creates, finds, renames and moves folders', async () => {
    const { fetchJSON, createDirectory } = await start()
    const x = await createDirectory('X')
    const { id, attributes } = await createDirectory('Ab &c é', x.id)
    expect(attributes).toMatchObject({ path: '/X/Ab &c é' })
    const byPath = await fetchJSON('GET', `/files/metadata?Path=${encodeURIComponent('/X/Ab &c é')}`)
    expect(byPath.json()).toMatchObject({
      data: { id, type: 'io.cozy.files', relationships: { parent: { data: { id: x.id } } } },
    })
    expect((await fetchJSON('GET', '/files/metadata?Path=%2Fnone')).status).toBe(404)
    expect((await fetchJSON('GET', `/files/${x.id}?page[limit]=1`)).json()).toMatchObject({ included: [{ id }] })
    const update = (changes: object) =>
      fetchJSON(
        'PATCH',
        `/files/${id}`,
        { data: { type: 'io.cozy.files', id, attributes: changes } },
        { 'If-Match': '' },
      )
    // To rename a folder, clients send its whole document.
    const renamed = await update({ ...attributes, id, _id: id, _type: 'io.cozy.files', attributes, name: 'B' })
    expect(renamed.json()).toMatchObject({ data: { attributes: { name: 'B', path: '/X/B' } } })
    const moved = await update({ dir_id: rootId })
    expect(moved.json()).toMatchObject({ data: { attributes: { dir_id: rootId, path: '/B' } } })
  })

  it('lists all folders', async () => {
    const { fetchJSON, createDirectory } = await start()
    const { id, meta } = await createDirectory('X')
    const x = { _id: id, _rev: meta.rev, type: 'directory', name: 'X', dir_id: rootId, path: '/X' }
    const all = await fetchJSON('GET', '/data/io.cozy.files/_normal_docs?include_docs=true&limit=100&skip=0')
    expect(all.json()).toMatchObject({ total_rows: 5, rows: expect.arrayContaining([expect.objectContaining(x)]) })
    const paths = listShape.parse(all.json()).rows.map(({ path }) => path)
    expect(paths.sort()).toEqual(['/', '/.cozy_trash', '/Administrative', '/Photos', '/X'])
    // The client sends this request for the option `limit: null`.
    const withoutLimit = await fetchJSON('GET', '/data/io.cozy.files/_all_docs?include_docs=true&skip=0')
    const row = { id, key: id, value: meta, doc: expect.objectContaining(x) }
    expect(withoutLimit.json()).toMatchObject({ total_rows: 5, rows: expect.arrayContaining([row]) })
  })

  it('finds folders by a selector page by page, and gets folders by their ids', async () => {
    const { fetchJSON, createDirectory } = await start()
    const parent = await createDirectory('X')
    const children = [await createDirectory('A', parent.id), await createDirectory('B', parent.id)]
    const ids = children.map(({ id }) => id)
    const find = (query: object) => fetchJSON('POST', '/files/_find', { use_index: '_design/by_x', skip: 0, ...query })
    expect((await find({ selector: { path: '/X/B' }, fields: ['name', '_id', '_rev'] })).json()).toMatchObject({
      data: [{ type: 'io.cozy.files', id: ids[1], attributes: { name: 'B', path: '/X/B' }, meta: children[1]?.meta }],
      links: {},
      meta: { count: 1 },
    })
    const selector = { dir_id: parent.id }
    const first = await find({ selector, limit: 1 })
    const sorted = ids.toSorted()
    expect(first.json()).toMatchObject({ data: [{ id: sorted[0] }], meta: { count: 2 } })
    const { next } = linksShape.parse(first.json()).links
    const bookmark = new URL(`http://localhost${next}`).searchParams.get('page[cursor]')
    const last = await find({ selector, limit: 1, bookmark })
    expect(last.json()).toMatchObject({ data: [{ id: sorted[1] }], links: {}, meta: { count: 1 } })
    const followed = await fetchJSON('POST', next, { selector, limit: 1 })
    expect(followed.json()).toMatchObject({ data: [{ id: sorted[1] }], links: {} })
    expect((await find({ selector, skip: 1 })).json()).toMatchObject({ data: [{ id: sorted[1] }], meta: { count: 2 } })
    expect((await find({ selector: { $or: [] } })).status).toBe(400)

    const known = await fetchJSON('POST', '/files/_all_docs?include_docs=true', { keys: [ids[1], 'none'] })
    expect(known.json()).toMatchObject({ data: [{ id: ids[1], attributes: { path: '/X/B' } }], meta: { count: 1 } })
    expect((await fetchJSON('POST', '/files/_all_docs?include_docs=true', { keys: 'a' })).status).toBe(400)
  })

  it('moves folders to the trash and back, and deletes them', async () => {
    const { fetchJSON, createDirectory } = await start()
    const { id } = await createDirectory('A')
    const trash = (revision: string) => fetchJSON('DELETE', `/files/${id}`, undefined, { 'If-Match': revision })
    const deletePermanently = (revision = '') => {
      const data = { type: 'io.cozy.files', id, attributes: { permanent_delete: true } }
      return fetchJSON('PATCH', `/files/${id}`, { data }, { 'If-Match': revision })
    }
    expect((await trash('1-old')).status).toBe(412)
    expect((await trash('')).json()).toMatchObject({
      data: { attributes: { path: '/.cozy_trash/A', restore_path: '/' } },
    })
    const restored = await fetchJSON('POST', `/files/trash/${id}`)
    expect(restored.json()).toMatchObject({ data: { attributes: { path: '/A' } } })
    expect((await deletePermanently()).status).toBe(400)
    await trash('')
    expect((await deletePermanently('1-old')).status).toBe(412)
    const deleted = await deletePermanently()
    expect([deleted.status, deleted.text]).toEqual([204, ''])
    expect((await fetchJSON('GET', `/files/${id}`)).status).toBe(404)
    expect((await fetchJSON('DELETE', '/files/trash')).status).toBe(204)
  })

  it('adds, finds and removes references, by the folder and by the document that refers to it', async () => {
    const { fetchJSON, createDirectory } = await start()
    const ids = [(await createDirectory('A')).id, (await createDirectory('B')).id].sort()
    const folders = { data: ids.map((id) => ({ id, type: 'io.cozy.files' })) }
    expect((await fetchJSON('POST', references, folders)).status).toBe(204)
    const all = await fetchJSON('GET', `${references}?include=files&sort=datetime`)
    const reference = { id: photos, type: 'io.cozy.apps' }
    const included = ids.map((id) => ({ id, attributes: { referenced_by: [reference] } }))
    expect(all.json()).toMatchObject({ ...folders, included, meta: { count: 2 } })
    const cursor = `[[%22io.cozy.apps%22,%22${encodeURIComponent(photos)}%22],%22${ids.toSorted()[1] ?? ''}%22]`
    const page = await fetchJSON('GET', `${references}?include=files&page[limit]=1&page[cursor]=${cursor}`)
    expect(page.json()).toMatchObject({ data: [{ id: ids.toSorted()[1] }], meta: { count: 2 } })

    const home = { id: 'io.cozy.apps/home', type: 'io.cozy.apps' }
    const referencedBy = `/files/${ids[0] ?? ''}/relationships/referenced_by`
    const added = await fetchJSON('POST', referencedBy, { data: [home] })
    expect(added.json()).toMatchObject({ data: [reference, home], meta: { count: 2 } })
    const removed = await fetchJSON('DELETE', referencedBy, { data: [home] })
    expect(removed.json()).toMatchObject({ data: [reference], meta: { count: 1 } })
    expect((await fetchJSON('DELETE', references, folders)).status).toBe(204)
    const none = await fetchJSON('GET', `${references}?include=files&sort=datetime`)
    expect(none.json()).toEqual({ data: [], links: {}, meta: { count: 0 } })
  })
})

it('fetchJSON calls remote doctypes', async () => {
  const { fetchJSON, site } = await start()
  expect((await fetchJSON('GET', '/remote/org.example.prices?kind=a%2Fb&day=1')).json()).toEqual({ price: 1 })
  expect((await fetchJSON('POST', '/remote/org.example.search', { kind: 'a', q: '"x' })).json()).toEqual({ price: 1 })
  expect((await fetchJSON('GET', '/remote/org.example.none')).status).toBe(403)
  expect(site.paths).toEqual(['/prices/a%2Fb?d=1', '/search/a'])
})
