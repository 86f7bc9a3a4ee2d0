import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'
import type { CouchSettings } from '../../src/documents/couchdb/connection.js'
import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { couchdbSettings } from '../support/couchdb.js'

/** The document store and the object store that a configuration file selects, for tests of commands. */
export interface CommandEngines {
  /** The lines of the configuration file that select the engines. */
  config: string
  /** The prefix of the database names. */
  prefix: string
  /**
   * Opens the document store.
   * @param cwd the folder of the configuration file
   */
  open: (cwd: string) => Promise<Documents>
  /** Removes the data outside of the folder of the configuration file: the databases of CouchDB. */
  clear: () => Promise<void>
}

/**
 * The engines to test: the embedded ones, and CouchDB if it is configured. Each pair has a name and a factory. Each call of
 * the factory creates engines with separate data.
 */
export function enginesForCommands(): [string, () => CommandEngines][] {
  const couchdb = couchdbSettings()
  return [['embedded engines', embeddedEngines], ...(couchdb ? [couchdbEngines(couchdb)] : [])]
}

function embeddedEngines(): CommandEngines {
  return {
    config: 'data: data\n',
    prefix: 'cozyregistry',
    open: (cwd) => openSqliteDocuments(join(cwd, 'data')),
    clear: () => Promise.resolve(),
  }
}

function couchdbEngines(settings: CouchSettings): [string, () => CommandEngines] {
  const { url, user = '', password = '' } = settings
  const open = () => openCouchDocuments(settings)
  const createEngines = (): CommandEngines => {
    const prefix = `commands-${randomBytes(4).toString('hex')}`
    const lines = { url: new URL(url).origin, user, password, prefix }
    const config = ['couchdb:', ...Object.entries(lines).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)]
    return {
      prefix,
      open,
      config: [...config, 'fs: store', ''].join('\n'),
      async clear() {
        const documents = await open()
        for (const name of await documents.databases()) if (name.startsWith(`${prefix}-`)) await documents.drop(name)
        await documents.close()
      },
    }
  }
  return ['CouchDB', createEngines]
}
