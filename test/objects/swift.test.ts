import { openSwiftObjects } from '../../src/objects/swift.js'
import { objectsContract } from '../contracts/objects.js'
import { describeWith, serversAreMissing } from '../support/engines.js'
import { swiftFromEnvironment } from '../support/object-stores.js'

describeWith('Swift', swiftFromEnvironment(), serversAreMissing, (settings) => {
  objectsContract('Swift', () => openSwiftObjects(settings))
})
