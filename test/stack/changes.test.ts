import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startTestCozy } from '../support/cozy.js'
import type { TestRequest } from '../support/http.js'
import { startInstallingCozy } from '../support/installable.js'

const domain = 'alice.example.org'
const rootId = 'io.cozy.files.root-dir'
const changeShape = z.object({
  msg: z.literal('a change'),
  operation: z.string(),
  on: z.record(z.string(), z.json()),
  by: z.json(),
  from: z.string(),
  outcome: z.string(),
  reason: z.string().optional(),
})
const idShape = z.object({ data: z.object({ id: z.string() }) })

/** The lines of the audit log about the instance, except the line of its creation. */
function changesOfInstance(lines: readonly string[]) {
  const changes = lines.flatMap((line) => {
    const { data } = changeShape.safeParse(JSON.parse(line))
    return data ? [data] : []
  })
  return changes.filter(({ operation, on }) => on.domain === domain && operation !== 'createInstance')
}

describe('the audit log of an instance', () => {
  it('has a line for each change of folders and references', async () => {
    const cozy = await startTestCozy()
    const token = await cozy.tokenOf({ kind: 'cli', scope: 'io.cozy.files' })
    const before = changesOfInstance(cozy.logged()).length
    const send = async (method: string, path: string, body?: TestRequest['body']) => {
      const answer = await cozy.ask(path, token, { method, ...(body !== undefined && { body }) })
      expect(answer.status).toBeLessThan(300)
      return answer
    }
    const created = await send('POST', `/files/${rootId}?Type=directory&Name=Private+name`)
    const { id } = idShape.parse(created.json()).data
    const reference = { data: [{ type: 'io.cozy.apps', id: 'a' }] }
    await send('PATCH', `/files/${id}`, { data: { attributes: { name: 'Other' } } })
    await send('POST', `/files/${id}/relationships/referenced_by`, reference)
    await send('DELETE', `/files/${id}/relationships/referenced_by`, reference)
    const folder = { data: [{ type: 'io.cozy.files', id }] }
    await send('POST', '/data/io.cozy.apps/b/relationships/references', folder)
    await send('DELETE', '/data/io.cozy.apps/b/relationships/references', folder)
    await send('DELETE', `/files/${id}`)
    await send('POST', `/files/trash/${id}`)
    await send('DELETE', `/files/${id}`)
    await send('DELETE', `/files/trash/${id}`)
    await send('DELETE', '/files/trash')
    const again = idShape.parse((await send('POST', '/files?Type=directory&Name=x')).json()).data.id
    await send('DELETE', `/files/${again}`)
    await send('PATCH', `/files/${again}`, { data: { attributes: { permanent_delete: true } } })
    const changes = changesOfInstance(cozy.logged()).slice(before)
    const document = { type: 'io.cozy.apps', id: 'b', folders: [id] }
    expect(changes.map(({ operation, on }) => [operation, on])).toEqual([
      ['createFolder', { domain, parent: rootId, folder: id }],
      ['updateFolder', { domain, folder: id }],
      ['addReferences', { domain, folder: id }],
      ['removeReferences', { domain, folder: id }],
      ['addReferences', { domain, ...document }],
      ['removeReferences', { domain, ...document }],
      ['trashFolder', { domain, folder: id }],
      ['restoreFolder', { domain, folder: id }],
      ['trashFolder', { domain, folder: id }],
      ['removeFolder', { domain, folder: id }],
      ['emptyTrash', { domain }],
      ['createFolder', { domain, parent: rootId, folder: again }],
      ['trashFolder', { domain, folder: again }],
      ['updateFolder', { domain, folder: again, isRemoved: true }],
    ])
    for (const change of changes)
      expect(change).toMatchObject({ by: { kind: 'cli' }, from: '127.0.0.1', outcome: 'done' })
    expect(JSON.stringify(changes)).not.toContain('Private')
  })

  it.each([
    ['POST', '/apps/notes', { operation: 'installApp', on: { app: 'notes', source: 'registry://notes/stable' } }],
    ['PUT', '/konnectors/bank', { operation: 'updateInstalledApp', on: { app: 'bank' } }],
    ['DELETE', '/apps/notes', { operation: 'uninstallApp', on: { app: 'notes' } }],
    ['POST', `/files/${rootId}?Type=directory&Name=x`, { operation: 'createFolder', on: { parent: rootId } }],
    ['PATCH', '/files/a', { operation: 'updateFolder', on: { folder: 'a' } }],
    ['DELETE', '/files/a', { operation: 'trashFolder', on: { folder: 'a' } }],
    ['DELETE', '/files/trash', { operation: 'emptyTrash' }],
    ['POST', '/files/trash/a', { operation: 'restoreFolder', on: { folder: 'a' } }],
    ['DELETE', '/files/trash/a', { operation: 'removeFolder', on: { folder: 'a' } }],
    ['POST', '/files/a/relationships/referenced_by', { operation: 'addReferences', on: { folder: 'a' } }],
    ['DELETE', '/files/a/relationships/referenced_by', { operation: 'removeReferences', on: { folder: 'a' } }],
    ['POST', '/data/org.x/b/relationships/references', { operation: 'addReferences', on: { type: 'org.x', id: 'b' } }],
    [
      'DELETE',
      '/data/org.x/b/relationships/references',
      { operation: 'removeReferences', on: { type: 'org.x', id: 'b' } },
    ],
  ])(
    'has a line for each request without a token, with an invalid token or without permission: %s %s',
    async (method, path, change) => {
      const cozy = await startTestCozy()
      const powerless = await cozy.tokenOf({ kind: 'cli', scope: 'io.cozy.contacts' })
      const body = { data: [{ type: 'io.cozy.files', id: rootId }] }
      const statuses: number[] = []
      for (const token of [undefined, 'nonsense', powerless]) {
        const answer = await cozy.ask(path, token, {
          method,
          ...(path.includes('relationships') && { body }),
          ...(method === 'PATCH' && { body: { data: {} } }),
        })
        statuses.push(answer.status)
      }
      expect(statuses).toEqual([401, 400, 403])
      const refused = { ...change, outcome: 'refused', from: '127.0.0.1', reason: expect.any(String) }
      expect(changesOfInstance(cozy.logged())).toMatchObject([
        { ...refused, by: { kind: 'anonymous' } },
        { ...refused, by: { kind: 'unknown token' } },
        { ...refused, by: { kind: 'cli' } },
      ])
    },
  )

  it('has a line for the update that a GET of an outdated application starts', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.request('POST', '/apps/garden')
    await cozy.until('garden', (found) => found?.state === 'ready')
    await cozy.release('garden', '1.0.1')
    const answer = await cozy.request('GET', '/apps/garden')
    expect(answer.json()).toMatchObject({ data: { attributes: { version: '1.0.1' } } })
    await cozy.request('GET', '/apps/garden')
    expect(changesOfInstance(cozy.logged()).slice(1)).toEqual([
      {
        msg: 'a change',
        operation: 'updateInstalledApp',
        on: { domain, app: 'garden', version: '1.0.1' },
        by: { kind: 'cli' },
        from: '127.0.0.1',
        outcome: 'done',
      },
    ])
  })
})
