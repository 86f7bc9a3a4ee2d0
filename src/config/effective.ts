import type { Config, LoadedConfig } from './config.js'
import { absolutePath, type PathContext } from './path.js'
import type { Settings } from './settings.js'
import { configuredSpaceName } from './spaces.js'

/**
 * The settings that are in effect, by name. Paths are absolute. Defaults replace empty values. Unused engines and keys without
 * effect are left out.
 */
export function effectiveSettings({ config, settings }: LoadedConfig, paths: PathContext): object {
  const { documents, objects, remote } = config
  const doctypes = 'folder' in remote.definitions ? remote.definitions.folder : undefined
  return {
    ...settings,
    spaces: config.spaces.map(configuredSpaceName),
    data: documents.engine === 'embedded' ? documents.folder : undefined,
    couchdb: documents.engine === 'couchdb' ? settings.couchdb : undefined,
    fs: objects.engine === 'directory' ? objects.folder : undefined,
    s3: objects.engine === 's3' ? settings.s3 : undefined,
    swift: objects.engine === 'swift' ? { ...settings.swift, endpointType: objects.endpointType } : undefined,
    redis: effectiveRedis(config, settings),
    doctypes,
    publishedDoctypes: doctypes === undefined ? settings.publishedDoctypes : undefined,
    'session-secret': settings['session-secret'] && absolutePath(settings['session-secret'], paths),
    log: { ...settings.log, file: config.logFile },
    metrics: config.metrics.port === undefined ? undefined : settings.metrics,
    workers: undefined,
    syslog: undefined,
    contexts: undefined,
  }
}

function effectiveRedis({ cache }: Config, { redis }: Settings): object | undefined {
  if (cache.engine === 'memory') return undefined
  return {
    addrs: redis.addrs,
    master: redis.master,
    password: redis.password,
    readOnlySlave: redis.readOnlySlave,
    databases: { versionslatest: cache.database },
    maxRetries: redis.maxRetries,
    dialTimeout: cache.dialTimeout,
    readTimeout: cache.readTimeout,
  }
}
