import { expect, test } from 'vitest'
import type { StoredDocument } from '../../../src/documents/documents.js'
import type { Fixture } from '../documents.js'

/** Tests of reading all documents or ids of a database. */
export function listContract(fixture: () => Fixture): void {
  const putIds = async (ids: string[]): Promise<void> => {
    const { documents, database } = fixture()
    await Promise.all(ids.map((_id) => documents.put(database, { _id, n: 1 })))
  }
  const list = async (startId?: string): Promise<StoredDocument[]> => {
    const { documents, database } = fixture()
    const found: StoredDocument[] = []
    for await (const document of documents.list(database, startId)) found.push(document)
    return found
  }
  const idsOf = (found: StoredDocument[]): string[] => found.map(({ _id }) => _id)

  test('returns whole documents', async () => {
    const { documents, database } = fixture()
    const _rev = await documents.put(database, { _id: 'a', deep: { er: [1] } })
    expect(await list()).toEqual([{ _id: 'a', _rev, deep: { er: [1] } }])
  })

  test('orders ids by their bytes, neither alphabetically nor by UTF-16', async () => {
    const sorted = ['10', '9', 'B', 'a', 'a-1', 'a.b', 'ab', 'é', '\uff5e', '😀']
    await putIds([...sorted].reverse())
    expect(idsOf(await list())).toEqual(sorted)
    expect(await fixture().documents.ids(fixture().database)).toEqual(sorted)
  })

  test('starts at the given id, even if no document has this id', async () => {
    await putIds(['a', 'c', 'd'])
    expect(idsOf(await list('c'))).toEqual(['c', 'd'])
    expect(idsOf(await list('b'))).toEqual(['c', 'd'])
    expect(idsOf(await list('e'))).toEqual([])
  })

  test('returns nothing for an empty database with indexes', async () => {
    const { documents, database } = fixture()
    await documents.ensure(database, [{ name: 'by-slug', fields: ['slug'] }])
    expect(await list()).toEqual([])
    expect(await documents.ids(database)).toEqual([])
  })

  test('returns each document once over many pages', async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `app-${String(i).padStart(4, '0')}`)
    await putIds(ids)
    expect(idsOf(await list())).toEqual(ids)
    expect(await fixture().documents.ids(fixture().database)).toEqual(ids)
  })

  test('reads pages of the given size', async () => {
    const { documents, database } = fixture()
    await putIds(['a', 'b', 'c', 'd'])
    const found: string[] = []
    for await (const { _id } of documents.list(database, '', 2)) {
      found.push(_id)
      if (_id !== 'a') continue
      // This document is on the second page, which is not read yet. So it is not returned.
      const last = await documents.get(database, 'd')
      await documents.remove(database, 'd', last?._rev ?? '')
    }
    expect(found).toEqual(['a', 'b', 'c'])
  })

  test('returns each document that is not removed exactly once, despite concurrent writes', async () => {
    const { documents, database } = fixture()
    const remaining = Array.from({ length: 400 }, (_, i) => `app-${String(i).padStart(4, '0')}`)
    await putIds([...remaining, 'app-0000-leaving', 'app-0399-leaving'])
    const seen: string[] = []
    for await (const { _id, _rev } of documents.list(database)) {
      seen.push(_id)
      if (_id.endsWith('50')) await documents.put(database, { _id, _rev, n: 2 })
      if (_id.endsWith('70')) await documents.put(database, { _id: `${_id}-new` })
      if (_id === 'app-0000-leaving') await documents.remove(database, _id, _rev)
    }
    expect(seen.filter((id) => remaining.includes(id))).toEqual(remaining)
    expect(new Set(seen).size).toBe(seen.length)
  })
}
