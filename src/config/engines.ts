import { join } from 'node:path'
import { ConfigError, type Problems } from './error.js'
import { configuredPath, type PathContext } from './path.js'
import { allUseTls, parseRedisAddress, sharedValue, type RedisAddress } from './redis.js'
import type { Settings } from './settings.js'
import { isWebAddress, redactedJson } from './values.js'

/** The configured engine for documents. */
export type DocumentsEngine =
  | { engine: 'embedded'; /** Absolute. */ folder: string }
  | { engine: 'couchdb'; url: string; user?: string; password?: string; prefix: string }

/** The configured engine for files. */
export type ObjectsEngine =
  | { engine: 'directory'; /** Absolute. */ folder: string }
  | ({ engine: 's3'; endpoint: string } & Omit<Settings['s3'], 'endpoint'>)
  | ({
      engine: 'swift'
      /** The login protocol of `authUrl`: 3 for Keystone, 1 for Swift itself. */
      authVersion: 1 | 3
      endpointType: 'public' | 'internal' | 'admin'
    } & Omit<Settings['swift'], 'endpointType'>)

/** The configured engine for the cache. */
export type CacheEngine =
  | { engine: 'memory' }
  | {
      engine: 'redis'
      /** With `master`, the sentinels. Without `master`, one server or the nodes of a cluster. An IPv6 address has no brackets. */
      addresses: { host: string; port: number }[]
      tls: boolean
      master?: string
      username?: string
      password?: string
      readOnlySlave: boolean
      /** The number of the database. */
      database: number
      maxRetries: number
      /** The limit for connecting, in milliseconds; `Infinity` for no limit. */
      dialTimeout: number
      /** The limit for the reply to a command, in milliseconds; `Infinity` for no limit. */
      readTimeout: number
    }

/** The chosen engines. */
export interface Engines {
  documents: DocumentsEngine
  objects: ObjectsEngine
  cache: CacheEngine
}

/** Further input for the choice of engines, besides the settings. */
export interface EngineContext {
  /** The keys that have a value in a flag, the environment or the configuration file. */
  given: ReadonlySet<string>
  /** The keys and sections with invalid values. They have been reported. An engine with such a key is not chosen. */
  invalid: ReadonlySet<string>
  /** The configuration file, if there is one. */
  file: string | undefined
  /** The base for relative paths, and the environment. */
  paths: PathContext
}

/**
 * Chooses the configured engines. If the settings of an engine have a problem, such as two engines for documents, the engine is
 * absent.
 */
export function chooseEngines(settings: Settings, context: EngineContext, problems: Problems): Partial<Engines> {
  const documents = chooseDocuments(settings, context, problems)
  const objects = chooseObjects(settings, context, documents, problems)
  const cache = chooseCache(settings, context, problems)
  return { ...(documents && { documents }), ...(objects && { objects }), ...(cache && { cache }) }
}

function hasSection(keys: ReadonlySet<string>, section: string): boolean {
  return [...keys].some((key) => key === section || key.startsWith(`${section}.`))
}

// The database names that CouchDB allows.
const databaseName = /^[a-z][a-z0-9_$()+/-]*$/

function chooseDocuments(settings: Settings, context: EngineContext, problems: Problems): DocumentsEngine | undefined {
  const { given, invalid, file, paths } = context
  const couchdb = hasSection(given, 'couchdb') || invalid.has('couchdb')
  const data = given.has('data')
  if (couchdb && data) {
    problems.add('Both "data" (embedded database) and "couchdb" keys are set: remove one of them')
    return undefined
  }
  if (hasSection(invalid, 'couchdb') || hasSection(invalid, 'data')) return undefined
  if (couchdb) {
    const { url, user, password, prefix } = settings.couchdb
    if (!databaseName.test(prefix)) {
      problems.add(
        `"couchdb.prefix" must begin with a lower-case letter, followed by lower-case letters, digits and _ - $ ( ) + /. It can't be "${prefix}"`,
        'couchdb.prefix',
      )
    }
    return { engine: 'couchdb', url, prefix, ...(user && { user }), ...(password && { password }) }
  }
  // A configuration file must name the database. Otherwise, the gateway would serve an empty embedded database if the key were
  // forgotten.
  if (!data && file !== undefined) {
    problems.add(
      `The configuration file "${file}" names no database: set "couchdb.url" for CouchDB, or "data" to a folder for the embedded one`,
    )
    return undefined
  }
  const folder = problems.attempt(() => configuredPath('data', settings.data || 'data', paths), 'data')
  return folder === undefined ? undefined : { engine: 'embedded', folder }
}

function chooseObjects(
  settings: Settings,
  { given, invalid, paths }: EngineContext,
  documents: DocumentsEngine | undefined,
  problems: Problems,
): ObjectsEngine | undefined {
  const fs = given.has('fs')
  const s3 = hasSection(given, 's3') || invalid.has('s3')
  const swift = hasSection(given, 'swift') || invalid.has('swift')
  if (s3 && (fs || swift)) {
    problems.add(`Both "${fs ? 'fs' : 's3'}" and "${fs ? 's3' : 'swift'}" keys are set: remove one of them`)
    return undefined
  }
  if (['fs', 's3', 'swift'].some((section) => hasSection(invalid, section))) return undefined
  if (fs) {
    const folder = problems.attempt(() => configuredPath('fs', settings.fs, paths), 'fs')
    return folder === undefined ? undefined : { engine: 'directory', folder }
  }
  if (s3) return s3Engine(settings, problems)
  if (swift) return problems.attempt(() => swiftEngine(settings), 'swift.auth_url')
  if (documents?.engine === 'embedded') return { engine: 'directory', folder: join(documents.folder, 'objects') }
  if (documents) {
    problems.add('With CouchDB, a place for files is needed: set "fs" to a directory, or set the "s3" or "swift" keys')
  }
  return undefined
}

