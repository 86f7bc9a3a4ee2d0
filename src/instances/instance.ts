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

/** An instance (a Cozy): the data of one user, with its own domain. */
export interface Instance {
  /** A host name in lower case, with a port if the `Host` header of requests to the instance has one. */
  domain: string
  /** The language of the user, such as `fr`. */
  locale: string
  /** The name of a context: a group of instances with the same configuration. */
  context: string
  /** A date-time (RFC 3339). */
  createdAt: string
  /** The key that signs the tokens of the instance, encrypted with the master secret. */
  sealedKey: string
  /** The prefix of the names of the instance's databases. */
  databasePrefix: string
  /**
   * The name of the database with the instance's documents of a doctype.
   * @throws TypeError for an invalid doctype
   */
  database: (doctype: string) => string
  /** Whether the removal of the instance has begun. Such an instance is hidden from clients. */
  isRemoving: boolean
}

/** The instance in a stored document; `undefined` when the document is damaged. */
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
    // The name of a CouchDB database can't contain dots, so hyphens replace them. A doctype has no hyphens. So two doctypes
    // never have the same database.
    database(doctype) {
      if (!doctypePattern.test(doctype)) throw new TypeError(`"${doctype}" is no doctype that can be stored`)
      return `${databasePrefix}${doctype.replaceAll('.', '-')}`
    },
    isRemoving: data.removing,
  }
}
