import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoredDocument, WriteOptions } from '../../documents/documents.js'
import type { JsonObject } from '../../json.js'
import { retryOnConflict } from '../../registry/retry-on-conflict.js'
import type { InstanceDocuments } from '../instance-documents.js'
import type { Instance } from '../instance.js'
import { readRules, rulesDocument, type Rules } from './rule.js'

const doctype = 'io.cozy.permissions'

/** An application that is installed on an instance. */
export interface InstalledSource {
  kind: 'app' | 'konnector'
  slug: string
}

/** The permissions of an installed application. */
export interface PermissionDocument extends InstalledSource {
  id: string
  revision: string
  /** `io.cozy.apps/<slug>` or `io.cozy.konnectors/<slug>`. */
  sourceId: string
  rules: Rules
  /** As it is stored. */
  cozyMetadata: JsonObject | undefined
}

/** The doctypes of the documents of installed applications. */
export const installedDoctypes = { app: 'io.cozy.apps', konnector: 'io.cozy.konnectors' } as const

/** The id of the document of an installed application. */
export function sourceIdOf({ kind, slug }: InstalledSource): string {
  return `${installedDoctypes[kind]}/${slug}`
}

const shape = z.object({
  cozyMetadata: z.record(z.string(), z.json()).optional().catch(undefined),
})

// The documents as they may become, one for each process that changes the application now.
const announcedShape = z
  .array(z.object({ at: z.string(), document: z.record(z.string(), z.json()).nullable() }))
  .catch([])

interface Announced {
  at: string
  /** `null` for a removal. */
  document: JsonObject | null
}

// Milliseconds after which the process of an announcement counts as dead.
const announcementTimeout = 15 * 60_000
const mostAnnounced = 20

interface Settled {
  /** The document that counts now; `undefined` when there is none. */
  current: StoredDocument | undefined
  /** The announcements of operations that may still succeed. */
  pending: Announced[]
}

/** The permissions of an application once its document is written. */
export interface AnnouncedPermissions {
  /** The `updated_at` that the document of the application will have. */
  at: string
  version: string
  /** Gets the present rules, if there are any, also those that were added by hand. */
  change: (rules: Rules | undefined) => Rules
}

/**
 * The permissions that tokens of installed applications are checked against: one document for each application, with the rules of
 * its manifest, and rules that were added since.
 */
export class PermissionDocuments {
  readonly #documents: InstanceDocuments
  readonly #clock: () => number

  /** @param clock milliseconds since 1970 */
  constructor(documents: InstanceDocuments, clock: () => number) {
    this.#documents = documents
    this.#clock = clock
  }

  /** The permissions of an application; `undefined` when it is not installed. */
  async find(instance: Instance, source: InstalledSource): Promise<PermissionDocument | undefined> {
    const document = await this.#documents.get(instance, doctype, idOf(source))
    const { current } = await this.#settled(instance, source, document)
    return current && read(current, source)
  }

