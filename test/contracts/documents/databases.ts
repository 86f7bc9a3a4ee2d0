import { expect, test } from 'vitest'
import { ConflictError, DatabaseMissingError, type Documents, type Index } from '../../../src/documents/documents.js'
import type { Fixture } from '../documents.js'

const bySlug: Index = { name: 'by-slug', fields: ['slug'] }

/** Tests of creating, listing and dropping databases. */
export function databasesContract(fixture: () => Fixture): void {
  test('lists databases in the order of their names: all, or those whose names begin with a prefix', async () => {
    const { documents, database } = fixture()
    const names = [`${database}-c`, `${database}-a`, `${database}-b`]
    await Promise.all(names.map((name) => documents.ensure(name, [])))
    const found = (await documents.databases()).filter((name) => name.startsWith(database))
    expect(await documents.databases(`${database}-`)).toEqual([...names].sort())
    expect(await documents.databases(`${database}-b`)).toEqual([`${database}-b`])
    expect(await documents.databases(`${database}-x`)).toEqual([])
    await Promise.all(names.map((name) => documents.drop(name)))
    expect(found).toEqual([database, ...[...names].sort()])
    expect((await documents.databases()).filter((name) => name.startsWith(database))).toEqual([database])
  })

  const operations: [string, (documents: Documents, missing: string) => Promise<unknown>][] = [
    ['get', (documents, missing) => documents.get(missing, 'a')],
    ['getMany', (documents, missing) => documents.getMany(missing, ['a'])],
    ['put', (documents, missing) => documents.put(missing, { _id: 'a' })],
    ['remove', (documents, missing) => documents.remove(missing, 'a', `1-${'0'.repeat(32)}`)],
    ['find', (documents, missing) => documents.find(missing, { index: bySlug, where: {} })],
    ['findFields', (documents, missing) => documents.findFields(missing, { index: bySlug, where: {} }, ['slug'])],
    ['list', (documents, missing) => documents.list(missing)[Symbol.asyncIterator]().next()],
    ['ids', (documents, missing) => documents.ids(missing)],
    ['currentFeedPosition', (documents, missing) => documents.currentFeedPosition(missing)],
  ]
  test.each(operations)('%s rejects with DatabaseMissingError for a missing database', async (_, callMethod) => {
    const { documents, database } = fixture()
    const missing = `${database}-missing`
    await expect(callMethod(documents, missing)).rejects.toThrow(DatabaseMissingError)
    await expect(callMethod(documents, missing)).rejects.toMatchObject({ database: missing })
    expect(await documents.databases()).not.toContain(missing)
  })

  test('changes rejects with DatabaseMissingError for a missing database', async () => {
    const { documents, database } = fixture()
    const since = await documents.currentFeedPosition(database)
    const feed = documents.changes(`${database}-missing`, since, new AbortController().signal)
    await expect(feed[Symbol.asyncIterator]().next()).rejects.toThrow(DatabaseMissingError)
  })

  test('whenCreated resolves when any client creates the database, or immediately if the database exists', async () => {
    const { documents, database, connect } = fixture()
    const other = await connect()
    const { signal } = new AbortController()
    await documents.whenCreated(database, signal)
    for (const [name, creator] of [
      [`${database}-own`, documents],
      [`${database}-other`, other],
    ] as const) {
      let created = false
      const waiting = documents.whenCreated(name, signal).then(() => (created = true))
      await documents.put(database, { _id: name })
      expect(created).toBe(false)
      await creator.ensure(name, [])
      await waiting
      await documents.drop(name)
    }
  })

  test('whenCreated resolves when its signal aborts, and creates nothing', async () => {
    const { documents, database } = fixture()
    const stop = new AbortController()
    const waiting = documents.whenCreated(`${database}-missing`, stop.signal)
    stop.abort()
    await waiting
    expect(await documents.databases()).not.toContain(`${database}-missing`)
  })

  test('ensure keeps the documents of an existing database', async () => {
    const { documents, database } = fixture()
    await documents.ensure(database, [bySlug])
    const _rev = await documents.put(database, { _id: 'a', slug: 'bank' })
    await documents.ensure(database, [bySlug])
    expect(await documents.get(database, 'a')).toEqual({ _id: 'a', _rev, slug: 'bank' })
    expect(await documents.find(database, { index: bySlug, where: {} })).toHaveLength(1)
  })

  test('a new index covers the documents that were stored before it', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'a', slug: 'bank' })
    await documents.ensure(database, [bySlug])
    expect(await documents.find(database, { index: bySlug, where: { slug: { equals: 'bank' } } })).toHaveLength(1)
  })

  test('several clients can ensure the same database concurrently', async () => {
    const { documents, database, connect } = fixture()
    const clients = [documents, await connect()]
    const name = `${database}-raced`
    await Promise.all([...clients, ...clients].map((client) => client.ensure(name, [bySlug])))
    await documents.put(name, { _id: 'a', slug: 'bank' })
    const found = await clients[1]?.find(name, { index: bySlug, where: {} })
    await documents.drop(name)
    expect(found).toHaveLength(1)
  })

  test('a dropped database is gone for all clients, with its documents', async () => {
    const { documents, database, connect } = fixture()
    const other = await connect()
    const revision = await documents.put(database, { _id: 'a', slug: 'bank' })
    await other.get(database, 'a')
    await documents.drop(database)
    await expect(other.get(database, 'a')).rejects.toThrow(DatabaseMissingError)
    await documents.ensure(database, [bySlug])
    expect(await other.get(database, 'a')).toBeUndefined()
    expect(await other.find(database, { index: bySlug, where: {} })).toEqual([])
    await expect(other.put(database, { _id: 'a', _rev: revision })).rejects.toThrow(ConflictError)
  })

  test('a revision of a dropped database is stale in a new database of the same name', async () => {
    const { documents, database } = fixture()
    const revision = await documents.put(database, { _id: 'a', slug: 'bank' })
    await documents.drop(database)
    await documents.ensure(database, [])
    await documents.put(database, { _id: 'a', slug: 'drive' })
    await expect(documents.put(database, { _id: 'a', _rev: revision })).rejects.toThrow(ConflictError)
  })

  test('removeViews does nothing without a design document of the given name, and keeps a document whose id is this name', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'views', slug: 'bank' })
    await documents.removeViews(database, 'views')
    expect(await documents.get(database, 'views')).toMatchObject({ slug: 'bank' })
  })

  test('dropping a missing database does nothing', async () => {
    const { documents, database } = fixture()
    await expect(documents.drop(`${database}-missing`)).resolves.toBeUndefined()
  })

  test('databases have separate documents', async () => {
    const { documents, database } = fixture()
    const other = `${database}-other`
    await documents.ensure(other, [bySlug])
    await documents.put(other, { _id: 'a', slug: 'bank' })
    const here = await documents.get(database, 'a')
    await documents.drop(other)
    expect(here).toBeUndefined()
  })

  test('ping resolves until the client is closed', async () => {
    const client = await fixture().connect()
    await expect(client.ping()).resolves.toBeUndefined()
    await client.close()
    await expect(client.ping()).rejects.toThrow()
  })

  test('a client can be closed twice', async () => {
    const client = await fixture().connect()
    await client.close()
    await expect(client.close()).resolves.toBeUndefined()
  })
}
