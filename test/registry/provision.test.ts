import { expect, test } from 'vitest'
import { ForwardingDocuments, ForwardingObjects } from '../support/forwarding-stores.js'
import { openTestRegistry } from '../support/registry.js'

class FullDocuments extends ForwardingDocuments {
  override ensure(...args: Parameters<ForwardingDocuments['ensure']>): Promise<void> {
    return args[0] === 'test-labs-versions' ? Promise.reject(new Error('no room')) : super.ensure(...args)
  }
}

class FullObjects extends ForwardingObjects {
  override ensure(container: string): Promise<void> {
    return container === 'labs' ? Promise.reject(new Error('no disk')) : super.ensure(container)
  }
}

test('a registry cannot be opened when a database or container of a space cannot be created', async () => {
  await expect(openTestRegistry({ wrap: (documents) => new FullDocuments(documents) })).rejects.toThrow(
    'Cannot register space "labs": no room',
  )
  await expect(openTestRegistry({ wrapObjects: (objects) => new FullObjects(objects) })).rejects.toThrow(
    'Cannot create storage container "labs": no disk',
  )
})
