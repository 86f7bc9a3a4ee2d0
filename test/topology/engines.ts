import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'

/** Where the gateways of a topology keep what they have. */
export interface TopologyEngines {
  /** Variables of the environment. */
  settings: Record<string, string>
  /** For people. */
  engines: string
  /** Removes leftovers. */
  clean: () => Promise<void>
}

interface Part {
  name: string
  settings: Record<string, string>
  clean?: () => Promise<void>
}

/** The engines that the environment names, as for all tests; what it does not name is kept in the folder, which all share. */
export function enginesOf(folder: string): TopologyEngines {
  const parts = [documents(folder), objects(folder), cache()]
  return {
    settings: Object.assign({}, ...parts.map(({ settings }) => settings)),
    engines: parts.map(({ name }) => name).join(', '),
    async clean() {
      for (const { clean } of parts) await clean?.()
    },
  }
}

function documents(folder: string): Part {
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

function objects(folder: string): Part {
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

function cache(): Part {
  const { REDIS_URL } = process.env
  if (!REDIS_URL) return { name: 'memory', settings: {} }
  return { name: 'Redis', settings: { COZY_REGISTRY_REDIS_ADDRS: new URL(REDIS_URL).host } }
}
