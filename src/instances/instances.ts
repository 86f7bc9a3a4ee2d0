import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import {
  ConflictError,
  DatabaseMissingError,
  type Change,
  type Documents,
  type Draft,
  type StoredDocument,
} from '../documents/documents.js'
import { treatMissingDatabaseAs } from '../documents/treat-missing-database-as.js'
import { canonicalHost } from '../host.js'
import { followChanges, type FeedOptions } from '../registry/change-feed.js'
import { RegistryError } from '../registry/errors.js'
import { retryOnConflict, updateDocument } from '../registry/retry-on-conflict.js'
import { shortened } from '../registry/shortened.js'
import { Sealer } from '../sealer.js'
import { Callers } from './caller.js'
import { checkDomain } from './domain.js'
import { InstanceDocuments } from './instance-documents.js'
import { readInstance, type Instance } from './instance.js'
import { instanceNotFound } from './not-found.js'
import { PermissionDocuments } from './permissions/permission-documents.js'
import { RemoteRequests } from './remote-requests.js'
import { InstanceTokens } from './tokens.js'

/** The dependencies of `Instances`. */
export interface InstanceParts {
  documents: Documents
  /** The prefix of the names of all databases of the registry. */
  prefix: string
  /** The master secret, 32 bytes. */
  secret: Buffer
  /** Returns the time in milliseconds since 1970. */
  clock: () => number
  log: Logger
  /** The names of the configured contexts, in lower case. */
  contexts?: Iterable<string>
}

/** The properties of an instance to create. */
export interface NewInstance {
  domain: string
  locale: string
  context: string
}

// Milliseconds until reading the instances is tried again after a failure.
const retryPause = 1000
// The maximum of changed instances that are read one by one. If more have changed at once, all instances are read again.
const maxSingleReads = 500
const keyLength = 32

/**
 * The instances of this gateway (Cozies). Each has its own domain, databases and tokens. All instances are cached in memory,
 * and the cache follows the change feed of their database. This database is created with the first instance.
 */
export class Instances {
  readonly documents: InstanceDocuments
  readonly permissions: PermissionDocuments
  readonly tokens: InstanceTokens
  readonly callers: Callers
  readonly remoteRequests: RemoteRequests
  readonly #documents: Documents
  readonly #database: string
  readonly #prefix: string
  readonly #sealer: Sealer
  readonly #clock: () => number
  readonly #log: Logger
  readonly #contexts: ReadonlySet<string>
  #byDomain = new Map<string, Instance>()
  #reading: Promise<void> = Promise.resolve()

  constructor({ documents, prefix, secret, clock, log, contexts = [] }: InstanceParts) {
    this.#documents = documents
    this.#database = `${prefix}-instances`
    this.#prefix = prefix
    this.#sealer = new Sealer(secret, 'keys of instances')
    this.#clock = clock
    this.#log = log
    this.#contexts = new Set(contexts)
    this.documents = new InstanceDocuments(documents, (instance) => this.#isRegistered(instance))
    this.permissions = new PermissionDocuments(this.documents, clock)
    this.tokens = new InstanceTokens(this.#sealer, clock)
    this.callers = new Callers(this.tokens, this.permissions)
    this.remoteRequests = new RemoteRequests(this.documents)
  }

  /** Reads the instances, and follows their changes. This must be done before all other calls. */
  async open(following: FeedOptions): Promise<void> {
    await followChanges(this.#documents, this.#database, following, (changes) => {
      void this.#readChanged(changes, following.signal)
    })
    await this.#read()
  }

  /** The instance whose domain equals a `Host` header, apart from case and a final dot; `undefined` if there is none. */
  find(host: string): Instance | undefined {
    return this.#byDomain.size === 0 ? undefined : this.#byDomain.get(canonicalHost(host))
  }

  /**
   * An instance by its domain.
   * @throws RegistryError INSTANCE_NOT_FOUND
   */
  get(domain: string): Instance {
    const instance = this.#byDomain.get(domain)
    if (!instance) throw instanceNotFound(domain)
    return instance
  }

  /** All instances, in the order of their domains. */
  all(): Instance[] {
    return [...this.#byDomain.values()].sort((a, b) => (a.domain < b.domain ? -1 : 1))
  }

  /**
   * Creates an instance, with its own key for tokens.
   * @throws RegistryError INVALID_INPUT, INSTANCE_EXISTS
   */
  async add({ domain, locale, context }: NewInstance): Promise<Instance> {
    const document = {
      _id: checkDomain(domain),
      locale: checkLocale(locale),
      context: checkContext(context),
      created_at: new Date(this.#clock()).toISOString(),
      // A part of the names of the databases. It is random, so a new instance never gets the databases of a removed instance
      // with the same domain.
      databases: randomBytes(8).toString('hex'),
      key: this.#sealer.seal(randomBytes(keyLength), domain),
    }
    await this.#create(document)
    await this.#read([domain])
    return this.get(domain)
  }

  /** Warnings about a new instance, for the admin: the name of its context may be misspelled. */
  warningsAbout({ context }: Pick<Instance, 'context'>): string[] {
    const name = context.toLowerCase()
    // An instance that is created without a context gets the context `default`.
    if (name === 'default' || this.#contexts.has(name)) return []
    const names = [...this.#contexts].map((each) => `"${each}"`).join(', ')
    const known = names === '' ? 'no context is configured' : `the configured contexts are: ${names}`
    return [
      `The context "${context}" is not in "instance_contexts", so the instance has the default settings; ${known}`,
    ]
  }

  /**
   * Removes an instance and all its documents. An interrupted removal is completed by the next `remove` or `add` with the same
   * domain.
   * @throws RegistryError INSTANCE_NOT_FOUND
   */
  async remove(domain: string): Promise<void> {
    const marked = await treatMissingDatabaseAs(undefined, () =>
      updateDocument(this.#documents, this.#database, domain, (current) => current && { ...current, removing: true }, {
        isForRemoval: true,
      }),
    )
    if (!marked) throw instanceNotFound(domain)
    await this.#read([domain])
    await this.#completeRemoval(marked)
  }

  async #create(document: Draft): Promise<void> {
    try {
      await this.#documents.put(this.#database, document)
    } catch (error) {
      if (error instanceof DatabaseMissingError) await this.#documents.ensure(this.#database, [])
      else if (error instanceof ConflictError) await this.#completeInterruptedRemoval(document._id)
      else throw error
      await this.#documents.put(this.#database, document).catch((again: unknown) => {
        throw again instanceof ConflictError ? instanceExists(document._id) : again
      })
    }
  }

  // Throws INSTANCE_EXISTS if the instance is not being removed.
  async #completeInterruptedRemoval(domain: string): Promise<void> {
    const existing = await this.#documents.get(this.#database, domain)
    if (existing && existing.removing !== true) throw instanceExists(domain)
    if (existing) await this.#completeRemoval(existing)
  }

