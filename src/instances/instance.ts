import { z } from 'zod'
import type { StoredDocument } from '../documents/documents.js'

const doctypePattern = /^[a-z0-9_]+(\.[a-z0-9_]+)+$/

const instanceDocument = z.object({
  locale: z.string().catch('en'),
  context: z.string().catch('default'),
  created_at: z.string().catch(''),
  databases: z.string().regex(/^[0-9a-f]{16}$/),
  key: z.string(),
  removing: z.boolean().catch(false),
})

/** A Cozy: the data of one person, under a domain of its own. */
export interface Instance {
  /** A host name in lower case, with a port if the `Host` header of its requests has one. */
  domain: string
  /** The language of its owner. */
  locale: string
  /** The name of the configured context that it belongs to. */
  context: string
  /** A date-time of RFC 3339. */
  createdAt: string
  /** The key of its tokens, sealed with the master secret. */
  sealedKey: string
  /** The beginning of the names of its databases. */
  databasePrefix: string
  /**
   * The name of its database of a doctype.
   * @throws TypeError when the text is no doctype
   */
  database: (doctype: string) => string
  /** Whether its removal has begun: it is hidden from then on. */
  isRemoving: boolean
}

/** Reads the document of an instance; `undefined` when it is damaged. */
export function readInstance(document: StoredDocument, registryPrefix: string): Instance | undefined {
  const { data } = instanceDocument.safeParse(document)
  if (!data) return undefined
  const databasePrefix = `${registryPrefix}-instance-${data.databases}-`
  return {
    domain: document._id,
    locale: data.locale,
    context: data.context,
    createdAt: data.created_at,
    sealedKey: data.key,
    databasePrefix,
    // Names of databases in CouchDB have no dots. Doctypes have no hyphens, so that two of them never share a database.
    database(doctype) {
      if (!doctypePattern.test(doctype)) throw new TypeError(`"${doctype}" is no doctype that can be stored`)
      return `${databasePrefix}${doctype.replaceAll('.', '-')}`
    },
    isRemoving: data.removing,
  }
}
