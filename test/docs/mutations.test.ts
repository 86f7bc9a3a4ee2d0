import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createSchema } from '../../src/graphql/schema.js'

test('docs/graphql.md names every mutation', async () => {
  const page = await readFile(new URL('../../docs/graphql.md', import.meta.url), 'utf8')
  const mutations = Object.keys(createSchema().getMutationType()?.getFields() ?? {})
  expect(mutations).toContain('publishVersion')
  expect(mutations.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
