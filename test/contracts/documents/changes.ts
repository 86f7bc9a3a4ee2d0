import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  startOfFeed,
  UnknownPositionError,
  type Change,
  type ChangeBatch,
  type Documents,
} from '../../../src/documents/documents.js'
import type { Fixture } from '../documents.js'

/** Tests of change feeds. A feed can report several writes of one document as one change. */
export function changesContract(fixture: () => Fixture): void {
  test('reports the newest state of each document that changed after a position', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'before' })
    const since = await documents.currentFeedPosition(database)
    const a = await documents.put(database, { _id: 'a' })
    await documents.put(database, { _id: 'b' })
    await documents.remove(database, 'a', a)
    await documents.put(database, { _id: 'a' })
    const unreported = new Set(['a', 'b'])
    const { changes } = await readUntil(
      documents,
      database,
      since,
      ({ id }) => unreported.delete(id) && unreported.size === 0,
    )
    const [first, second] = newest(changes).sort((one, other) => (one.id < other.id ? -1 : 1))
    expect(first).toMatchObject({ id: 'a', deleted: false, revision: (await documents.get(database, 'a'))?._rev })
    expect(second).toMatchObject({ id: 'b', deleted: false, revision: (await documents.get(database, 'b'))?._rev })
  })

  test('reports removals', async () => {
    const { documents, database } = fixture()
    const revision = await documents.put(database, { _id: 'a' })
    const since = await documents.currentFeedPosition(database)
    await documents.remove(database, 'a', revision)
    const { changes } = await readUntil(documents, database, since, ({ deleted }) => deleted)
    expect(changes).toMatchObject([{ id: 'a', deleted: true, revision: expect.stringMatching(/^2-/) }])
  })

  test('waits for writes that come after its start', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    const unreported = new Set(['early', 'late'])
    const reading = readUntil(documents, database, since, ({ id }) => unreported.delete(id) && unreported.size === 0)
    await documents.put(database, { _id: 'early' })
    await documents.put(database, { _id: 'late' })
    expect((await reading).changes).toHaveLength(2)
  })

  test('continues after the position of a batch', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    await documents.put(database, { _id: 'a' })
    const { position } = await readUntil(documents, database, since, ({ id }) => id === 'a')
    await documents.put(database, { _id: 'b' })
    const { changes } = await readUntil(documents, database, position, ({ id }) => id === 'b')
    expect(changes).toMatchObject([{ id: 'b', deleted: false }])
  })

  test('reads the changes until now, at most a number of them, and continues behind their position', async () => {
    const { documents, database } = fixture()
    for (const _id of ['a', 'b', 'c']) await documents.put(database, { _id })
    const first = await documents.changesUntilNow(database, startOfFeed, 2)
    const second = await documents.changesUntilNow(database, first.position, 2)
    const third = await documents.changesUntilNow(database, second.position, 2)
    expect(first.changes).toHaveLength(2)
    expect([...first.changes, ...second.changes].map(({ id }) => id).sort()).toEqual(['a', 'b', 'c'])
    expect(third.changes).toEqual([])
    expect([first.isFull, third.isFull]).toEqual([true, false])
    await documents.put(database, { _id: 'd' })
    expect((await documents.changesUntilNow(database, third.position, 2)).changes).toMatchObject([{ id: 'd' }])
  })

  test('says that changes may be left out, even when design documents take their places', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    await documents.ensure(
      database,
      ['x', 'y', 'z'].map((name) => ({ name, fields: [name] })),
    )
    for (const _id of ['a', 'b', 'c', 'd']) await documents.put(database, { _id })
    const { changes, isFull } = await documents.changesUntilNow(database, since, 5)
    expect(isFull || changes.length === 4).toBe(true)
  })

  test('the feed after the start of the feed has all documents', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'a' })
    const { changes } = await readUntil(documents, database, startOfFeed, ({ id }) => id === 'a')
    expect(changes).toMatchObject([{ id: 'a', deleted: false }])
  })

  test('refuses a text that is no position', async () => {
    const { documents, database } = fixture()
    await expect(documents.changesUntilNow(database, 'nonsense', 2)).rejects.toThrow(UnknownPositionError)
  })

  test('does not report a write that failed with a conflict', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'a' })
    const since = await documents.currentFeedPosition(database)
    await expect(documents.put(database, { _id: 'a' })).rejects.toThrow()
    await documents.put(database, { _id: 'b' })
    const { changes } = await readUntil(documents, database, since, ({ id }) => id === 'b')
    expect(changes).toMatchObject([{ id: 'b', deleted: false }])
  })

  test('reports only the changes of its database', async () => {
    const { documents, database } = fixture()
    const other = `${database}-other`
    await documents.ensure(other, [])
    const since = await documents.currentFeedPosition(database)
    await documents.put(other, { _id: 'elsewhere' })
    await documents.put(database, { _id: 'here' })
    const { changes } = await readUntil(documents, database, since, ({ id }) => id === 'here')
    await documents.drop(other)
    expect(changes.map(({ id }) => id)).toEqual(['here'])
  })

  test('reports writes of another client', async () => {
    const { documents, database, connect } = fixture()
    const other = await connect()
    const since = await documents.currentFeedPosition(database)
    const reading = readUntil(documents, database, since, ({ deleted }) => deleted)
    const revision = await other.put(database, { _id: 'theirs' })
    await other.remove(database, 'theirs', revision)
    expect(newest((await reading).changes)).toMatchObject([{ id: 'theirs', deleted: true }])
  })

  test('lets another client continue at the position of a closed client', async () => {
    const { documents, database, connect } = fixture()
    const first = await connect()
    const since = await first.currentFeedPosition(database)
    await first.close()
    await documents.put(database, { _id: 'a' })
    const { changes } = await readUntil(await connect(), database, since, ({ id }) => id === 'a')
    expect(changes).toMatchObject([{ id: 'a', deleted: false }])
  })

  test('reports all of many concurrent writes', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    const ids = Array.from({ length: 1500 }, (_, i) => `app-${i}`)
    const unreported = new Set(ids)
    const reading = readUntil(documents, database, since, ({ id }) => unreported.delete(id) && unreported.size === 0)
    await Promise.all(ids.map((_id) => documents.put(database, { _id })))
    expect(new Set((await reading).changes.map(({ id }) => id))).toEqual(new Set(ids))
  })

  test('ends when its signal aborts, even before the feed starts', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    const stop = new AbortController()
    const waiting = documents.changes(database, since, stop.signal)[Symbol.asyncIterator]().next()
    await pause(50)
    stop.abort()
    expect((await waiting).done).toBe(true)
    await documents.put(database, { _id: 'a' })
    const late = documents.changes(database, since, stop.signal)[Symbol.asyncIterator]().next()
    expect((await late).done).toBe(true)
  })

  test('ends when the database is dropped', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    const waiting = documents.changes(database, since, new AbortController().signal)[Symbol.asyncIterator]().next()
    await pause(50)
    await documents.drop(database)
    expect((await waiting).done).toBe(true)
  })

  test('ends when the database is dropped, even if it is created again', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    const waiting = documents.changes(database, since, new AbortController().signal)[Symbol.asyncIterator]().next()
    await pause(50)
    await documents.drop(database)
    await documents.ensure(database, [])
    expect((await waiting).done).toBe(true)
  })

  test('ends when its client is closed', async () => {
    const { database, connect } = fixture()
    const client = await connect()
    const since = await client.currentFeedPosition(database)
    const waiting = client.changes(database, since, new AbortController().signal)[Symbol.asyncIterator]().next()
    await client.close()
    expect((await waiting).done).toBe(true)
  })
}

// Reads a feed up to the first change for which `isLast` is true. Returns all changes so far, and the position after the
// last one.
async function readUntil(
  documents: Documents,
  database: string,
  since: string,
  isLast: (change: Change) => boolean,
): Promise<ChangeBatch> {
  const stop = new AbortController()
  const changes: Change[] = []
  for await (const batch of documents.changes(database, since, stop.signal)) {
    changes.push(...batch.changes)
    if (batch.changes.map(isLast).includes(true)) {
      stop.abort()
      return { changes, position: batch.position }
    }
  }
  throw new Error(`The feed ended after ${JSON.stringify(changes)}`)
}

// The newest change of each document, in the order of the feed.
function newest(changes: Change[]): Change[] {
  return changes.filter(({ id }, i) => !changes.slice(i + 1).some((later) => later.id === id))
}
