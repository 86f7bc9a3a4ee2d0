import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Documents, Draft, Index } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

const byDate: Index = { name: 'by-date', fields: ['date'] }
const draftsOf = (count: number): Draft[] => Array.from({ length: count }, (_, n) => ({ _id: `d${n}`, date: n }))

describe.each(drivers)('the databases of a file, with $name', (driver) => {
  const openNew = async () => {
    const folder = await temporaryFolder()
    const open = async (): Promise<Documents> => {
      const documents = await openSqliteDocuments(folder, driver)
      onTestFinished(() => documents.close())
      return documents
    }
    const count = (table: string): unknown => {
      const connection = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
      const row = connection.prepare<{ count: number }>(`SELECT count(*) AS count FROM ${table}`).get()
      connection.close()
      return row?.count
    }
    return { open, count }
  }

  test('share the same SQL tables and indexes, however many databases there are', async () => {
    const { open, count } = await openNew()
    const documents = await open()
    await documents.ensure('log-0', [byDate])
    const before = count('sqlite_master')
    for (let n = 1; n < 20; n++) await documents.ensure(`log-${n}`, [byDate])
    expect(count('sqlite_master')).toBe(before)
  })

  test('that are dropped leave no documents or indexes, even if they had hundreds of documents', async () => {
    const { open, count } = await openNew()
    const documents = await open()
    await documents.ensure('log', [byDate])
    await documents.putMany('log', draftsOf(250))
    await documents.ensure('kept', [])
    await documents.putMany('kept', draftsOf(2))
    await documents.drop('log')
    expect([count('documents'), count('declared_indexes')]).toEqual([2, 0])
  })

  test('disappear at once when they are dropped; a later process deletes the documents that are left', async () => {
    const { open, count } = await openNew()
    const documents = await open()
    await documents.ensure('log', [])
    await documents.putMany('log', draftsOf(250))
    const dropping = documents.drop('log')
    await documents.close()
    await expect(dropping).rejects.toThrow()
    expect(count('documents')).toBe(250)
    const next = await open()
    expect(await next.databases()).toEqual([])
    await next.ensure('log', [])
    expect(await next.ids('log')).toEqual([])
    await expect.poll(() => count('documents')).toBe(0)
  })
})
