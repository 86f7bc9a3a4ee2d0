import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConflictError } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

/**
 * A write of a document. `revisionsBack` selects the revision in the write: 0 is the newest revision, undefined is none.
 */
const step = fc.record({
  method: fc.constantFrom('put', 'remove'),
  id: fc.constantFrom('a', 'b'),
  revisionsBack: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
})

describe.each(drivers)('put, remove and get, with $name', (driver) => {
  test('behave like a map with revisions', async () => {
    const documents = await openSqliteDocuments(await temporaryFolder(), driver)
    let databases = 0
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const database = `model-${databases++}`
      await documents.ensure(database, [])
      const model = new Map<string, { revision: string; n: number }>()
      const revisions = new Map<string, string[]>()
      for (const [n, { method, id, revisionsBack }] of steps.entries()) {
        const earlierRevisions = revisions.get(id) ?? []
        const namedRevision = revisionsBack === undefined ? undefined : earlierRevisions.at(-1 - revisionsBack)
        const current = model.get(id)
        const isAllowed = namedRevision === current?.revision && (method === 'put' || current !== undefined)
        const attempt =
          method === 'put'
            ? documents.put(database, { _id: id, ...(namedRevision === undefined ? {} : { _rev: namedRevision }), n })
            : documents.remove(database, id, namedRevision ?? '')
        if (!isAllowed) {
          await expect(attempt).rejects.toThrow(ConflictError)
        } else {
          const revision = await attempt
          if (revision === undefined) model.delete(id)
          else {
            expect(earlierRevisions).not.toContain(revision)
            model.set(id, { revision, n })
            revisions.set(id, [...earlierRevisions, revision])
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
