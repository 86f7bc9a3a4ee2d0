import { describe, expect, test } from 'vitest'
import type { Objects } from '../../src/objects/objects.js'
import { contents } from './objects/contents.js'
import { names } from './objects/names.js'
import { removingAndListing } from './objects/removing-and-listing.js'
import { replacing } from './objects/replacing.js'
import { openStore } from './objects/store.js'

/**
 * The promises of the objects port, checked on an adapter.
 * @param open gives the adapter, on any store; the suite works in containers of its own and closes it at the end
 */
export function objectsContract(name: string, open: () => Promise<Objects>): void {
  describe(`objects contract: ${name}`, () => {
    const store = openStore(open)
    contents(store)
    names(store)
    replacing(store)
    removingAndListing(store)

    test('ping answers', async () => {
      await expect(store.objects.ping()).resolves.toBeUndefined()
    })
  })
}
