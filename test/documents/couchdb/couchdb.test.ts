import { openCouchDocuments } from '../../../src/documents/couchdb/couchdb.js'
import { documentsContract } from '../../contracts/documents.js'
import { couchdbSettings, missingCouchdbReason } from '../../support/couchdb.js'
import { describeWith } from '../../support/requirements.js'

describeWith('CouchDB', couchdbSettings(), missingCouchdbReason, (settings) => {
  const connect = () => openCouchDocuments(settings)
  documentsContract('CouchDB', async () => ({ documents: await connect(), connect }))
})
