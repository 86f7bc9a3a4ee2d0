import { expect, test } from 'vitest'
import { ForwardedDocuments, ForwardedObjects } from '../support/forwarded.js'
import { openTestRegistry } from '../support/registry.js'

class FullDocuments extends ForwardedDocuments {
  override ensure(...given: Parameters<ForwardedDocuments['ensure']>): Promise<void> {
    return given[0] === 'test-labs-versions' ? Promise.reject(new Error('no room')) : super.ensure(...given)
  }
}

class FullObjects extends ForwardedObjects {
  override ensure(container: string): Promise<void> {
    return container === 'labs' ? Promise.reject(new Error('no disk')) : super.ensure(container)
  }
}

test('a failed preparation is reported with its subject and reason', async () => {
  await expect(openTestRegistry({ wrap: (documents) => new FullDocuments(documents) })).rejects.toThrow(
    'Cannot register space "labs": no room',
  )
  await expect(openTestRegistry({ wrapObjects: (objects) => new FullObjects(objects) })).rejects.toThrow(
    'Cannot create storage container "labs": no disk',
  )
})
