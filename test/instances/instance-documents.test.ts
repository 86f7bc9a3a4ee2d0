import { expect, it } from 'vitest'
import { openTestInstances } from '../support/instances.js'

const doctype = 'io.cozy.remote.requests'
const ids = Array.from({ length: 25 }, (_, i) => String(i).padStart(2, '0'))

async function open() {
  const { instances, documents } = await openTestInstances()
  const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
  const revisions = new Map<string, string>()
  for (const _id of ids) revisions.set(_id, await instances.documents.put(instance, doctype, { _id }))
  const remove = (id: string) => documents.remove(instance.database(doctype), id, revisions.get(id) ?? '')
  return { instance, documents: instances.documents, remove }
}

it('documents with given IDs are read page by page, in the order of the given IDs', async () => {
  const { instance, documents, remove } = await open()
  const asked = ['07', 'none', '_design', '07', ...ids]
  const found: (string | undefined)[] = []
  for await (const document of documents.getEach(instance, doctype, asked)) {
    // This document is on a later page, which is not read yet.
    if (found.length === 0) await remove('24')
    found.push(document?._id)
  }
  expect(found).toEqual(['07', undefined, undefined, '07', ...ids.slice(0, 24), undefined])
})

it('each given ID yields undefined when the doctype has no documents', async () => {
  const { instance, documents } = await open()
  const found = []
  for await (const document of documents.getEach(instance, 'io.cozy.apps', ['a', 'b'])) found.push(document)
  expect(found).toEqual([undefined, undefined])
})

it('documents are listed page by page, since each can be large', async () => {
  const { instance, documents, remove } = await open()
  const found: string[] = []
  for await (const { _id } of documents.list(instance, doctype)) {
    // This document is on a later page, which is not read yet.
    if (found.length === 0) await remove('24')
    found.push(_id)
  }
  expect(found).toEqual(ids.slice(0, 24))
})

it('the list of many documents yields to other work', async () => {
  const { instance, documents } = await open()
  const read: string[] = []
  const yielded = new AbortController()
  setImmediate(() => yielded.abort())
  for await (const { _id } of documents.list(instance, doctype)) {
    if (yielded.signal.aborted) break
    // The work on a large document.
    const end = performance.now() + 11
    while (performance.now() < end);
    read.push(_id)
  }
  expect(read.length).toBeLessThan(ids.length)
})
