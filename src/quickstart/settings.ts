import { join } from 'node:path'
import { resolveConfig, type Config } from '../config/config.js'
import type { Environment } from '../config/environment.js'
import { ConfigError } from '../config/error.js'

/** The networks of loopback addresses. The server of the examples has such an address. */
export const loopbackNetworks = ['127.0.0.0/8', '::1/128']

/** The configuration of the quick start. */
export interface StartSettings {
  config: Config
  /** The absolute path of the folder for all data. */
  folder: string
  /** The folder for the definitions of remote doctypes. */
  doctypes: string
  /** Mistakes in the configuration that do not prevent the start. */
  warnings: string[]
}

/**
 * The configuration of a gateway with embedded engines. It allows archives and remote doctypes from loopback addresses. The
 * configuration comes from the environment alone. A configuration file is ignored, because it may name the databases of a registry
 * in production.
 * @throws ConfigError
 */
export function startSettings(env: Environment, cwd: string): StartSettings {
  const { config, warnings } = resolveConfig({ argvFlags: {}, env, cwd }, undefined)
  const { documents, publish, remote } = config
  if (documents.engine !== 'embedded') {
    throw new ConfigError(
      'npm start keeps all data in a folder, not in CouchDB: unset the COZY_REGISTRY_COUCHDB_… variables',
    )
  }
  if ('folder' in remote.definitions) {
    throw new ConfigError('npm start has a folder of its own for remote doctypes: unset COZY_REGISTRY_DOCTYPES')
  }
  // Throws for an invalid proxy, before anything is created.
  publish.readProxies()
  const doctypes = join(documents.folder, 'doctypes')
  return {
    config: {
      ...config,
      publish: { ...publish, trustedNetworks: [...publish.trustedNetworks, ...loopbackNetworks] },
      remote: {
        ...remote,
        definitions: { folder: doctypes },
        allowsCustomPorts: true,
        trustedPrivateNetworks: [...remote.trustedPrivateNetworks, ...loopbackNetworks],
      },
    },
    folder: documents.folder,
    doctypes,
    warnings,
  }
}
