import { once } from 'node:events'
import { Agent, IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { parseJson } from '../../src/json.js'
import { domain, startTestCozy } from '../support/cozy.js'

const rootId = 'io.cozy.files.root-dir'
const countShape = z.object({ meta: z.object({ count: z.number() }) })

it('requests for many folders are not all answered in one turn of the event loop', async () => {
  const { instances, instance, tokenOf, url } = await startTestCozy()
  const token = await tokenOf({ kind: 'cli', scope: 'io.cozy.files' })
  const date = '2026-01-01T00:00:00.000Z'
  const plain = { created_at: date, updated_at: date, referenced_by: [], generation: 1 }
  const folders = Array.from({ length: 4000 }, (_, i): [string, object] => [
    String(i).padStart(32, '0'),
    { ...plain, name: `${'x'.repeat(200)} ${String(i)}`, dir_id: rootId },
  ])
  const store = (stored: object, _rev?: string) =>
    instances.documents.put(instance, 'io.cozy.files', {
      _id: 'folders',
      ...(_rev !== undefined && { _rev }),
      folders: { [rootId]: { ...plain, name: '', dir_id: '' }, ...stored },
    })
  const revision = await store(Object.fromEntries(folders))
  const path = `/files/${rootId}/relationships/contents`
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  const headers = { Host: domain, Authorization: `Bearer ${token}` }
  const get = async (target: string): Promise<string> => {
    const sending = request(new URL(target, url), { agent, headers }).end()
    const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await once(sending, 'response'))
    return text(response)
  }
  const getTwenty = (target: string) => Array.from({ length: 20 }, () => get(target))
  // Opens 20 connections, so that the next 20 requests arrive at the same time.
  await Promise.all(getTwenty('/health'))
  // The folders are removed after the first answer. Answers in a later turn of the event loop show this, and count none.
  const requests = getTwenty(path).map(async (answer) => countShape.parse(parseJson(await answer)))
  await Promise.race(requests)
  await store({}, revision)
  const counts = (await Promise.all(requests)).map(({ meta }) => meta.count)
  expect(counts).toContain(4000)
  expect(counts).toContain(0)
})
