import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Answer, TestRequest } from '../support/http.js'
import { startTestCozy } from '../support/cozy.js'

const rootId = 'io.cozy.files.root-dir'
const referencesOf = (type: string, id: string) => `/data/${type}/${id}/relationships/references`

const folderShape = z.object({ data: z.object({ id: z.string(), meta: z.object({ rev: z.string() }) }) })
// The answers about references have the revision elsewhere.
const revisionShape = z.union([
  folderShape.transform(({ data }) => data.meta.rev),
  z.object({ meta: z.object({ rev: z.string() }) }).transform(({ meta }) => meta.rev),
])

async function start() {
  const cozy = await startTestCozy()
  const cli = (scope: string) => cozy.tokenOf({ kind: 'cli', scope })
  const all = await cli('io.cozy.files')
  const send = (method: string, path: string, body?: TestRequest['body'], token = all): Promise<Answer> =>
    cozy.ask(path, token, { method, ...(body !== undefined && { body }) })
  const create = async (name: string, parent = rootId): Promise<string> => {
    const answer = await send('POST', `/files/${parent}?Type=directory&Name=${encodeURIComponent(name)}`)
    return folderShape.parse(answer.json()).data.id
  }
  const mark = (folder: string, type: string, id: string) =>
    send('POST', `/files/${folder}/relationships/referenced_by`, { data: [{ type, id }] })
  return { ...cozy, cli, all, send, create, mark }
}

describe('a permission with values', () => {
  it('is for these folders and what is below them', async () => {
    const { send, create, cli } = await start()
    const own = await create('own')
    const [below, other] = [await create('below', own), await create('other')]
    const inside = await create('inside', below)
    const token = await cli(`io.cozy.files:ALL:${own}`)
    const statuses = async (...requests: [method: string, path: string, body?: object][]) => {
      const found: number[] = []
      for (const [method, path, body] of requests) found.push((await send(method, path, body, token)).status)
      return found
    }
    const changed = (attributes: object) => ({ data: { attributes } })
    const references = { data: [{ type: 'io.cozy.apps', id: 'a' }] }
    expect(
      await statuses(
        ['GET', `/files/${own}`],
        ['GET', `/files/${inside}`],
        ['GET', `/data/io.cozy.files/${inside}`],
        ['GET', '/files/metadata?Path=/own/below'],
        ['POST', `/files/${inside}?Type=directory&Name=new`],
        ['PATCH', `/files/${inside}`, changed({ dir_id: own })],
        ['POST', `/files/${below}/relationships/referenced_by`, references],
        ['DELETE', `/files/${below}`],
      ),
    ).toEqual([200, 200, 200, 200, 201, 200, 200, 200])
    expect(
      await statuses(
        ['GET', `/files/${other}`],
        ['GET', `/files/${rootId}`],
        ['GET', '/files/none'],
        ['GET', '/files/metadata?Path=/other'],
        ['GET', '/files/metadata?Path=/none'],
        ['GET', `/files/${other}/relationships/referenced_by`],
        ['GET', `/files/${rootId}/relationships/contents`],
        ['POST', '/files/_find', { selector: {} }],
        ['POST', '/files/_all_docs', { keys: [own] }],
        ['GET', '/data/io.cozy.files/_normal_docs'],
        ['POST', '/files?Type=directory&Name=new'],
        ['PATCH', `/files/${inside}`, changed({ dir_id: other })],
        ['PATCH', `/files/${other}`, changed({ dir_id: own })],
        ['POST', `/files/${other}/relationships/referenced_by`, references],
        ['POST', referencesOf('io.cozy.apps', 'a'), { data: [{ type: 'io.cozy.files', id: other }] }],
        ['GET', referencesOf('io.cozy.apps', 'a')],
        ['DELETE', `/files/${other}`],
        ['DELETE', '/files/trash'],
        ['DELETE', `/files/trash/${below}`],
        ['POST', `/files/trash/${below}`],
      ),
    ).toEqual(Array(20).fill(403))
  })

  it('can be for a verb, and for the folders with a reference', async () => {
    const { send, create, cli, mark } = await start()
    const [marked, other] = [await create('marked'), await create('other')]
    await mark(marked, 'io.cozy.apps', 'io.cozy.apps/photos')
    const token = await cli('io.cozy.files:GET:io.cozy.apps/io.cozy.apps/photos:referenced_by')
    expect((await send('GET', `/files/${marked}`, undefined, token)).status).toBe(200)
    expect((await send('GET', `/files/${other}`, undefined, token)).status).toBe(403)
    expect((await send('DELETE', `/files/${marked}`, undefined, token)).status).toBe(403)
  })
})

