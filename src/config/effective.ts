import type { Config, LoadedConfig } from './config.js'
import { absolutePath, type PathContext } from './path.js'
import type { Settings } from './settings.js'
import { writtenSpace } from './spaces.js'

/**
 * The effective settings, by the keys of the file: without unused engines and keys without effect, with absolute paths, and with
 * the defaults for empty values.
 */
export function effectiveSettings({ config, settings }: LoadedConfig, paths: PathContext): object {
  const { documents, objects } = config
  return {
    ...settings,
    spaces: config.spaces.map(writtenSpace),
    data: documents.engine === 'embedded' ? documents.folder : undefined,
    couchdb: documents.engine === 'couchdb' ? settings.couchdb : undefined,
    fs: objects.engine === 'directory' ? objects.folder : undefined,
    s3: objects.engine === 's3' ? settings.s3 : undefined,
    swift: objects.engine === 'swift' ? { ...settings.swift, endpoint_type: objects.endpointType } : undefined,
    redis: effectiveRedis(config, settings),
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
    read_only_slave: redis.read_only_slave,
    databases: { versionslatest: cache.database },
    max_retries: redis.max_retries,
    dial_timeout: cache.dialTimeout,
    read_timeout: cache.readTimeout,
  }
}
