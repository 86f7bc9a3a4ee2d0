import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BusyError } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { drivers, newFolder } from './drivers.js'

const minutes = 60_000

describe.each(drivers)('a lock of another connection, by $name', (driver) => {
  const open = async (folder: string, lockTimeout: number) => {
    const documents = await openSqliteDocuments(folder, driver, { lockTimeout })
    onTestFinished(() => documents.close())
    return documents
  }

  const prepared = async (lockTimeout: number) => {
    const folder = await newFolder()
    const documents = await open(folder, lockTimeout)
    await documents.ensure('apps', [])
    const _rev = await documents.put('apps', { _id: 'drive' })
    const other = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    onTestFinished(() => other.close())
    return { folder, documents, _rev, other }
  }

  test('delays only writes, which continue when it ends', async () => {
    const { documents, _rev, other } = await prepared(minutes)
    other.exec('BEGIN IMMEDIATE')
    const writing = Promise.all([
      documents.put('apps', { _id: 'notes' }),
      documents.put('apps', { _id: 'drive', _rev, n: 1 }),
      documents.ensure('versions', []),
    ])
    let written = false
    void writing.then(() => (written = true))
    // The event loop turns, and everything can be read.
    for (let turn = 0; turn < 10; turn++) {
      await pause(10)
      expect(await documents.get('apps', 'drive')).toEqual({ _id: 'drive', _rev })
      await documents.ping()
      await documents.ensure('apps', [])
    }
    expect(written).toBe(false)
    other.exec('COMMIT')
    await writing
    expect(await documents.ids('apps')).toEqual(['drive', 'notes'])
  })

  test('that lasts makes writes fail as busy, with nothing written', async () => {
    const { documents, _rev, other } = await prepared(50)
    other.exec('BEGIN EXCLUSIVE')
    await expect(documents.put('apps', { _id: 'notes' })).rejects.toThrow(BusyError)
    await expect(documents.remove('apps', 'drive', _rev)).rejects.toThrow(BusyError)
    await expect(documents.drop('apps')).rejects.toThrow(BusyError)
    other.exec('COMMIT')
    expect(await documents.ids('apps')).toEqual(['drive'])
  })

  test('does not prevent others from opening a complete database', async () => {
    const { folder, other } = await prepared(50)
    other.exec('BEGIN IMMEDIATE')
    const second = await open(folder, 50)
    await second.ensure('apps', [])
    expect(await second.ids('apps')).toEqual(['drive'])
    other.exec('COMMIT')
  })

  test('on the whole file delays reads and opening, too', async () => {
    const folder = await newFolder()
    const other = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    other.exec('PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
    await expect(open(folder, 50)).rejects.toThrow('Another process has locked the documents')
    const opening = open(folder, minutes)
    await pause(20)
    other.close()
    await (await opening).ensure('apps', [])
  })
})
