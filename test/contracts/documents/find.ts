import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import {
  IndexMissingError,
  type Index,
  type Query,
  type Scalar,
  type StoredDocument,
} from '../../../src/documents/documents.js'
import type { JsonObject } from '../../../src/json.js'
import type { Fixture } from '../documents.js'
import { anyJson } from './json.js'

const bySlug: Index = { name: 'by-slug', fields: ['slug', 'n'] }
const byValue: Index = { name: 'by-value', fields: ['value'] }

/**
 * Tests of queries over indexes. Sorted strings are lower-case ASCII letters, because engines sort other characters
 * differently.
 */
export function findContract(fixture: () => Fixture): void {
  beforeEach(async () => {
    const { documents, database } = fixture()
    await documents.ensure(database, [bySlug, byValue])
  })

  const putAll = async (bodies: Record<string, JsonObject>): Promise<void> => {
    const { documents, database } = fixture()
    await Promise.all(Object.entries(bodies).map(([id, body]) => documents.put(database, { ...body, _id: id })))
  }
  const idsOf = (found: StoredDocument[]): string[] => found.map(({ _id }) => _id)
  const find = async (query: Query): Promise<string[]> => {
    const { documents, database } = fixture()
    return idsOf(await documents.find(database, query))
  }
  const putSlugs = (): Promise<void> =>
    putAll({
      e: { slug: 'bank', n: 2 },
      d: { slug: 'bank', n: 10 },
      c: { slug: 'drive', n: 1 },
      b: { slug: 'apple', n: 3 },
      a: { slug: 'bank', n: 2 },
    })

  test('returns whole documents', async () => {
    const { documents, database } = fixture()
    const _rev = await documents.put(database, { _id: 'a', slug: 'bank', n: 1, more: { deep: [true] } })
    expect(await documents.find(database, { index: bySlug, where: { slug: { equals: 'bank' } } })).toEqual([
      { _id: 'a', _rev, slug: 'bank', n: 1, more: { deep: [true] } },
    ])
  })

  test('throws an IndexMissingError when the database lacks the index', async () => {
    const { documents, database } = fixture()
    const query: Query = { index: { name: 'by-color', fields: ['color'] }, where: {} }
    await expect(documents.find(database, query)).rejects.toThrow(IndexMissingError)
    await expect(documents.findFields(database, query, ['color'])).rejects.toThrow(IndexMissingError)
  })

  test('orders by the fields of the index, then by id, ascending or descending', async () => {
    await putSlugs()
    expect(await find({ index: bySlug, where: {} })).toEqual(['b', 'a', 'e', 'd', 'c'])
    expect(await find({ index: bySlug, where: {}, order: 'descending' })).toEqual(['c', 'd', 'e', 'a', 'b'])
  })

  test('supports equality, lists of values, and ranges that include both ends', async () => {
    await putSlugs()
    expect(await find({ index: bySlug, where: { slug: { equals: 'bank' } } })).toEqual(['a', 'e', 'd'])
    expect(await find({ index: bySlug, where: { slug: { in: ['drive', 'apple', 'apple', 'zoo'] } } })).toEqual([
      'b',
      'c',
    ])
    expect(await find({ index: bySlug, where: { slug: { in: [] } } })).toEqual([])
    expect(await find({ index: bySlug, where: { slug: { from: 'bank' } } })).toEqual(['a', 'e', 'd', 'c'])
    expect(await find({ index: bySlug, where: { slug: { to: 'bank' } } })).toEqual(['b', 'a', 'e', 'd'])
    expect(await find({ index: bySlug, where: { slug: { from: 'apple', to: 'bank' } } })).toEqual(['b', 'a', 'e', 'd'])
  })

  test('joins conditions by AND', async () => {
    await putSlugs()
    expect(await find({ index: bySlug, where: { slug: { equals: 'bank' }, n: { from: 3 } } })).toEqual(['d'])
    expect(await find({ index: bySlug, where: { n: { equals: 2 } } })).toEqual(['a', 'e'])
    expect(
      await find({ index: bySlug, where: { slug: { in: ['apple', 'bank'], from: 'bank' }, n: { to: 2 } } }),
    ).toEqual(['a', 'e'])
  })

  test('applies skip and limit in the order of the query', async () => {
    await putSlugs()
    expect(await find({ index: bySlug, where: {}, limit: 2 })).toEqual(['b', 'a'])
    expect(await find({ index: bySlug, where: {}, limit: 2, skip: 3 })).toEqual(['d', 'c'])
    expect(await find({ index: bySlug, where: {}, order: 'descending', limit: 1, skip: 1 })).toEqual(['d'])
    expect(await find({ index: bySlug, where: {}, skip: 5 })).toEqual([])
  })

  test('leaves out documents that lack a field of the index', async () => {
    await putAll({
      a: { slug: 'bank' },
      b: { n: 1 },
      c: { slug: 'bank', n: 1 },
      d: {},
      e: { nested: { slug: 'x', n: 1 } },
    })
    expect(await find({ index: bySlug, where: {} })).toEqual(['c'])
    expect(await find({ index: bySlug, where: { slug: { equals: 'bank' } } })).toEqual(['c'])
  })

  test('treats a null field as present, and as equal to no value', async () => {
    await putAll({ a: { slug: 'bank', n: null } })
    expect(await find({ index: bySlug, where: { slug: { equals: 'bank' } } })).toEqual(['a'])
    expect(await find({ index: bySlug, where: { n: { in: [0, false, 'null', ''] } } })).toEqual([])
  })

  test('"in" matches only fields that equal a value of the list', async () => {
    await putAll({ list: { value: ['a'] }, text: { value: 'a' }, capital: { value: 'B' }, number: { value: 1 } })
    expect(await find({ index: byValue, where: { value: { in: ['a', '1', 'true'] } } })).toEqual(['text'])
    expect((await find({ index: byValue, where: { value: { in: ['a', 'B', 1] } } })).sort()).toEqual([
      'capital',
      'number',
      'text',
    ])
  })

  test('returns all of several hundred documents', async () => {
    await putAll(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`id-${i}`, { slug: 'bank', n: i }])))
    const { documents, database } = fixture()
    const query: Query = { index: bySlug, where: { slug: { equals: 'bank' } } }
    expect(await documents.find(database, query)).toHaveLength(300)
    expect(await documents.findFields(database, query, ['n'])).toHaveLength(300)
  })

  test('distinguishes values of different types', async () => {
    await putAll({
      true: { value: true },
      false: { value: false },
      one: { value: 1 },
      zero: { value: 0 },
      text: { value: '1' },
      word: { value: 'true' },
      array: { value: ['a'] },
      object: { value: { a: 1 } },
    })
    const withValue = (equals: Scalar): Promise<string[]> => find({ index: byValue, where: { value: { equals } } })
    expect(await withValue(true)).toEqual(['true'])
    expect(await withValue(false)).toEqual(['false'])
    expect(await withValue(1)).toEqual(['one'])
    expect(await withValue(0)).toEqual(['zero'])
    expect(await withValue('1')).toEqual(['text'])
    expect(await withValue('true')).toEqual(['word'])
    expect(await withValue('["a"]')).toEqual([])
    expect(await withValue('{"a":1}')).toEqual([])
    expect(await find({ index: byValue, where: { value: { in: [true, 0] } } })).toHaveLength(2)
  })

  test('reflects a replacement and a removal immediately', async () => {
    const { documents, database } = fixture()
    const query: Query = { index: byValue, where: { value: { equals: 'new' } } }
    const old = await documents.put(database, { _id: 'a', value: 'old' })
    expect(await find(query)).toEqual([])
    const _rev = await documents.put(database, { _id: 'a', _rev: old, value: 'new' })
    expect(await find(query)).toEqual(['a'])
    await documents.remove(database, 'a', _rev)
    expect(await find(query)).toEqual([])
  })

  test('findFields returns only the requested fields, and undefined for a missing field', async () => {
    const { documents, database } = fixture()
    await putAll({ a: { slug: 'bank', n: 1.5, created_at: 'x' }, b: { slug: 'bank', n: 2, manifest: { a: [null] } } })
    const query: Query = { index: bySlug, where: { slug: { equals: 'bank' } } }
    expect(await documents.findFields(database, query, ['_id', 'slug', 'n', 'created_at', 'manifest'])).toEqual([
      { _id: 'a', slug: 'bank', n: 1.5, created_at: 'x', manifest: undefined },
      { _id: 'b', slug: 'bank', n: 2, created_at: undefined, manifest: { a: [null] } },
    ])
    expect(await documents.findFields(database, { ...query, order: 'descending', limit: 1 }, ['n'])).toEqual([{ n: 2 }])
  })

  test('findFields returns any value unchanged, also of a field without an index', async () => {
    const { documents, database } = fixture()
    let n = 0
    const property = fc.asyncProperty(anyJson, async (value) => {
      const slug = `slug-${n++}`
      await documents.put(database, { _id: slug, slug, n: value, other: value })
      const query: Query = { index: bySlug, where: { slug: { equals: slug } } }
      expect(await documents.findFields(database, query, ['n', 'other'])).toEqual([{ n: value, other: value }])
    })
    await fc.assert(property, { numRuns: 50, examples: [[2 ** 60], [0.1 + 0.2], [null], [true]] })
  })

  test('returns the same documents in the same order as filtering and sorting in memory', async () => {
    const { documents, database } = fixture()
    const slug = fc.stringMatching(/^[abc]{1,3}$/)
    const row = fc.record({ slug, n: fc.integer({ min: -3, max: 3 }) })
    const rows = fc.sample(row, 60).map((body, i) => ({ _id: `id-${String(i).padStart(2, '0')}`, ...body }))
    await Promise.all(rows.map((document) => documents.put(database, document)))
    const range = fc.record({ from: slug, to: slug })
    const property = fc.asyncProperty(
      range,
      fc.array(fc.integer({ min: -3, max: 3 })),
      async ({ from, to }, choices) => {
        const wanted = rows
          .filter((document) => document.slug >= from && document.slug <= to && choices.includes(document.n))
          .sort((a, b) => compare(a.slug, b.slug) || a.n - b.n || compare(a._id, b._id))
        const found = await find({ index: bySlug, where: { slug: { from, to }, n: { in: choices } } })
        expect(found).toEqual(idsOf(wanted.map((document) => ({ ...document, _rev: '' }))))
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