function s3Engine({ s3 }: Settings, problems: Problems): ObjectsEngine | undefined {
  const { endpoint, bucket } = s3
  if (!endpoint || !s3.accessKey || !s3.secretKey || !bucket) {
    problems.add('S3 needs all of "s3.endpoint", "s3.access_key", "s3.secret_key" and "s3.bucket"', 's3')
  }
  if (bucket && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    problems.add(
      `"s3.bucket" is not a name that a bucket can have (3 to 63 lower-case letters, digits, dots and dashes): "${bucket}"`,
      's3.bucket',
    )
  }
  if (!endpoint) return undefined
  const { pathname } = new URL(endpoint)
  if (pathname !== '/') {
    problems.add(
      `"s3.endpoint" must be the URL of a server, without a path, not ${redactedJson(endpoint)}`,
      's3.endpoint',
    )
  }
  return { engine: 's3', ...s3, endpoint }
}

function swiftEngine({ swift }: Settings): ObjectsEngine {
  if (!swift.authUrl || !swift.username || !swift.apiKey) {
    throw new ConfigError('Swift needs all of "swift.auth_url", "swift.username" and "swift.api_key"')
  }
  return {
    engine: 'swift',
    ...swift,
    authVersion: authVersionOf(swift.authUrl),
    endpointType: swift.endpointType || 'public',
  }
}

// As in the reference registry, the version may be anywhere in the URL. If there are several, the highest one is used.
function authVersionOf(url: string): 1 | 3 {
  const version = ['v3', 'v2', 'v1'].find((name) => url.includes(name))
  if (!isWebAddress(url) || version === undefined) {
    throw new ConfigError(
      `"swift.auth_url" must be an http or https URL that names the version of the login protocol, "v3" (Keystone) or "v1" (Swift itself), such as "https://keystone.example/v3": ${redactedJson(url)}`,
    )
  }
  if (version === 'v2') {
    throw new ConfigError(
      `Version 2 of Keystone is not supported: set "swift.auth_url" to the URL of its version 3, not ${redactedJson(url)}`,
    )
  }
  return version === 'v3' ? 3 : 1
}

function chooseCache(
  { redis }: Settings,
  { given, invalid }: EngineContext,
  problems: Problems,
): CacheEngine | undefined {
  if (hasSection(invalid, 'redis')) return undefined
  const addresses = redis.addrs.map(parseRedisAddress).filter((address) => address !== undefined)
  if (addresses.length === 0) return { engine: 'memory' }
  const defaultPort = redis.master === '' ? 6379 : 26379
  const key = { name: 'redis.password', value: redis.password || undefined }
  const password = problems.attempt(() => sharedValue('password', addresses, key), 'redis.addrs')
  const username = problems.attempt(() => sharedValue('username', addresses), 'redis.addrs')
  const tls = problems.attempt(() => allUseTls(addresses), 'redis.addrs')
  const database = problems.attempt(() => redisDatabase(redis, addresses, given), 'redis.addrs')
  if (tls === undefined || database === undefined) return undefined
  return {
    engine: 'redis',
    addresses: addresses.map(({ host, port = defaultPort }) => ({ host, port })),
    tls,
    ...(redis.master && { master: redis.master }),
    ...(username && { username }),
    ...(password && { password }),
    readOnlySlave: redis.readOnlySlave,
    database,
    maxRetries: redis.maxRetries,
    // As in the reference registry, 0 means the default.
    dialTimeout: redis.dialTimeout || 5_000,
    readTimeout: redis.readTimeout || 3_000,
  }
}

// The number of the Redis database. The reference registry has two caches, each in its own database. The gateway needs one.
function redisDatabase(
  { databases, master }: Settings['redis'],
  addresses: readonly RedisAddress[],
  given: EngineContext['given'],
): number {
  const key = 'redis.databases.versionslatest'
  const value = given.has(key) ? databases.versionslatest : undefined
  const database = sharedValue('database', addresses, { name: key, value }) ?? 0
  if (database !== 0 && value === undefined && addresses.length > 1 && master === '') {
    throw new ConfigError(`Several addresses in "redis.addrs" are a cluster, which has no database ${database}`)
  }
  return database
}

const poolKeys = ['write_timeout', 'pool_size', 'pool_timeout', 'idle_timeout', 'idle_check_frequency']

/** Notes about configured keys without effect. Such keys are accepted, because existing configurations have them. */
export function unusedKeyNotes(given: ReadonlySet<string>): string[] {
  const unused = [...poolKeys, 'databases.versionslist'].map((key) => `redis.${key}`).filter((key) => given.has(key))
  return [
    ...(unused.length > 0
      ? [`${unused.join(', ')}: accepted, without effect: the cache uses one connection and one database`]
      : []),
    ...(given.has('workers') ? ['workers: accepted, without effect; start several gateways instead'] : []),
  ]
}
