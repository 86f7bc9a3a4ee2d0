import type { Logger } from 'pino'
import { ConflictError, DatabaseMissingError, type Documents, type StoredDocument } from '../documents/documents.js'
import { treatMissingDatabaseAs } from '../documents/treat-missing-database-as.js'
import { isJsonObject } from '../json.js'
import { Sealer } from '../sealer.js'
import { isRemoteDoctype } from './doctype.js'
import { RemoteError } from './errors.js'

/** The secrets of one remote doctype: values by name. */
export type Secrets = ReadonlyMap<string, string>

/** The dependencies of `RemoteSecrets`. */
export interface SecretParts {
  documents: Documents
  /** The first part of the names of all databases. */
  prefix: string
  /** The master secret, 32 bytes. */
  secret: Buffer
  log: Logger
}

const maxValueBytes = 8 * 1024
const maxAttempts = 20
// The prefix of the ids of documents. A doctype may begin with `_`, but the id of a document may not.
const idPrefix = 'io.cozy.remote.secrets/'

/**
 * The operator's secrets for definitions. In a definition, `{{secret_token}}` is replaced by the secret `token` of its doctype.
 * The secrets of a doctype are stored in one document, with their names in clear and their values encrypted.
 */
export class RemoteSecrets {
  readonly #documents: Documents
  readonly #database: string
  readonly #sealer: Sealer
  readonly #log: Logger

  constructor({ documents, prefix, secret, log }: SecretParts) {
    this.#documents = documents
    this.#database = `${prefix}-remote-secrets`
    this.#sealer = new Sealer(secret, 'secrets of remote doctypes')
    this.#log = log
  }

  /**
   * The secrets of a doctype. If a value can't be decrypted with the master secret, logs an error and leaves the secret out.
   */
  async of(doctype: string): Promise<Secrets> {
    const secrets = new Map<string, string>()
    for (const [name, sealed] of membersOf(await this.#get(doctype))) {
      const value = this.#sealer.unseal(sealed, ownerOf(doctype, name))
      if (value) secrets.set(name, value.toString())
      else this.#log.error({ doctype, secret: name }, 'A secret does not belong to this master secret, or is damaged')
    }
    return secrets
  }

  /** The names of all secrets, by doctype. */
  async names(): Promise<Map<string, string[]>> {
    const names = new Map<string, string[]>()
    try {
      for await (const document of this.#documents.list(this.#database)) {
        const members = [...membersOf(document).keys()].sort()
        if (members.length > 0) names.set(document._id.slice(idPrefix.length), members)
      }
    } catch (error) {
      if (!(error instanceof DatabaseMissingError)) throw error
    }
    return names
  }

  /**
   * Creates or replaces a secret.
   * @throws RemoteError INVALID_SECRET
   */
  async set(doctype: string, name: string, value: string): Promise<void> {
    checkSecret(doctype, name, value)
    await this.#documents.ensure(this.#database, [])
    await this.#change(doctype, (members) =>
      members.set(name, this.#sealer.seal(Buffer.from(value), ownerOf(doctype, name))),
    )
  }

  /** Removes a secret. Returns whether it existed. */
  async remove(doctype: string, name: string): Promise<boolean> {
    if (!membersOf(await this.#get(doctype)).has(name)) return false
    await this.#change(doctype, (members) => members.delete(name))
    return true
  }

  async #change(doctype: string, change: (members: Map<string, string>) => unknown): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const stored = await this.#get(doctype)
      const members = membersOf(stored)
      change(members)
      try {
        await this.#documents.put(this.#database, {
          ...(stored ?? { _id: idPrefix + doctype }),
          sealed: Object.fromEntries(members),
        })
        return
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === maxAttempts) throw error
      }
    }
  }

  #get(doctype: string): Promise<StoredDocument | undefined> {
    return treatMissingDatabaseAs(undefined, () => this.#documents.get(this.#database, idPrefix + doctype))
  }
}

function membersOf(document: StoredDocument | undefined): Map<string, string> {
  const members = new Map<string, string>()
  if (!isJsonObject(document?.sealed)) return members
  for (const [name, value] of Object.entries(document.sealed)) if (typeof value === 'string') members.set(name, value)
  return members
}

// The context that a value is encrypted for. If the value is moved to another name or doctype, it can't be decrypted there.
function ownerOf(doctype: string, name: string): string {
  return `${doctype} ${name}`
}

function checkSecret(doctype: string, name: string, value: string): void {
  if (!isRemoteDoctype(doctype))
    throw invalidSecret(`"${doctype}" is no remote doctype: write it like org.example.prices`)
  if (!/^\w{1,100}$/.test(name)) {
    throw invalidSecret(`"${name}" can't name a secret: use letters, digits and underscores, 100 at most`)
  }
  if (name.startsWith('secret_')) {
    // The placeholder of a secret `token` is `{{secret_token}}`: see `secretNameOf`.
    throw invalidSecret(`Definitions add "secret_" to the name: for {{${name}}}, set "${name.slice('secret_'.length)}"`)
  }
  if (value === '' || Buffer.byteLength(value) > maxValueBytes) {
    throw invalidSecret(`A secret has 1 to ${String(maxValueBytes)} bytes`)
  }
}

function invalidSecret(message: string): RemoteError {
  return new RemoteError('INVALID_SECRET', message)
}
