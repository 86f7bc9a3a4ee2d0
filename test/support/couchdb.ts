import type { CouchSettings } from '../../src/documents/couchdb/connection.js'

/** Why suites that need CouchDB are skipped. */
export const missingCouchdbReason = 'no CouchDB: set COUCHDB_URL to the URL of a CouchDB, with user and password'

/** The CouchDB in `COUCHDB_URL`, as `http://user:password@host:port`. It is `undefined` if the variable is not set. */
export function couchdbSettings(): CouchSettings | undefined {
  const address = process.env.COUCHDB_URL
  if (!address) return undefined
  const { username, password } = new URL(address)
  return { url: address, user: decodeURIComponent(username), password: decodeURIComponent(password) }
}