describe('ids of documents with references', () => {
  it('may have any characters, which stay as they are', async () => {
    const { send, create, mark } = await start()
    const ids = [
      'a/b',
      'a%2fb',
      'a%2Fb',
      'a+b',
      'a b',
      '../a',
      '..',
      'é',
      '🪴',
      '__proto__',
      'a?b#c',
      '%',
      '"]',
      'a%252fb',
    ]
    const folders = new Map<string, string>()
    for (const [i, id] of ids.entries()) {
      const folder = await create(String(i))
      folders.set(id, folder)
      expect((await mark(folder, 'org.example', id)).status).toBe(200)
    }
    for (const id of ids.filter((each) => each !== '..')) {
      const answer = await send('GET', referencesOf('org.example', encodeURIComponent(id)))
      expect(answer.json(), id).toMatchObject({ data: [{ id: folders.get(id) }], meta: { count: 1 } })
    }
  })

  it('lead from page to page by links that can be followed', async () => {
    const { send, create, mark } = await start()
    const id = 'io.cozy.apps/a+b %2f é'
    const folders: string[] = []
    for (const name of ['a', 'b', 'c']) {
      const folder = await create(name)
      folders.push(folder)
      await mark(folder, 'org.example', id)
    }
    const shape = z.object({
      data: z.array(z.object({ id: z.string() })),
      links: z.object({ next: z.string().optional() }),
      included: z.array(z.object({ id: z.string() })),
    })
    for (const sort of ['id', '-id', 'datetime', '-datetime']) {
      const found: string[] = []
      let next: string | undefined =
        `${referencesOf('org.example', encodeURIComponent(id))}?include=files&page[limit]=1&sort=${sort}`
      while (next !== undefined) {
        const { data, links, included } = shape.parse((await send('GET', next)).json())
        expect(included.map((each) => each.id)).toEqual(data.map((each) => each.id))
        found.push(...data.map((each) => each.id))
        next = links.next
      }
      expect(found.toSorted()).toEqual(folders.toSorted())
      expect(found).toHaveLength(3)
    }
  })
})

