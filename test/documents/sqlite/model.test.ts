import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConflictError } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { drivers, newFolder } from './drivers.js'

/** What a client does: to which document, and naming which of its revisions so far (the newest is 0), or none. */
const step = fc.record({
  what: fc.constantFrom('put', 'remove'),
  id: fc.constantFrom('a', 'b'),
  back: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
})

describe.each(drivers)('put, remove and get, by $name', (driver) => {
  test('behave like a map with revisions', async () => {
    const documents = await openSqliteDocuments(await newFolder(), driver)
    let databases = 0
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const database = `model-${databases++}`
      await documents.ensure(database, [])
      const model = new Map<string, { revision: string; n: number }>()
      const revisions = new Map<string, string[]>()
      for (const [n, { what, id, back }] of steps.entries()) {
        const known = revisions.get(id) ?? []
        const named = back === undefined ? undefined : known.at(-1 - back)
        const current = model.get(id)
        const allowed = named === current?.revision && (what === 'put' || current !== undefined)
        const attempt =
          what === 'put'
            ? documents.put(database, { _id: id, ...(named === undefined ? {} : { _rev: named }), n })
            : documents.remove(database, id, named ?? '')
        if (!allowed) {
          await expect(attempt).rejects.toThrow(ConflictError)
        } else {
          const revision = await attempt
          if (revision === undefined) model.delete(id)
          else {
            expect(known).not.toContain(revision)
            model.set(id, { revision, n })
            revisions.set(id, [...known, revision])
          }
        }
        const expected = model.get(id)
        const found = await documents.get(database, id)
        expect(found).toEqual(expected && { _id: id, _rev: expected.revision, n: expected.n })
      }
      expect(await documents.ids(database)).toEqual([...model.keys()].sort())
      await documents.drop(database)
    })
    await fc.assert(property, { numRuns: 100 })
    await documents.close()
  })
})
