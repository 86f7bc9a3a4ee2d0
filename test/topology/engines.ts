import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'

/** The document store, object store and cache that the gateways of a topology share. */
export interface TopologyEngines {
  /** The environment variables that configure the engines. */
  settings: Record<string, string>
  /** The names of the engines, to print. */
  description: string
  /** Removes the databases of the topology on CouchDB. The S3 bucket and the keys in Redis stay. */
  clean: () => Promise<void>
}

/** One of the engines: documents, objects or cache. */
interface Engine {
  name: string
  settings: Record<string, string>
  clean?: () => Promise<void>
}

/**
 * Selects the engines on the servers that the environment names. Without a server, documents and objects are in the folder,
 * which all gateways share, and each gateway has a cache in its memory.
 */
export function enginesOf(folder: string): TopologyEngines {
  const engines = [documents(folder), objects(folder), cache()]
  return {
    settings: Object.assign({}, ...engines.map(({ settings }) => settings)),
    description: engines.map(({ name }) => name).join(', '),
    async clean() {
      for (const { clean } of engines) await clean?.()
    },
  }
}

function documents(folder: string): Engine {
  const { COUCHDB_URL } = process.env
  if (!COUCHDB_URL) return { name: 'SQLite', settings: { COZY_REGISTRY_DATA: join(folder, 'data') } }
  const { origin, username, password } = new URL(COUCHDB_URL)
  const prefix = `topology-${randomBytes(4).toString('hex')}`
  return {
    name: 'CouchDB',
    settings: {
      COZY_REGISTRY_COUCHDB_URL: origin,
      COZY_REGISTRY_COUCHDB_USER: username,
      COZY_REGISTRY_COUCHDB_PASSWORD: password,
      COZY_REGISTRY_COUCHDB_PREFIX: prefix,
    },
    async clean() {
      const couchdb = await openCouchDocuments({ url: origin, user: username, password })
      for (const name of await couchdb.databases()) if (name.startsWith(`${prefix}-`)) await couchdb.drop(name)
      await couchdb.close()
    },
  }
}

function objects(folder: string): Engine {
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = process.env
  if (!S3_ENDPOINT || !S3_ACCESS_KEY || !S3_SECRET_KEY) {
    return { name: 'a directory', settings: { COZY_REGISTRY_FS: join(folder, 'files') } }
  }
  return {
    name: 'S3',
    settings: {
      COZY_REGISTRY_S3_ENDPOINT: S3_ENDPOINT,
      COZY_REGISTRY_S3_ACCESS_KEY: S3_ACCESS_KEY,
      COZY_REGISTRY_S3_SECRET_KEY: S3_SECRET_KEY,
      COZY_REGISTRY_S3_BUCKET: `topology-${randomBytes(4).toString('hex')}`,
    },
  }
}

function cache(): Engine {
  const { REDIS_URL } = process.env
  if (!REDIS_URL) return { name: 'memory', settings: {} }
  return { name: 'Redis', settings: { COZY_REGISTRY_REDIS_ADDRS: new URL(REDIS_URL).host } }
}
