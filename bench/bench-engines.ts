import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openCouchDocuments } from '../src/documents/couchdb/couchdb.js'
import type { Documents } from '../src/documents/documents.js'
import { openSqliteDocuments } from '../src/documents/sqlite/sqlite.js'
import { codeContainer } from '../src/installed-apps/code-store.js'
import { openDirectoryObjects } from '../src/objects/directory/directory.js'
import type { Objects } from '../src/objects/objects.js'
import { openS3Objects } from '../src/objects/s3/s3.js'
import { assetsContainer } from '../src/registry/spaces.js'
import { couchdbSettings } from '../test/support/couchdb.js'
import { unsyncedDriver } from '../test/support/many-apps.js'
import { s3FromEnvironment } from '../test/support/object-stores.js'

/** The engines of a gateway in a bench. An engine is embedded, unless environment variables name a server for it. */
export interface BenchEngines {
  /** Such as `CouchDB and S3`. */
  name: string
  /** The prefix of the names of databases. */
  prefix: string
  /** The environment variables that configure them. */
  settings: Record<string, string>
  /** Opens them in this process, to store data. Embedded documents don't wait for the disk then. */
  open: () => Promise<{ documents: Documents; objects: Objects }>
  /** Removes the data on servers. */
  clear: () => Promise<void>
}

/** The engines to use, of those that are there. */
export interface WantedEngines {
  couchdb: boolean
  s3: boolean
  /** The prefix of the databases, and the name of the bucket. */
  prefix: string
}

/**
 * Chooses the engines: CouchDB with `COUCHDB_URL`, and S3 with `S3_ENDPOINT`, `S3_ACCESS_KEY` and `S3_SECRET_KEY`.
 * @param folder the data of embedded engines
 * @param wanted by default, all servers that the environment variables name, with a new prefix
 */
export function benchEngines(
  folder: string,
  wanted: WantedEngines = { couchdb: true, s3: true, prefix: `bench-${randomUUID()}` },
): BenchEngines {
  const name = wanted.prefix
  const couchdb = wanted.couchdb ? couchdbSettings() : undefined
  const s3 = wanted.s3 ? s3FromEnvironment() : undefined
  const [data, files] = [join(folder, 'data'), join(folder, 'objects')]
  const documents: Record<string, string> = couchdb
    ? {
        COZY_REGISTRY_COUCHDB_URL: couchdb.url,
        COZY_REGISTRY_COUCHDB_USER: couchdb.user ?? '',
        COZY_REGISTRY_COUCHDB_PASSWORD: couchdb.password ?? '',
        COZY_REGISTRY_COUCHDB_PREFIX: name,
      }
    : { COZY_REGISTRY_DATA: data }
  const objects: Record<string, string> = s3
    ? {
        COZY_REGISTRY_S3_ENDPOINT: s3.endpoint,
        COZY_REGISTRY_S3_ACCESS_KEY: s3.accessKey,
        COZY_REGISTRY_S3_SECRET_KEY: s3.secretKey,
        COZY_REGISTRY_S3_BUCKET: name,
      }
    : { COZY_REGISTRY_FS: files }
  return {
    name: `${couchdb ? 'CouchDB' : 'embedded documents'} and ${s3 ? 'S3' : 'a directory'}`,
    prefix: couchdb ? name : 'cozyregistry',
    settings: { ...documents, ...objects },
    async open() {
      return {
        documents: await (couchdb ? openCouchDocuments(couchdb) : openSqliteDocuments(data, await unsyncedDriver())),
        objects: await (s3 ? openS3Objects({ ...s3, bucket: name }) : openDirectoryObjects(files)),
      }
    },
    async clear() {
      if (couchdb) {
        const server = await openCouchDocuments(couchdb)
        // Another bench may use a prefix that begins with this one.
        for (const database of await server.databases(`${name}-`)) await server.drop(database)
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
