import { join } from 'node:path'
import { ConfigError } from './error.js'
import { configuredPath, type PathContext } from './path.js'
import { redact } from '../redact.js'
import { areOverTls, parseRedisAddress, sharedValue, type RedisAddress } from './redis.js'
import type { Settings } from './settings.js'

/** Where documents are kept. */
export type DocumentsEngine =
  | { engine: 'embedded'; /** Absolute. */ folder: string }
  | { engine: 'couchdb'; url: string; user?: string; password?: string; prefix: string }

/** Where files are kept. */
export type ObjectsEngine =
  | { engine: 'directory'; /** Absolute. */ folder: string }
  | {
      engine: 's3'
      endpoint: string
      region: string
      accessKey: string
      secretKey: string
      bucket: string
      pathStyle: boolean
      presignedDownloads: boolean
    }
  | {
      engine: 'swift'
      /** Where to log in: Keystone, or Swift itself. */
      authUrl: string
      authVersion: 1 | 3
      username: string
      apiKey: string
      endpointType: 'public' | 'internal' | 'admin'
      tenant: string
      domain: string
      region: string
    }

/** Where the cache is. */
export type CacheEngine =
  | { engine: 'memory' }
  | {
      engine: 'redis'
      /** Several are a cluster, or sentinels where `master` is given. An IPv6 address has no brackets. */
      addresses: { host: string; port: number }[]
      tls: boolean
      master?: string
      username?: string
      password?: string
      readOnlySlave: boolean
      /** The number of the database. */
      database: number
      maxRetries: number
      /** Both in milliseconds; `Infinity` is no limit. */
      dialTimeout: number
      readTimeout: number
    }

/** One engine for each port. */
export interface Engines {
  documents: DocumentsEngine
  objects: ObjectsEngine
  cache: CacheEngine
}

/** What the choice looks at beside the settings. */
export interface Surroundings {
  /** Keys that have been given a value, see `resolveSettings`. */
  given: ReadonlySet<string>
  /** The configuration file, if there is one. */
  file: string | undefined
  /** What relative folders start from. */
  paths: PathContext
}

/**
 * Chooses the engines that the configuration names.
 * @throws ConfigError when it names none, or two for one purpose
 */
export function chooseEngines(settings: Settings, around: Surroundings): Engines {
  const documents = chooseDocuments(settings, around)
  return { documents, objects: chooseObjects(settings, around, documents), cache: chooseCache(settings, around) }
}

function names(around: Surroundings, section: string): boolean {
  return [...around.given].some((key) => key.startsWith(`${section}.`))
}

function chooseDocuments(settings: Settings, around: Surroundings): DocumentsEngine {
  const couchdb = names(around, 'couchdb')
  if (couchdb && settings.data !== '') {
    throw new ConfigError('Both "data" (embedded database) and "couchdb" keys are set: remove one of them')
  }
  if (couchdb) {
    const { url, user, password, prefix } = settings.couchdb
    return { engine: 'couchdb', url, prefix, ...(user && { user }), ...(password && { password }) }
  }
  // An empty registry must never be served by accident: only without any configuration there is a default.
  if (settings.data === '' && around.file !== undefined) {
    throw new ConfigError(
      `The configuration file "${around.file}" names no database: set "couchdb.url" for CouchDB, or "data" to a folder for the embedded one`,
    )
  }
  return { engine: 'embedded', folder: configuredPath('data', settings.data || 'data', around.paths) }
}

function chooseObjects(settings: Settings, around: Surroundings, documents: DocumentsEngine): ObjectsEngine {
  const s3 = names(around, 's3')
  const swift = names(around, 'swift')
  if (s3 && settings.fs !== '') throw new ConfigError('Both "fs" and "s3" keys are set: remove one of them')
  if (settings.fs !== '') return { engine: 'directory', folder: configuredPath('fs', settings.fs, around.paths) }
  if (s3 && swift) throw new ConfigError('Both "s3" and "swift" keys are set: remove one of them')
  if (s3) return s3Engine(settings)
  if (swift) return swiftEngine(settings)
  if (documents.engine === 'embedded') return { engine: 'directory', folder: join(documents.folder, 'objects') }
  throw new ConfigError('With CouchDB, name the place for files: set "fs" to a directory, or the "s3" or "swift" keys')
}

