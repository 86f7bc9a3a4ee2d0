import { describe, expect, test } from 'vitest'
import type { Objects } from '../../src/objects/objects.js'
import { contentsContract } from './objects/contents.js'
import { namesContract } from './objects/names.js'
import { removingAndListingContract } from './objects/removing-and-listing.js'
import { replacingContract } from './objects/replacing.js'
import { openStore } from './objects/store.js'

/**
 * Tests that every implementation of `Objects` must pass.
 * @param open opens a store, which can have other content: the tests use new containers, and close the store at the end
 */
export function objectsContract(name: string, open: () => Promise<Objects>): void {
  describe(`objects contract: ${name}`, () => {
    const store = openStore(open)
    contentsContract(store)
    namesContract(store)
    replacingContract(store)
    removingAndListingContract(store)

    test('ping resolves', async () => {
      await expect(store.objects.ping()).resolves.toBeUndefined()
    })
  })
}