  // Removes the databases, and then the document. While the document exists, an interrupted removal can be completed.
  async #completeRemoval(document: StoredDocument): Promise<void> {
    const instance = readInstance(document, this.#prefix)
    if (instance) await this.documents.drop(instance)
    await retryOnConflict(async () => {
      const current = await this.#documents.get(this.#database, document._id)
      // Another process may have completed the removal. Then the document may belong to a new instance.
      if (current?.databases === document.databases && current?.removing === true)
        await this.#documents.remove(this.#database, current._id, current._rev)
    })
  }

  async #isRegistered({ domain, databasePrefix }: Instance): Promise<boolean> {
    const document = await this.#documents.get(this.#database, domain)
    const current = document && readInstance(document, this.#prefix)
    return current?.databasePrefix === databasePrefix && !current.isRemoving
  }

  // Reads the changed instances, or all instances if `changes` is undefined. After a failure, reads all instances, until this
  // succeeds.
  async #readChanged(changes: Change[] | undefined, signal: AbortSignal): Promise<void> {
    let domains = changes && changes.length <= maxSingleReads ? changes.map(({ id }) => id) : undefined
    const isClosed = (): boolean => signal.aborted
    while (!isClosed()) {
      try {
        return await this.#read(domains)
      } catch (err) {
        if (isClosed()) return
        this.#log.error({ err, database: this.#database }, 'the instances could not be read')
        domains = undefined
        await sleep(retryPause, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
  }

  // Reads the instances with these domains, or all instances. The reads run one after another. Otherwise, an older state could
  // overwrite a newer one.
  #read(domains?: string[]): Promise<void> {
    const reading = this.#reading.then(() => (domains ? this.#readSome(domains) : this.#readAll()))
    this.#reading = reading.catch(() => undefined)
    return reading
  }

  async #readSome(domains: string[]): Promise<void> {
    const documents = await treatMissingDatabaseAs([], () => this.#documents.getMany(this.#database, domains))
    for (const [i, domain] of domains.entries()) {
      const document = documents[i]
      const instance = document && this.#readVisible(document)
      if (instance) this.#byDomain.set(domain, instance)
      else this.#byDomain.delete(domain)
    }
  }

  async #readAll(): Promise<void> {
    const all = new Map<string, Instance>()
    await treatMissingDatabaseAs(undefined, async () => {
      for await (const document of this.#documents.list(this.#database)) {
        const instance = this.#readVisible(document)
        if (instance) all.set(instance.domain, instance)
      }
    })
    this.#byDomain = all
  }

  // The instance in a document; `undefined` if it is being removed, or if the document is damaged.
  #readVisible(document: StoredDocument): Instance | undefined {
    const instance = readInstance(document, this.#prefix)
    if (!instance) this.#log.error({ domain: document._id }, 'the document of an instance is damaged')
    return instance?.isRemoving ? undefined : instance
  }
}

function checkLocale(locale: string): string {
  if (/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(locale)) return locale
  throw new RegistryError('INVALID_INPUT', 'Invalid locale', {
    detail: `"${shortened(locale)}" is no locale: give the code of a language, such as "en" or "fr"`,
  })
}

function checkContext(context: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(context)) return context
  throw new RegistryError('INVALID_INPUT', 'Invalid context', {
    detail: `"${shortened(context)}" is no name of a context: give at most 64 letters, digits, "_" and "-", such as "default"`,
  })
}

function instanceExists(domain: string): RegistryError {
  return new RegistryError('INSTANCE_EXISTS', 'Instance already exists', {
    detail: `There is an instance "${shortened(domain)}" already: choose another domain, or remove it first`,
  })
}
