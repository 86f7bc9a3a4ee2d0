import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Documents, Index } from '../../../src/documents/documents.js'
import type { Connection } from '../../../src/documents/sqlite/driver.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

// In format 1, each database had its own SQL table. These statements write a file of format 1.

const versionsIndex: Index = { name: 'versions-by-slug', fields: ['slug', "it's"] }
const keys = [`$."slug"`, `$."it''s"`].map(
  (path) =>
    `iif(json_type(body, '${path}') IN ('text', 'integer', 'real'), json_extract(body, '${path}'), CAST(body -> '${path}' AS BLOB))`,
)
const revision = (count: number): string => `${count}-${'0'.repeat(32)}`

function documentsTable(number: number): string {
  return `
    CREATE TABLE documents_${number} (
      id TEXT NOT NULL PRIMARY KEY,
      revision TEXT NOT NULL,
      sequence INTEGER NOT NULL UNIQUE,
      body TEXT
    );`
}

// The database with the number 4 was dropped.
const format1 = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE databases (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
  INSERT INTO databases VALUES (1, 'apps'), (3, 'versions'), (4, 'dropped');
  DELETE FROM databases WHERE number = 4;
  ${documentsTable(1)}
  INSERT INTO documents_1 VALUES
    ('drive', '${revision(1)}', 1, '{"slug":"drive"}'),
    ('removed', '${revision(2)}', 3, NULL),
    ('notes', '${revision(1)}', 4, '{"slug":"notes"}');
  ${documentsTable(3)}
  INSERT INTO documents_3 VALUES
    ('drive', '${revision(7)}', 9, '{"slug":"drive","it''s":true}'),
    ('notes', '${revision(1)}', 2, '{"slug":"notes"}');
  CREATE INDEX documents_3_76657273696f6e732d62792d736c7567 ON documents_3 (${keys.join(', ')}, id)
    WHERE ${keys.map((key) => `${key} IS NOT NULL`).join(' AND ')};
  PRAGMA user_version = 1;
`

describe.each(drivers)('the conversion of a file of format 1, with $name', (driver) => {
  const connect = (folder: string): Connection => {
    const connection = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    onTestFinished(() => connection.close())
    return connection
  }

  const newFile = async (sql = ''): Promise<{ folder: string; connection: Connection }> => {
    const folder = await temporaryFolder()
    const connection = connect(folder)
    connection.exec(format1 + sql)
    return { folder, connection }
  }

  const open = async (folder: string): Promise<Documents> => {
    const documents = await openSqliteDocuments(folder, driver)
    onTestFinished(() => documents.close())
    return documents
  }

  test('keeps the databases and documents', async () => {
    const { folder } = await newFile()
    for (const documents of [await open(folder), await open(folder)]) {
      expect(await documents.databases()).toEqual(['apps', 'versions'])
      expect(await documents.getMany('apps', ['drive', 'removed', 'notes'])).toEqual([
        { _id: 'drive', _rev: revision(1), slug: 'drive' },
        undefined,
        { _id: 'notes', _rev: revision(1), slug: 'notes' },
      ])
      expect(await documents.ids('versions')).toEqual(['drive', 'notes'])
    }
  })

  test('keeps the indexes of each database', async () => {
    const { folder } = await newFile()
    const documents = await open(folder)
    const found = await documents.find('versions', { index: versionsIndex, where: { slug: { equals: 'drive' } } })
    expect(found).toEqual([{ _id: 'drive', _rev: revision(7), slug: 'drive', "it's": true }])
    await expect(documents.find('apps', { index: versionsIndex, where: {} })).rejects.toThrow('declare it with ensure')
  })

  test('keeps the positions of change feeds', async () => {
    const { folder } = await newFile()
    const documents = await open(folder)
    expect(await documents.currentFeedPosition('versions')).toBe('3-9')
    const feed = documents.changes('apps', '1-1', new AbortController().signal)
    expect(await feed[Symbol.asyncIterator]().next()).toMatchObject({
      value: {
        changes: [
          { id: 'removed', deleted: true },
          { id: 'notes', deleted: false },
        ],
      },
    })
  })

  test('keeps the revision counts, and never gives the number of a dropped database to a new one', async () => {
    const { folder } = await newFile()
    const documents = await open(folder)
    expect(await documents.put('versions', { _id: 'drive', _rev: revision(7) })).toMatch(/^8-/)
    expect(await documents.put('apps', { _id: 'removed' })).toMatch(/^3-/)
    expect(await documents.currentFeedPosition('apps')).toBe('1-5')
    await documents.ensure('new', [])
    expect(await documents.currentFeedPosition('new')).toBe('5-0')
  })

  test('succeeds when several clients open the file at once', async () => {
    const { folder } = await newFile()
    const clients = await Promise.all(Array.from({ length: 3 }, () => open(folder)))
    for (const documents of clients) expect(await documents.ids('apps')).toEqual(['drive', 'notes'])
  })

  test('makes the file unusable for a running process of the version that wrote it', async () => {
    const { folder, connection } = await newFile()
    const number = connection.prepare('SELECT number FROM databases WHERE name = ?')
    expect(number.get('apps')).toEqual({ number: 1 })
    await open(folder)
    expect(() => number.get('apps')).toThrow('no such table')
    expect(() => connection.exec(`INSERT INTO databases (name) VALUES ('lost')`)).toThrow('no such table')
  })

  test('leaves the file unchanged when it fails', async () => {
    const { folder, connection } = await newFile(`INSERT INTO databases VALUES (9, 'without-table')`)
    await expect(open(folder)).rejects.toThrow('no such table: documents_9')
    expect(connection.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(connection.prepare('SELECT count(*) AS count FROM documents_1').get()).toEqual({ count: 3 })
    connection.exec(`DELETE FROM databases WHERE number = 9`)
    expect(await (await open(folder)).ids('apps')).toEqual(['drive', 'notes'])
  })
})
