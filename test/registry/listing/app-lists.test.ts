import { expect, it } from 'vitest'
import { appsBySlugs } from '../../../src/registry/listing/app-lists.js'
import { openTestRegistry } from '../../support/registry.js'

it('at most 200 applications can be read at once', async () => {
  const { registry, space } = await openTestRegistry()
  const slugs = Array.from({ length: 201 }, (_, i) => `app-${String(i)}`)
  expect(await appsBySlugs(registry.catalogue, space, slugs.slice(1))).toHaveLength(200)
  await expect(appsBySlugs(registry.catalogue, space, slugs)).rejects.toThrow('There are 201 slugs: give 200 at most')
})