  /**
   * Announces a change of the permissions. It counts from the moment at which the document of the application has this
   * `updated_at`. So both documents change at once, even if the process is killed between the writes. Several processes may
   * announce changes: that of the process which writes the application counts.
   */
  async announce(
    instance: Instance,
    source: InstalledSource,
    { at, version, change }: AnnouncedPermissions,
  ): Promise<void> {
    await this.#announce(instance, source, at, (current) =>
      current
        ? this.#changed(current, change(read(current, source).rules))
        : this.#new(source, change(undefined), version),
    )
  }

  /** Announces the removal of the permissions. It counts from the moment at which the document of the application is removed. */
  async announceRemoval(instance: Instance, source: InstalledSource): Promise<void> {
    await this.#announce(instance, source, this.#now(), () => null, { isForRemoval: true })
  }

  /** Completes an announced change if the document of the application was written. */
  async settle(instance: Instance, source: InstalledSource): Promise<void> {
    await retryOnConflict(async () => {
      const document = await this.#documents.get(instance, doctype, idOf(source))
      if (document?.announced === undefined) return
      const { current, pending } = await this.#settled(instance, source, document)
      const { _id, _rev } = document
      if (current || pending.length > 0) {
        await this.#documents.put(instance, doctype, { ...current, ...announcing(pending), _id, _rev })
      } else await this.#documents.remove(instance, doctype, _id, _rev)
    })
  }

  /**
   * Creates the permissions of an application, or replaces those that an interrupted removal has left.
   * @param version the version of the application
   */
  async create(instance: Instance, source: InstalledSource, rules: Rules, version: string): Promise<void> {
    await this.#write(instance, source, () => this.#new(source, rules, version))
  }

  /**
   * Changes the permissions of an application; does nothing when it has none.
   * @param change gets the rules, also those that were added by hand
   */
  async update(instance: Instance, source: InstalledSource, change: (rules: Rules) => Rules): Promise<void> {
    await this.#write(
      instance,
      source,
      (current) => current && this.#changed(current, change(read(current, source).rules)),
    )
  }

  /** Removes the permissions of an application, which makes its tokens useless; does nothing when it has none. */
  async remove(instance: Instance, source: InstalledSource): Promise<void> {
    await retryOnConflict(async () => {
      const document = await this.#documents.get(instance, doctype, idOf(source))
      if (document) await this.#documents.remove(instance, doctype, document._id, document._rev)
    })
  }

  #new(source: InstalledSource, rules: Rules, version: string): JsonObject {
    const now = this.#now()
    const { kind: type, slug } = source
    return {
      type,
      source_id: sourceIdOf(source),
      ...permissionsOf(rules),
      cozyMetadata: {
        doctypeVersion: '1',
        metadataVersion: 1,
        createdAt: now,
        createdByApp: slug,
        createdByAppVersion: version,
        updatedAt: now,
        updatedByApps: [{ slug, date: now, version }],
      },
    }
  }

  // As in cozy-stack, the versions stay those of the installation.
  #changed(current: JsonObject, rules: Rules): JsonObject {
    const { permissions: _permissions, _id, _rev, ...rest } = current
    const { cozyMetadata } = shape.parse(current)
    return { ...rest, ...permissionsOf(rules), cozyMetadata: { ...cozyMetadata, updatedAt: this.#now() } }
  }

  async #announce(
    instance: Instance,
    source: InstalledSource,
    at: string,
    next: (current: StoredDocument | undefined) => JsonObject | null,
    options?: WriteOptions,
  ): Promise<void> {
    await retryOnConflict(async () => {
      const _id = idOf(source)
      const stored = await this.#documents.get(instance, doctype, _id)
      const { current, pending } = await this.#settled(instance, source, stored)
      const document = next(current)
      if (!stored && !document) return
      const revision = stored && { _rev: stored._rev }
      const announced = announcing([...pending, { at, document }])
      await this.#documents.put(instance, doctype, { ...current, ...announced, _id, ...revision }, options)
    })
  }

  async #settled(instance: Instance, source: InstalledSource, stored: StoredDocument | undefined): Promise<Settled> {
    if (!stored) return { current: undefined, pending: [] }
    const { announced, _id, _rev, ...members } = stored
    // The document of an application that is being installed has no other members yet.
    const before = 'type' in members ? { ...members, _id, _rev } : undefined
    if (announced === undefined) return { current: before, pending: [] }
    const app = await this.#documents.get(instance, installedDoctypes[source.kind], sourceIdOf(source))
    const counts = ({ at, document }: Announced): boolean => (document ? app?.updated_at === at : app === undefined)
    const announcements = announcedShape.parse(announced)
    const valid = announcements.findLast(counts)
    const after = valid?.document ? { ...valid.document, _id, _rev } : undefined
    const pending = announcements.filter((one) => !counts(one) && !this.#isDead(one))
    return { current: valid ? after : before, pending }
  }

  #isDead({ at }: Announced): boolean {
    return this.#clock() - Date.parse(at) > announcementTimeout
  }

  async #write(
    instance: Instance,
    source: InstalledSource,
    content: (current: StoredDocument | undefined) => JsonObject | undefined,
  ): Promise<void> {
    await retryOnConflict(async () => {
      const _id = idOf(source)
      const stored = await this.#documents.get(instance, doctype, _id)
      const { current, pending } = await this.#settled(instance, source, stored)
      const members = content(current)
      if (!members) return
      const revision = stored && { _rev: stored._rev }
      await this.#documents.put(instance, doctype, { ...members, ...announcing(pending), _id, ...revision })
    })
  }

  #now(): string {
    return new Date(this.#clock()).toISOString()
  }
}

// Made from the source, so that an application can't have two documents.
function idOf(source: InstalledSource): string {
  return createHash('sha256').update(sourceIdOf(source)).digest('hex').slice(0, 32)
}

function announcing(pending: readonly Announced[]): JsonObject {
  return pending.length === 0
    ? {}
    : { announced: pending.slice(-mostAnnounced).map(({ at, document }) => ({ at, document })) }
}

function permissionsOf(rules: Rules): JsonObject {
  return rules.size === 0 ? {} : { permissions: rulesDocument(rules) }
}

function read(document: StoredDocument, source: InstalledSource): PermissionDocument {
  return {
    ...source,
    id: document._id,
    revision: document._rev,
    sourceId: sourceIdOf(source),
    rules: readRules(document.permissions),
    cozyMetadata: shape.parse(document).cozyMetadata,
  }
}
