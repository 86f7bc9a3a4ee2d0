import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Layout } from '../../../src/registry/export/layout.js'
import { Spaces } from '../../../src/registry/spaces.js'
import { openImportFixture } from '../../support/import-fixture.js'

const object = z.object({
  container: z.string(),
  name: z.string(),
  content_type: z.string(),
  length: z.number(),
  sha256: z.string(),
})
const vectors = z
  .object({
    couchdb_prefix: z.string(),
    import: z.array(
      z.object({
        id: z.string(),
        tar_gz_base64: z.string(),
        expect: z.object({ docs: z.record(z.string(), z.array(z.unknown())), objects: z.array(object) }).optional(),
        expect_counts: z.record(z.string(), z.number()).optional(),
        must_fail: z.boolean().default(false),
      }),
    ),
    export_names: z.array(z.object({ prefix: z.string(), db: z.string(), directory: z.string() })),
    import_names: z.array(z.object({ prefix: z.string(), db: z.string(), directory: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../vectors/archive.json', import.meta.url), 'utf8')))

describe('an import gives the result in the test vector:', () => {
  for (const { id, tar_gz_base64, expect: expected, expect_counts: counts, must_fail: mustFail } of vectors.import) {
    it(id, async () => {
      const fixture = await openImportFixture(vectors.couchdb_prefix, 'foo')
      const importing = fixture.import(Buffer.from(tar_gz_base64, 'base64'))
      if (mustFail) {
        await expect(importing).rejects.toThrow(/archive/)
        expect(await fixture.content()).toEqual({ documents: {}, objects: [] })
        return
      }
      await importing
      const content = await fixture.content()
      if (expected) {
        expect(content.documents).toEqual(expected.docs)
        const byName = (list: z.infer<typeof object>[]) =>
          new Map(list.map((entry) => [`${entry.container}/${entry.name}`, entry]))
        expect(byName(content.objects)).toEqual(byName(expected.objects))
      }
      for (const [database, count] of Object.entries(counts ?? {})) {
        expect(content.documents[database]).toHaveLength(count)
      }
    })
  }
})

describe('the folder of a database in an export', () => {
  // The layout of a registry with the space of the database.
  const layoutFor = (prefix: string, database: string): Layout => {
    const space = /^-(.+)-(?:apps|versions|pending)$/.exec(database.slice(prefix.length))?.[1] ?? ''
    return new Layout(new Spaces(prefix, ['', ...(space ? [space] : [])], []))
  }

  for (const { prefix, db, directory } of vectors.export_names) {
    it(`is ${directory} for the database ${db} with the prefix ${prefix}`, () => {
      expect(layoutFor(prefix, db).documentEntry(db, 'a')).toBe(`${directory}/a.json`)
    })
  }
  for (const { prefix, db, directory } of vectors.import_names) {
    it(`named ${directory} is imported into the database ${db} with the prefix ${prefix}`, () => {
      expect(layoutFor(prefix, db).placeOf(`${directory}/a.json`)).toEqual({ kind: 'document', database: db })
    })
  }
})
