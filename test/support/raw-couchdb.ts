import type { CouchSettings } from '../../src/documents/couchdb/connection.js'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/json.js'

/** Direct access to CouchDB, because `Documents` hides design documents. */
export class RawCouchdb {
  readonly #origin: string
  readonly #headers: Record<string, string>

  constructor({ url, user = '', password = '' }: CouchSettings) {
    this.#origin = `http://${new URL(url).host}`
    const credentials = Buffer.from(`${user}:${password}`).toString('base64')
    this.#headers = { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' }
  }

  /** Sends a request with the credentials. @throws Error when the status is not 2xx */
  async send(method: string, path: string, body?: JsonObject): Promise<Json> {
    const sent = { method, headers: this.#headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(`${this.#origin}${path}`, sent)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`)
    return parseJson(text)
  }

  /** The names of the databases whose names begin with a prefix. */
  async databases(prefix: string): Promise<string[]> {
    const names = await this.send('GET', '/_all_dbs')
    return Array.isArray(names) ? names.map(String).filter((name) => name.startsWith(prefix)) : []
  }

  /** The revisions of all documents, including design documents, in the databases with a prefix. Keyed by database and id. */
  async revisions(prefix: string): Promise<Record<string, Record<string, string>>> {
    const found: Record<string, Record<string, string>> = {}
    for (const database of await this.databases(prefix)) {
      const answer = await this.send('GET', `/${database}/_all_docs`)
      const rows = isJsonObject(answer) && Array.isArray(answer.rows) ? answer.rows.filter(isJsonObject) : []
      found[database] = Object.fromEntries(
        rows.flatMap(({ id, value }) => (typeof id === 'string' ? [[id, JSON.stringify(value)]] : [])),
      )
    }
    return found
  }
}
