import { openCouchDocuments } from '../../../src/documents/couchdb/couchdb.js'
import { documentsContract } from '../../contracts/documents.js'
import { couchdbSettings, noCouchdb } from '../../support/couchdb.js'
import { describeWith } from '../../support/engines.js'

describeWith('CouchDB', couchdbSettings(), noCouchdb, (settings) => {
  const connect = () => openCouchDocuments(settings)
  documentsContract('CouchDB', async () => ({ documents: await connect(), connect }))
})
