import { resolveConfig, type Config } from '../config/config.js'
import type { Environment } from '../config/environment.js'
import { ConfigError } from '../config/error.js'

/** Where example archives are served, and fetched from. */
export const loopbackNetworks = ['127.0.0.0/8', '::1/128']

/** The configuration of a first start, and the folder (absolute) that has all it keeps. */
export interface StartSettings {
  config: Config
  folder: string
  /** Mistakes that can be lived with. */
  warnings: string[]
}

/**
 * Configures a gateway on embedded parts by the environment alone, trusting archives on the loopback addresses. A
 * configuration file is left alone: it may name the databases of a registry in production.
 * @throws ConfigError
 */
export function startSettings(env: Environment, cwd: string): StartSettings {
  const { config, warnings } = resolveConfig({ argvFlags: {}, env, cwd }, undefined)
  const { documents, publish } = config
  if (documents.engine !== 'embedded') {
    throw new ConfigError('npm start keeps everything in a folder: unset the COZY_REGISTRY_COUCHDB_… variables')
  }
  // Nothing is created when they are wrong.
  publish.readProxies()
  const trustedNetworks = [...publish.trustedNetworks, ...loopbackNetworks]
  return { config: { ...config, publish: { ...publish, trustedNetworks } }, folder: documents.folder, warnings }
}
