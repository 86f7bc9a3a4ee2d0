import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'
import type { CouchSettings } from '../../src/documents/couchdb/connection.js'
import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { couchdbSettings } from '../support/couchdb.js'

/** What the configuration of an operator leads to. */
export interface CommandEngines {
  /** Lines of a configuration file. */
  config: string
  /** Of the names of databases. */
  prefix: string
  /** @param cwd the folder of the configuration file */
  open: (cwd: string) => Promise<Documents>
  /** Removes what is not in that folder. */
  clear: () => Promise<void>
}

/** Embedded engines, and CouchDB where there is one, by name; each call has data of its own. */
export function commandEngines(): [string, () => CommandEngines][] {
  const couchdb = couchdbSettings()
  return [['embedded engines', embedded], ...(couchdb ? [onCouchdb(couchdb)] : [])]
}

function embedded(): CommandEngines {
  return {
    config: 'data: data\n',
    prefix: 'cozyregistry',
    open: (cwd) => openSqliteDocuments(join(cwd, 'data')),
    clear: () => Promise.resolve(),
  }
}

function onCouchdb(settings: CouchSettings): [string, () => CommandEngines] {
  const { url, user = '', password = '' } = settings
  const open = () => openCouchDocuments(settings)
  const make = (): CommandEngines => {
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
  return ['CouchDB', make]
}
