import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConflictError } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

/** A write of a document. Its revision is the newest one (`revisionsBack` 0), an older one (1 or 2) or none (undefined). */
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
        const givenRevision = revisionsBack === undefined ? undefined : earlierRevisions.at(-1 - revisionsBack)
        const current = model.get(id)
        const isAllowed = givenRevision === current?.revision && (method === 'put' || current !== undefined)
        const attempt =
          method === 'put'
            ? documents.put(database, { _id: id, ...(givenRevision === undefined ? {} : { _rev: givenRevision }), n })
            : documents.remove(database, id, givenRevision ?? '')
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
