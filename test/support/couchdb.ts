import type { CouchSettings } from '../../src/documents/couchdb/connection.js'

/** Why suites are skipped that need a CouchDB. */
export const noCouchdb = 'no CouchDB: set COUCHDB_URL to the address of one, with user and password inside'

/** The CouchDB that `COUCHDB_URL` names, `http://user:password@host:port`; `undefined` when it is not set. */
export function couchdbSettings(): CouchSettings | undefined {
  const address = process.env.COUCHDB_URL
  if (!address) return undefined
  const { username, password } = new URL(address)
  return { url: address, user: decodeURIComponent(username), password: decodeURIComponent(password) }
}
