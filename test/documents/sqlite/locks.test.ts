import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BusyError } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

const minute = 60_000

describe.each(drivers)('a lock of another connection, with $name', (driver) => {
  const open = async (folder: string, lockTimeout: number) => {
    const documents = await openSqliteDocuments(folder, driver, { lockTimeout })
    onTestFinished(() => documents.close())
    return documents
  }

  const openWithOtherConnection = async (lockTimeout: number) => {
    const folder = await temporaryFolder()
    const documents = await open(folder, lockTimeout)
    await documents.ensure('apps', [])
    const _rev = await documents.put('apps', { _id: 'drive' })
    const other = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    onTestFinished(() => other.close())
    return { folder, documents, _rev, other }
  }

  test('delays writes, but not reads, until it is released', async () => {
    const { documents, _rev, other } = await openWithOtherConnection(minute)
    other.exec('BEGIN IMMEDIATE')
    const writing = Promise.all([
      documents.put('apps', { _id: 'notes' }),
      documents.put('apps', { _id: 'drive', _rev, n: 1 }),
      documents.ensure('versions', []),
    ])
    let isWritten = false
    void writing.then(() => (isWritten = true))
    // Meanwhile the event loop is not blocked, and reads succeed.
    for (let turn = 0; turn < 10; turn++) {
      await pause(10)
      expect(await documents.get('apps', 'drive')).toEqual({ _id: 'drive', _rev })
      await documents.ping()
      await documents.ensure('apps', [])
    }
    expect(isWritten).toBe(false)
    other.exec('COMMIT')
    await writing
    expect(await documents.ids('apps')).toEqual(['drive', 'notes'])
  })

  test('that outlasts the timeout makes writes fail with BusyError, and change nothing', async () => {
    const { documents, _rev, other } = await openWithOtherConnection(50)
    other.exec('BEGIN EXCLUSIVE')
    await expect(documents.put('apps', { _id: 'notes' })).rejects.toThrow(BusyError)
    await expect(documents.remove('apps', 'drive', _rev)).rejects.toThrow(BusyError)
    await expect(documents.drop('apps')).rejects.toThrow(BusyError)
    other.exec('COMMIT')
    expect(await documents.ids('apps')).toEqual(['drive'])
  })

  test('does not prevent other clients from opening an existing database', async () => {
    const { folder, other } = await openWithOtherConnection(50)
    other.exec('BEGIN IMMEDIATE')
    const second = await open(folder, 50)
    await second.ensure('apps', [])
    expect(await second.ids('apps')).toEqual(['drive'])
    other.exec('COMMIT')
  })

  test('on the whole file delays opening until it is released, or makes opening fail after the timeout', async () => {
    const folder = await temporaryFolder()
    const other = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    other.exec('PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
    await expect(open(folder, 50)).rejects.toThrow('Another process has locked the documents')
    const opening = open(folder, minute)
    await pause(20)
    other.close()
    await (await opening).ensure('apps', [])
  })
})
