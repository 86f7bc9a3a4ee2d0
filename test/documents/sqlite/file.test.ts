import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

describe.each(drivers)('the database file, with $name', (driver) => {
  test('is created together with missing folders', async () => {
    const folder = join(await temporaryFolder(), 'deep', 'down')
    const documents = await openSqliteDocuments(folder, driver)
    await documents.ensure('apps', [])
    await documents.close()
    const reopened = await openSqliteDocuments(folder, driver)
    expect(await reopened.databases()).toEqual(['apps'])
    await reopened.close()
  })

  test('contains all documents once it is closed, even when it is copied without its write-ahead log', async () => {
    const [folder, copy] = [await temporaryFolder(), await temporaryFolder()]
    const documents = await openSqliteDocuments(folder, driver)
    await documents.ensure('apps', [])
    await documents.put('apps', { _id: 'notes' })
    await documents.close()
    await copyFile(join(folder, 'documents.sqlite'), join(copy, 'documents.sqlite'))
    const reopened = await openSqliteDocuments(copy, driver)
    expect(await reopened.get('apps', 'notes')).toMatchObject({ _id: 'notes' })
    await reopened.close()
  })

  test('can be created by several clients at once', async () => {
    const folder = await temporaryFolder()
    const clients = await Promise.all(Array.from({ length: 5 }, () => openSqliteDocuments(folder, driver)))
    await Promise.all(clients.map((client, i) => client.ensure(`apps-${i}`, [])))
    expect(await clients[0]?.databases()).toHaveLength(5)
    await Promise.all(clients.map((client) => client.close()))
  })

  test('is refused, and left unchanged, when it has a newer format', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'documents.sqlite')
    const newer = new driver.DatabaseSync(path)
    newer.exec('CREATE TABLE future (n); PRAGMA user_version = 3')
    newer.close()
    const before = await readFile(path)
    await expect(openSqliteDocuments(folder, driver)).rejects.toThrow(
      `Cannot open the documents in ${path}: they have format 3 of a newer version, but this version supports only format 2`,
    )
    expect(await readFile(path)).toEqual(before)
  })

  test('is refused with an error that names its path when it is not a SQLite file', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'documents.sqlite'), 'These are notes, and no database. '.repeat(100))
    await expect(openSqliteDocuments(folder, driver)).rejects.toThrow(
      /^Cannot open the documents in .*documents\.sqlite: /,
    )
  })

  test('is refused with an error that names its folder when the path of the folder is a file', async () => {
    const folder = join(await temporaryFolder(), 'file')
    await writeFile(folder, '')
    await expect(openSqliteDocuments(folder, driver)).rejects.toThrow(`Cannot open the documents in ${folder}`)
  })

  test('can be read during a write transaction of another connection', async () => {
    const folder = await temporaryFolder()
    const documents = await openSqliteDocuments(folder, driver)
    await documents.ensure('apps', [])
    const _rev = await documents.put('apps', { _id: 'drive' })
    const other = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    other.exec('BEGIN EXCLUSIVE; DELETE FROM documents')
    expect(await documents.get('apps', 'drive')).toEqual({ _id: 'drive', _rev })
    other.close()
    await documents.close()
  })

  test('a write reaches the change feeds of its process without waiting for a timer', async () => {
    const documents = await openSqliteDocuments(await temporaryFolder(), driver)
    await documents.ensure('apps', [])
    const feed = documents.changes('apps', await documents.currentFeedPosition('apps'), new AbortController().signal)
    const next = feed[Symbol.asyncIterator]().next()
    let arrived = false
    void next.then(() => (arrived = true))
    await nextTurn()
    await documents.put('apps', { _id: 'drive' })
    await nextTurn()
    expect(arrived).toBe(true)
    await documents.close()
  })

  test('a change feed reports a write that happens between its read and its wait for writes', async () => {
    const documents = await openSqliteDocuments(await temporaryFolder(), driver)
    await documents.ensure('apps', [])
    // In each round the write happens one microtask later than in the round before. So each step of the feed meets a write.
    for (let steps = 0; steps < 12; steps++) {
      const feed = documents.changes('apps', await documents.currentFeedPosition('apps'), new AbortController().signal)
      const next = feed[Symbol.asyncIterator]().next()
      for (let step = 0; step < steps; step++) await Promise.resolve()
      await documents.put('apps', { _id: `app-${steps}` })
      expect(await next).toMatchObject({ value: { changes: [{ id: `app-${steps}`, deleted: false }] } })
    }
    await documents.close()
  })

  test('a change feed reports all documents when its database was dropped and created again', async () => {
    const documents = await openSqliteDocuments(await temporaryFolder(), driver)
    await documents.ensure('apps', [])
    await documents.put('apps', { _id: 'old' })
    const since = await documents.currentFeedPosition('apps')
    await documents.drop('apps')
    await documents.ensure('apps', [])
    await documents.put('apps', { _id: 'new' })
    const feed = documents.changes('apps', since, new AbortController().signal)
    expect(await feed[Symbol.asyncIterator]().next()).toMatchObject({
      value: { changes: [{ id: 'new', deleted: false }] },
    })
    await documents.close()
  })
})
