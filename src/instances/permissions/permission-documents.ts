import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoredDocument } from '../../documents/documents.js'
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

/** The id of the document of an installed application. */
export function sourceIdOf({ kind, slug }: InstalledSource): string {
  return `${kind === 'app' ? 'io.cozy.apps' : 'io.cozy.konnectors'}/${slug}`
}

const shape = z.object({
  cozyMetadata: z.record(z.string(), z.json()).optional().catch(undefined),
})

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
    return document && read(document, source)
  }

  /**
   * Creates the permissions of an application, or replaces those that an interrupted removal has left.
   * @param version the version of the application
   */
  async create(instance: Instance, source: InstalledSource, rules: Rules, version: string): Promise<void> {
    const now = this.#now()
    const { kind: type, slug } = source
    await this.#write(instance, source, () => ({
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
    }))
  }

  /**
   * Changes the permissions of an application; does nothing when it has none.
   * @param change gets the rules, also those that were added by hand
   */
  async update(instance: Instance, source: InstalledSource, change: (rules: Rules) => Rules): Promise<void> {
    await this.#write(instance, source, (current) => {
      if (!current) return undefined
      const { permissions: _permissions, ...rest } = current
      const { rules, cozyMetadata } = read(current, source)
      // As in cozy-stack, the versions stay those of the installation.
      return { ...rest, ...permissionsOf(change(rules)), cozyMetadata: { ...cozyMetadata, updatedAt: this.#now() } }
    })
  }

  /** Removes the permissions of an application, which makes its tokens useless; does nothing when it has none. */
  async remove(instance: Instance, source: InstalledSource): Promise<void> {
    await retryOnConflict(async () => {
      const document = await this.#documents.get(instance, doctype, idOf(source))
      if (document) await this.#documents.remove(instance, doctype, document._id, document._rev)
    })
  }

  async #write(
    instance: Instance,
    source: InstalledSource,
    content: (current: StoredDocument | undefined) => JsonObject | undefined,
  ): Promise<void> {
    await retryOnConflict(async () => {
      const _id = idOf(source)
      const current = await this.#documents.get(instance, doctype, _id)
      const members = content(current)
      if (!members) return
      await this.#documents.put(instance, doctype, { ...members, _id, ...(current && { _rev: current._rev }) })
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
