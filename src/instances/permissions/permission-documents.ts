import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoredDocument, WriteOptions } from '../../documents/documents.js'
import type { JsonObject } from '../../json.js'
import { retryOnConflict } from '../../registry/retry-on-conflict.js'
import type { InstanceDocuments } from '../instance-documents.js'
import type { Instance } from '../instance.js'
import { readRules, rulesToJson, type Rules } from './rule.js'

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
  /** The metadata of the permission document, as they are stored. */
  cozyMetadata: JsonObject | undefined
}

/** The doctypes of the documents of installed applications, by kind of application. */
export const installedDoctypes = { app: 'io.cozy.apps', konnector: 'io.cozy.konnectors' } as const

/** The id of the document of an installed application. */
export function sourceIdOf({ kind, slug }: InstalledSource): string {
  return `${installedDoctypes[kind]}/${slug}`
}

const shape = z.object({
  cozyMetadata: z.record(z.string(), z.json()).optional().catch(undefined),
})

// The announcements: each contains the permission document as it will be if a running operation succeeds.
const announcedShape = z
  .array(z.object({ at: z.string(), document: z.record(z.string(), z.json()).nullable() }))
  .catch([])

interface Announced {
  at: string
  /** `null` for a removal. */
  document: JsonObject | null
}

// Milliseconds after which an announcement that has not taken effect is dropped: its operation has been interrupted.
const announcementTimeout = 15 * 60_000
const maxAnnounced = 20

interface Settled {
  /** The permission document in effect; `undefined` if there is none. */
  current: StoredDocument | undefined
  /** The announcements whose operations may still succeed. */
  pending: Announced[]
}

/** The permissions that an application will have when its document is written. */
export interface AnnouncedPermissions {
  /** The `updated_at` that the document of the application will have. */
  at: string
  version: string
  /** Makes the new rules from the present ones, which include the rules that users have added. Absent rules are `undefined`. */
  change: (rules: Rules | undefined) => Rules
}

/**
 * The permissions that tokens of installed applications have. Each application has one document, with the rules of its manifest
 * and the rules that users have added.
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
   * Announces a change of the permissions. The change takes effect when the document of the application gets the `updated_at` of
   * the announcement. So both documents change at once, even if the process is killed between the two writes. If several
   * processes announce changes, the change of the process that writes the document of the application takes effect.
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

  /** Announces the removal of the permissions. The removal takes effect when the document of the application is removed. */
  async announceRemoval(instance: Instance, source: InstalledSource): Promise<void> {
    await this.#announce(instance, source, this.#now(), () => null, { isForRemoval: true })
  }

  /** Stores the permissions in effect, and drops announcements that have taken effect or whose operations were interrupted. */
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
   * Creates the permissions of an application. Replaces permissions that an interrupted removal has left.
   * @param version the version of the application
   */
  async create(instance: Instance, source: InstalledSource, rules: Rules, version: string): Promise<void> {
    await this.#write(instance, source, () => this.#new(source, rules, version))
  }

  /**
   * Changes the permissions of an application. If the application has none, does nothing.
   * @param change gets the present rules, which include rules that users have added
   */
  async update(instance: Instance, source: InstalledSource, change: (rules: Rules) => Rules): Promise<void> {
    await this.#write(
      instance,
      source,
      (current) => current && this.#changed(current, change(read(current, source).rules)),
    )
  }

  /** Removes the permissions of an application, so its tokens permit nothing. If the application has none, does nothing. */
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

  // As in cozy-stack, the metadata keep the version that was installed first.
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
    // During an installation, the document has announcements only.
    const before = 'type' in members ? { ...members, _id, _rev } : undefined
    if (announced === undefined) return { current: before, pending: [] }
    const app = await this.#documents.get(instance, installedDoctypes[source.kind], sourceIdOf(source))
    const isEffective = ({ at, document }: Announced): boolean =>
      document ? app?.updated_at === at : app === undefined
    const announcements = announcedShape.parse(announced)
    const effective = announcements.findLast(isEffective)
    const after = effective?.document ? { ...effective.document, _id, _rev } : undefined
    const pending = announcements.filter((one) => !isEffective(one) && !this.#isExpired(one))
    return { current: effective ? after : before, pending }
  }

  #isExpired({ at }: Announced): boolean {
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

// The id is made from the kind and the slug, so an application can't have two permission documents.
function idOf(source: InstalledSource): string {
  return createHash('sha256').update(sourceIdOf(source)).digest('hex').slice(0, 32)
}

function announcing(pending: readonly Announced[]): JsonObject {
  return pending.length === 0
    ? {}
    : { announced: pending.slice(-maxAnnounced).map(({ at, document }) => ({ at, document })) }
}

function permissionsOf(rules: Rules): JsonObject {
  return rules.size === 0 ? {} : { permissions: rulesToJson(rules) }
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
