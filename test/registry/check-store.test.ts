import { expect, test, vi } from 'vitest'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import type { Objects } from '../../src/objects/objects.js'
import { checkStore } from '../../src/registry/check-store.js'
import { assetsContainer } from '../../src/registry/spaces.js'
import { startTestGateway } from '../support/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const refuse = () => Promise.reject(new Error('403 AccessDenied'))

async function keysIn(store: Objects): Promise<string[]> {
  const keys: string[] = []
  for await (const key of store.list(assetsContainer)) keys.push(key)
  return keys
}

test('the check of a working object store succeeds and leaves no object behind', async () => {
  const store = await openDirectoryObjects(await temporaryFolder())
  await checkStore(store)
  expect(await keysIn(store)).toEqual([])
})

test.each<[string, (store: Objects) => void]>([
  ['write an object: 403 AccessDenied', (store) => vi.spyOn(store, 'put').mockImplementation(refuse)],
  ['look up an object: 403 AccessDenied', (store) => vi.spyOn(store, 'stat').mockImplementation(refuse)],
  ['look up an object: it is missing after writing', (store) => vi.spyOn(store, 'stat').mockResolvedValue(undefined)],
  [
    'read a part of an object: the store returns other bytes',
    (store) => {
      const open = store.open.bind(store)
      // Ignores the requested range.
      vi.spyOn(store, 'open').mockImplementation((container, key) => open(container, key))
    },
  ],
  ['remove an object: 403 AccessDenied', (store) => vi.spyOn(store, 'remove').mockImplementation(refuse)],
])("the check of a broken object store fails because the store can't %s", async (reason, breakStore) => {
  const store = await openDirectoryObjects(await temporaryFolder())
  breakStore(store)
  await expect(checkStore(store)).rejects.toThrow(`The store of files can't ${reason}`)
})

test('the gateway logs that nothing can be published when the object store refuses writes', async () => {
  const gateway = await startTestGateway({}, (engines) => {
    vi.spyOn(engines.objects, 'put').mockImplementation(refuse)
    return engines
  })
  expect((await gateway.send('/ready')).status).toBe(200)
  const [line] = gateway.logged().filter((text) => text.includes('nothing can be published'))
  expect(line).toContain("The store of files can't write an object: 403 AccessDenied")
})