function s3Engine({ s3 }: Settings): ObjectsEngine {
  const { endpoint, region, bucket } = s3
  if (!endpoint || !s3.access_key || !s3.secret_key || !bucket) {
    throw new ConfigError('S3 needs all of "s3.endpoint", "s3.access_key", "s3.secret_key" and "s3.bucket"')
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new ConfigError(
      `"s3.bucket" is not a name that a bucket can have (3 to 63 lower-case letters, digits, dots and dashes): "${bucket}"`,
    )
  }
  const { pathname, search } = new URL(endpoint)
  if (pathname !== '/' || search !== '') {
    throw new ConfigError(`"s3.endpoint" is the address of a server, without a path: "${redact(endpoint)}"`)
  }
  return {
    engine: 's3',
    endpoint,
    region,
    bucket,
    accessKey: s3.access_key,
    secretKey: s3.secret_key,
    pathStyle: s3.path_style,
    presignedDownloads: s3.presigned_downloads,
  }
}

function swiftEngine({ swift }: Settings): ObjectsEngine {
  if (!swift.auth_url || !swift.username || !swift.api_key) {
    throw new ConfigError('Swift needs all of "swift.auth_url", "swift.username" and "swift.api_key"')
  }
  return {
    engine: 'swift',
    authUrl: swift.auth_url,
    authVersion: authVersionOf(swift.auth_url),
    username: swift.username,
    apiKey: swift.api_key,
    endpointType: swift.endpoint_type || 'public',
    tenant: swift.tenant,
    domain: swift.domain,
    region: swift.region,
  }
}

// Looked for anywhere in the address, in the order of the reference registry.
function authVersionOf(url: string): 1 | 3 {
  const version = ['v3', 'v2', 'v1'].find((name) => url.includes(name))
  if (!URL.canParse(url) || version === undefined) {
    throw new ConfigError(
      `"swift.auth_url" must be an address that names the version to log in with, "v3" (Keystone) or "v1" (Swift itself), such as "https://keystone.example/v3": "${redact(url)}"`,
    )
  }
  if (version === 'v2') {
    throw new ConfigError(
      `Version 2 of Keystone is not supported: set "swift.auth_url" to its address of version 3, not "${redact(url)}"`,
    )
  }
  return version === 'v3' ? 3 : 1
}

function chooseCache({ redis }: Settings, { given }: Surroundings): CacheEngine {
  const addresses = redis.addrs.map(parseRedisAddress).filter((address) => address !== undefined)
  if (addresses.length === 0) return { engine: 'memory' }
  const usualPort = redis.master === '' ? 6379 : 26379
  const password = sharedValue('password', addresses, { name: 'redis.password', value: redis.password || undefined })
  const username = sharedValue('username', addresses)
  return {
    engine: 'redis',
    addresses: addresses.map(({ host, port = usualPort }) => ({ host, port })),
    tls: areOverTls(addresses),
    ...(redis.master && { master: redis.master }),
    ...(username && { username }),
    ...(password && { password }),
    readOnlySlave: redis.read_only_slave,
    database: redisDatabase(redis, addresses, given),
    maxRetries: redis.max_retries,
    // As in the reference, zero is not "at once" but the default.
    dialTimeout: redis.dial_timeout || 5_000,
    readTimeout: redis.read_timeout || 3_000,
  }
}

// The reference has two caches, which need a database each; here keys say what they mean.
function redisDatabase(
  { databases, master }: Settings['redis'],
  addresses: readonly RedisAddress[],
  given: Surroundings['given'],
): number {
  const key = 'redis.databases.versionslatest'
  const value = given.has(key) ? databases.versionslatest : undefined
  const database = sharedValue('database', addresses, { name: key, value }) ?? 0
  if (database !== 0 && value === undefined && addresses.length > 1 && master === '') {
    throw new ConfigError(`Several addresses in "redis.addrs" are a cluster, which has no database ${database}`)
  }
  return database
}

const pooling = ['write_timeout', 'pool_size', 'pool_timeout', 'idle_timeout', 'idle_check_frequency']

/** What is accepted for the sake of existing configurations, but has no effect: sentences that name it. */
export function withoutEffect(given: ReadonlySet<string>): string[] {
  const unused = [...pooling, 'databases.versionslist'].map((key) => `redis.${key}`).filter((key) => given.has(key))
  return [
    ...(unused.length > 0
      ? [`${unused.join(', ')}: accepted, without effect; one connection and one database carry the whole cache`]
      : []),
    ...(given.has('workers') ? ['workers: accepted, without effect; start several gateways instead'] : []),
  ]
}
