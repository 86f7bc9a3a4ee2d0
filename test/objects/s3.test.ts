import { openS3Objects } from '../../src/objects/s3.js'
import { objectsContract } from '../contracts/objects.js'
import { describeWith, serversAreMissing } from '../support/engines.js'
import { s3FromEnvironment } from '../support/object-stores.js'

describeWith('S3', s3FromEnvironment(), serversAreMissing, (settings) => {
  objectsContract('S3', () => openS3Objects(settings))
})
