import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Documents, Index, Query } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { findFieldsSql, findSql, type SqlQuery } from '../../../src/documents/sqlite/find.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

const index: Index = { name: 'by-slug', fields: ['slug', 'version', 'created_at'] }
const hostileTexts = ["'; DROP TABLE documents; --", '"; DROP TABLE documents; --', "it's", 'a"b', '%s?1', '', '\0']

describe.each(drivers)('find, with $name', (driver) => {
  let folder: string
  let documents: Documents

  beforeEach(async () => {
    folder = await temporaryFolder()
    documents = await openSqliteDocuments(folder, driver)
    await documents.ensure('versions', [index])
    for (let i = 0; i < 50; i++) {
      await documents.put('versions', { _id: `v${i}`, slug: `app-${i % 5}`, version: `1.0.${i}`, created_at: 'today' })
    }
  })
  afterEach(() => documents.close())

  // The top-level steps of the query plan, except those that only read the parameters of the query.
  const planOf = ({ sql, parameters }: SqlQuery): string[] => {
    const connection = new driver.DatabaseSync(join(folder, 'documents.sqlite'))
    const steps = connection.prepare<{ parent: number; detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
    connection.close()
    const topmost = steps.filter(({ parent }) => parent === 0)
    return topmost.map(({ detail }) => detail).filter((detail) => !detail.includes('SUBQUERY'))
  }
  const queries: [string, Query][] = [
    ['one value', { index, where: { slug: { equals: 'app-1' } } }],
    ['several values', { index, where: { slug: { in: ['app-1', 'app-2'] } } }],
    ['a range', { index, where: { slug: { from: 'app-1', to: 'app-2' } } }],
    ['a value and a range', { index, where: { slug: { equals: 'app-1' }, version: { from: '1' } } }],
    [
      'one value in descending order with a limit',
      { index, where: { slug: { equals: 'app-1' } }, order: 'descending', limit: 1 },
    ],
  ]

  test.each(queries)('a query by %s searches the index, without a scan or a sort', (_, query) => {
    expect(planOf(findSql(1, query))).toEqual([
      expect.stringMatching(/^SEARCH documents USING (COVERING )?INDEX documents_\w+ \(/),
    ])
    expect(planOf(findFieldsSql(1, query, index.fields))).toEqual([
      expect.stringMatching(/^SEARCH documents USING (COVERING )?INDEX documents_\w+ \(/),
    ])
  })

  test('a query over an undeclared index is refused', async () => {
    const query: Query = { index: { name: 'by-editor', fields: ['editor'] }, where: { editor: { equals: 'Cozy' } } }
    const message = `Database "versions" can't use an index "by-editor" over editor: declare it with ensure`
    await expect(documents.find('versions', query)).rejects.toThrow(message)
    await expect(documents.findFields('versions', query, ['editor'])).rejects.toThrow(message)
  })

  test('a query over an index that is declared only for another database is refused', async () => {
    await documents.ensure('apps', [])
    const query: Query = { index, where: { slug: { equals: 'app-1' } } }
    await expect(documents.find('apps', query)).rejects.toThrow('declare it with ensure')
    await expect(documents.findFields('apps', query, ['slug'])).rejects.toThrow('declare it with ensure')
  })

  test('a query over an index of several databases finds only documents of the queried database', async () => {
    await documents.ensure('others', [index])
    await documents.put('others', { _id: 'v1', slug: 'app-1', version: '1.0.1', created_at: 'never' })
    const query: Query = { index, where: { slug: { in: ['app-1', 'app-2'] } } }
    expect(await documents.find('others', query)).toMatchObject([{ created_at: 'never' }])
    expect(await documents.findFields('versions', query, ['created_at'])).toHaveLength(20)
  })

  test('a condition on a field outside of the index is refused', async () => {
    const query: Query = { index, where: { editor: { equals: 'Cozy' } } }
    await expect(documents.find('versions', query)).rejects.toThrow('Field "editor" is not in index "by-slug"')
  })

  test.each(hostileTexts)('%j is harmless as the name of a database and of an index', async (name) => {
    const strange: Index = { name, fields: ['slug'] }
    const database = name.replaceAll('\0', 'NUL')
    await documents.ensure(database, [strange])
    await documents.put(database, { _id: 'a', slug: 'x' })
    expect(await documents.find(database, { index: strange, where: { slug: { equals: 'x' } } })).toHaveLength(1)
    expect(await documents.databases()).toEqual(['versions', database].sort())
    await documents.drop(database)
    expect(await documents.ids('versions')).toHaveLength(50)
  })

  test.each(hostileTexts)('%j is harmless as a value and as a document id', async (text) => {
    const query: Query = {
      index,
      where: { slug: { equals: text }, version: { from: text }, created_at: { in: [text] } },
    }
    expect(await documents.find('versions', query)).toEqual([])
    expect(await documents.getMany('versions', [text])).toEqual([undefined])
    expect(await documents.ids('versions')).toHaveLength(50)
  })

  const countByField = async (field: string): Promise<number> => {
    const strange: Index = { name: 'strange', fields: [field] }
    await documents.ensure('versions', [strange])
    await documents.put('versions', { _id: 'a', [field]: 'x' })
    return (await documents.find('versions', { index: strange, where: { [field]: { equals: 'x' } } })).length
  }
  const isUnsupported = (field: string): boolean => /["\0]/.test(field)

  test.each(hostileTexts.filter((text) => !isUnsupported(text)))('a field named %j can be queried', async (field) => {
    expect(await countByField(field)).toBe(1)
    expect((await documents.ids('versions')).length).toBeGreaterThanOrEqual(50)
  })

  test.each(hostileTexts.filter(isUnsupported))('a query by a field named %j is refused', async (field) => {
    await expect(countByField(field)).rejects.toThrow(`can't be queried`)
    expect((await documents.ids('versions')).length).toBeGreaterThanOrEqual(50)
  })

  test('indexes whose names differ only by case are distinct', async () => {
    const upper: Index = { name: 'BY-SLUG', fields: ['created_at'] }
    await documents.ensure('versions', [upper])
    expect(await documents.find('versions', { index: upper, where: { created_at: { equals: 'today' } } })).toHaveLength(
      50,
    )
  })

  test('a query finds a document that another connection changed since the last query', async () => {
    const other = await openSqliteDocuments(folder, driver)
    const query: Query = { index, where: { slug: { equals: 'moved' } } }
    expect(await other.find('versions', query)).toEqual([])
    const before = await documents.get('versions', 'v0')
    await documents.put('versions', {
      _id: 'v0',
      _rev: before?._rev ?? '',
      slug: 'moved',
      version: '2',
      created_at: 'now',
    })
    expect(await other.find('versions', query)).toHaveLength(1)
    await other.close()
  })
})