describe('requests for folders', () => {
  it('take empty parameters of a page for absent ones', async () => {
    const { send, create } = await start()
    await create('a')
    for (const path of [`/files/${rootId}`, referencesOf('io.cozy.apps', 'io.cozy.apps%2Fadministrative')]) {
      const absent = await send('GET', path)
      const empty = await send('GET', `${path}?page[limit]=&page[cursor]=`)
      expect([empty.status, empty.text], path).toEqual([200, absent.text])
    }
  })

  it('are refused when they are wrong, and change nothing then', async () => {
    const { send, create } = await start()
    const folder = await create('a')
    const before = (await send('GET', `/files/${rootId}`)).text
    const requests: [number, string, string, TestRequest['body']?][] = [
      [422, 'POST', '/files?Type=file&Name=x'],
      [422, 'POST', '/files?Type=directory'],
      [422, 'POST', '/files?Type=directory&Name=a%2Fb'],
      [404, 'POST', '/files/none?Type=directory&Name=x'],
      [412, 'POST', '/files/io.cozy.files.trash-dir?Type=directory&Name=x'],
      [400, 'PATCH', `/files/${folder}`, '{"data":'],
      [400, 'PATCH', `/files/${folder}`, { data: { attributes: { name: 1 } } }],
      [412, 'PATCH', `/files/${folder}`, { data: { attributes: { name: 'b' }, meta: { rev: '1-x' } } }],
      [412, 'PATCH', `/files/${folder}`, { data: { attributes: { dir_id: folder } } }],
      [403, 'PATCH', `/files/${rootId}`, { data: { attributes: { name: 'b' } } }],
      [403, 'DELETE', `/files/${rootId}`],
      [400, 'POST', `/files/trash/${folder}`],
      [400, 'DELETE', `/files/trash/${folder}`],
      [422, 'POST', `/files/${folder}/relationships/referenced_by`, { data: [{ type: '', id: 'x' }] }],
      [400, 'POST', `/files/${folder}/relationships/referenced_by`, { data: {} }],
      [413, 'POST', `/files/${folder}/relationships/referenced_by`, 'x'.repeat(100_001)],
      [400, 'GET', `/files/${rootId}?page[limit]=-1`],
      [400, 'GET', `/files/${rootId}?page[cursor]=none`],
      [400, 'GET', `${referencesOf('a', 'b')}?page[cursor]=x`],
      [404, 'GET', '/files/metadata?Path=a'],
      [404, 'GET', '/files/a/b/c'],
      [405, 'PUT', `/files/${folder}`],
    ]
    for (const [status, method, path, body] of requests) {
      expect((await send(method, path, body)).status, `${method} ${path}`).toBe(status)
    }
    expect((await send('GET', `/files/${rootId}`)).text).toBe(before)
  })

  it('need the permission before they tell whether a folder exists', async () => {
    const { send, create, cli } = await start()
    const folder = await create('a')
    const token = await cli('io.cozy.apps')
    for (const path of [`/files/${folder}`, '/files/none', '/files/metadata?Path=/a', '/files/metadata?Path=/b']) {
      expect((await send('GET', path, undefined, token)).text).toBe('Forbidden')
    }
  })

  it('at once create each name once, and lose no reference', async () => {
    const { send, create } = await start()
    const folder = await create('a')
    const created = await Promise.all(Array.from({ length: 10 }, () => send('POST', '/files?Type=directory&Name=same')))
    expect(created.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    const path = `/files/${folder}/relationships/referenced_by`
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => send('POST', path, { data: [{ type: 'a', id: String(i) }] })),
    )
    expect((await send('GET', path)).json()).toMatchObject({ meta: { count: 10 } })
  })

  it('tell the revision that the folder has from then on, and leave those of other folders', async () => {
    const { send, create, mark } = await start()
    const readRevision = async (id: string): Promise<string> =>
      folderShape.parse((await send('GET', `/files/${id}`)).json()).data.meta.rev
    const contents = z.object({ data: z.array(folderShape.shape.data) })
    const first = contents.parse((await send('GET', `/files/${rootId}/relationships/contents`)).json()).data
    expect(first).toHaveLength(2)
    const folder = await create('a')
    const steps = [
      () => send('PATCH', `/files/${folder}`, { data: { attributes: { name: 'b' } } }),
      () => mark(folder, 'io.cozy.apps', 'io.cozy.apps/photos'),
      () => send('DELETE', `/files/${folder}`),
      () => send('POST', `/files/trash/${folder}`),
    ]
    for (const step of steps) {
      const told = revisionShape.parse((await step()).json())
      expect(await readRevision(folder)).toBe(told)
    }
    for (const { id, meta } of first) expect(await readRevision(id)).toBe(meta.rev)
  })

  it('end with the folder, when the trash is emptied', async () => {
    const { send, create } = await start()
    const folder = await create('a')
    expect((await send('DELETE', `/files/${folder}`)).status).toBe(200)
    expect((await send('DELETE', '/files/trash')).status).toBe(204)
    expect((await send('GET', `/files/${folder}`)).status).toBe(404)
  })
})
