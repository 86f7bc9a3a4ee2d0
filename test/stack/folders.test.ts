import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Answer, TestRequest } from '../support/http.js'
import { startTestCozy } from '../support/cozy.js'

const rootId = 'io.cozy.files.root-dir'
const referencesOf = (type: string, id: string) => `/data/${type}/${id}/relationships/references`

const folderShape = z.object({ data: z.object({ id: z.string(), meta: z.object({ rev: z.string() }) }) })
// Answers about one folder have its revision in `data.meta`, answers about its references in `meta`.
const revisionShape = z.union([
  folderShape.transform(({ data }) => data.meta.rev),
  z.object({ meta: z.object({ rev: z.string() }) }).transform(({ meta }) => meta.rev),
])

async function start() {
  const cozy = await startTestCozy()
  const createToken = (scope: string) => cozy.tokenOf({ kind: 'cli', scope })
  const filesToken = await createToken('io.cozy.files')
  const send = (method: string, path: string, body?: TestRequest['body'], token = filesToken): Promise<Answer> =>
    cozy.ask(path, token, { method, ...(body !== undefined && { body }) })
  const create = async (name: string, parent = rootId): Promise<string> => {
    const answer = await send('POST', `/files/${parent}?Type=directory&Name=${encodeURIComponent(name)}`)
    return folderShape.parse(answer.json()).data.id
  }
  const addReference = (folder: string, type: string, id: string) =>
    send('POST', `/files/${folder}/relationships/referenced_by`, { data: [{ type, id }] })
  return { ...cozy, createToken, send, create, addReference }
}

describe('a permission for folders', () => {
  it('with the id of a folder covers only that folder and the folders below it', async () => {
    const { send, create, createToken } = await start()
    const own = await create('own')
    const [below, other] = [await create('below', own), await create('other')]
    const inside = await create('inside', below)
    const token = await createToken(`io.cozy.files:ALL:${own}`)
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

  it('with a verb and a reference covers only that verb on the folders with that reference', async () => {
    const { send, create, createToken, addReference } = await start()
    const [marked, other] = [await create('marked'), await create('other')]
    await addReference(marked, 'io.cozy.apps', 'io.cozy.apps/photos')
    const token = await createToken('io.cozy.files:GET:io.cozy.apps/io.cozy.apps/photos:referenced_by')
    expect((await send('GET', `/files/${marked}`, undefined, token)).status).toBe(200)
    expect((await send('GET', `/files/${other}`, undefined, token)).status).toBe(403)
    expect((await send('DELETE', `/files/${marked}`, undefined, token)).status).toBe(403)
  })
})

describe('ids of documents with references', () => {
  it('can contain any characters, and are stored unchanged', async () => {
    const { send, create, addReference } = await start()
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
      expect((await addReference(folder, 'org.example', id)).status).toBe(200)
    }
    for (const id of ids.filter((each) => each !== '..')) {
      const answer = await send('GET', referencesOf('org.example', encodeURIComponent(id)))
      expect(answer.json(), id).toMatchObject({ data: [{ id: folders.get(id) }], meta: { count: 1 } })
    }
  })

  it('are escaped in links to the next page, so that clients can follow the links unchanged', async () => {
    const { send, create, addReference } = await start()
    const id = 'io.cozy.apps/a+b %2f é'
    const folders: string[] = []
    for (const name of ['a', 'b', 'c']) {
      const folder = await create(name)
      folders.push(folder)
      await addReference(folder, 'org.example', id)
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
  it('treat empty page parameters as absent', async () => {
    const { send, create } = await start()
    await create('a')
    for (const path of [`/files/${rootId}`, referencesOf('io.cozy.apps', 'io.cozy.apps%2Fadministrative')]) {
      const absent = await send('GET', path)
      const empty = await send('GET', `${path}?page[limit]=&page[cursor]=`)
      expect([empty.status, empty.text], path).toEqual([200, absent.text])
    }
  })

  it('that are invalid are refused, and change nothing', async () => {
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

  it('without permission are refused whether or not the folder exists', async () => {
    const { send, create, createToken } = await start()
    const folder = await create('a')
    const token = await createToken('io.cozy.apps')
    for (const path of [`/files/${folder}`, '/files/none', '/files/metadata?Path=/a', '/files/metadata?Path=/b']) {
      expect((await send('GET', path, undefined, token)).text).toBe('Forbidden')
    }
  })

  it('at the same time create only one folder of the same name, and lose no reference', async () => {
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

  it('that change a folder return its new revision, and leave the revisions of other folders unchanged', async () => {
    const { send, create, addReference } = await start()
    const readRevision = async (id: string): Promise<string> =>
      folderShape.parse((await send('GET', `/files/${id}`)).json()).data.meta.rev
    const contents = z.object({ data: z.array(folderShape.shape.data) })
    const first = contents.parse((await send('GET', `/files/${rootId}/relationships/contents`)).json()).data
    expect(first).toHaveLength(2)
    const folder = await create('a')
    const steps = [
      () => send('PATCH', `/files/${folder}`, { data: { attributes: { name: 'b' } } }),
      () => addReference(folder, 'io.cozy.apps', 'io.cozy.apps/photos'),
      () => send('DELETE', `/files/${folder}`),
      () => send('POST', `/files/trash/${folder}`),
    ]
    for (const step of steps) {
      const returned = revisionShape.parse((await step()).json())
      expect(await readRevision(folder)).toBe(returned)
    }
    for (const { id, meta } of first) expect(await readRevision(id)).toBe(meta.rev)
  })

  it('for a folder that was in the trash get 404 after the trash is emptied', async () => {
    const { send, create } = await start()
    const folder = await create('a')
    expect((await send('DELETE', `/files/${folder}`)).status).toBe(200)
    expect((await send('DELETE', '/files/trash')).status).toBe(204)
    expect((await send('GET', `/files/${folder}`)).status).toBe(404)
  })
})
