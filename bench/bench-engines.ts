import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openCouchDocuments } from '../src/documents/couchdb/couchdb.js'
import { codeContainer } from '../src/installed-apps/code-store.js'
import { openS3Objects } from '../src/objects/s3/s3.js'
import { assetsContainer } from '../src/registry/spaces.js'
import { couchdbSettings } from '../test/support/couchdb.js'
import { s3FromEnvironment } from '../test/support/object-stores.js'

/** The engines of a gateway in a bench. An engine is embedded, unless environment variables name a server for it. */
export interface BenchEngines {
  /** Such as `CouchDB and S3`. */
  name: string
  /** The environment variables that configure them. */
  settings: Record<string, string>
  /** Removes the data on servers. */
  clear: () => Promise<void>
}

/**
 * Chooses the engines: CouchDB with `COUCHDB_URL`, and S3 with `S3_ENDPOINT`, `S3_ACCESS_KEY` and `S3_SECRET_KEY`.
 * @param folder the data of embedded engines
 */
export function benchEngines(folder: string): BenchEngines {
  const name = `bench-${randomUUID()}`
  const [couchdb, s3] = [couchdbSettings(), s3FromEnvironment()]
  const documents: Record<string, string> = couchdb
    ? {
        COZY_REGISTRY_COUCHDB_URL: couchdb.url,
        COZY_REGISTRY_COUCHDB_USER: couchdb.user ?? '',
        COZY_REGISTRY_COUCHDB_PASSWORD: couchdb.password ?? '',
        COZY_REGISTRY_COUCHDB_PREFIX: name,
      }
    : { COZY_REGISTRY_DATA: join(folder, 'data') }
  const objects: Record<string, string> = s3
    ? {
        COZY_REGISTRY_S3_ENDPOINT: s3.endpoint,
        COZY_REGISTRY_S3_ACCESS_KEY: s3.accessKey,
        COZY_REGISTRY_S3_SECRET_KEY: s3.secretKey,
        COZY_REGISTRY_S3_BUCKET: name,
      }
    : { COZY_REGISTRY_FS: join(folder, 'objects') }
  return {
    name: `${couchdb ? 'CouchDB' : 'embedded documents'} and ${s3 ? 'S3' : 'a directory'}`,
    settings: { ...documents, ...objects },
    async clear() {
      if (couchdb) {
        const server = await openCouchDocuments(couchdb)
        for (const database of await server.databases()) if (database.startsWith(name)) await server.drop(database)
        await server.close()
      }
      if (s3) {
        const server = await openS3Objects({ ...s3, bucket: name })
        for (const container of [codeContainer, assetsContainer]) await server.drop(container)
        await server.close()
      }
    },
  }
}
