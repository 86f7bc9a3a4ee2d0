import { ConflictError } from '../documents/documents.js'
import type { Instance } from '../instances/instance.js'
import type { Instances } from '../instances/instances.js'
import { readRules, type Rules } from '../instances/permissions/rule.js'
import { updatedRules } from '../instances/permissions/update.js'
import type { JsonObject } from '../json.js'
import type { AppType } from '../registry/records.js'
import { InstalledAppError } from './errors.js'
import { doctypeOf, idOf, permissionSource, readInstalledApp, type AppId, type InstalledApp } from './installed-app.js'

/** The documents and the permissions of installed applications. A write of a document also puts its permissions into effect. */
export class AppDocuments {
  readonly #instances: Pick<Instances, 'documents' | 'permissions'>
  readonly #clock: () => number

  /** @param clock milliseconds since 1970 */
  constructor(instances: Pick<Instances, 'documents' | 'permissions'>, clock: () => number) {
    this.#instances = instances
    this.#clock = clock
  }

  /** An installed application, or `undefined`. */
  async find(instance: Instance, app: AppId): Promise<InstalledApp | undefined> {
    const document = await this.#instances.documents.get(instance, doctypeOf(app.type), idOf(app))
    return document && readInstalledApp(app, document)
  }

  /** The installed applications of a type, in byte order of their slugs. */
  async *list(instance: Instance, type: AppType, startId?: string): AsyncGenerator<InstalledApp> {
    const prefix = `${doctypeOf(type)}/`
    for await (const document of this.#instances.documents.list(instance, doctypeOf(type), startId)) {
      if (document._id.startsWith(prefix)) {
        yield readInstalledApp({ type, slug: document._id.slice(prefix.length) }, document)
      }
    }
  }

  /** The slugs of the installed applications of a type, in byte order. */
  async slugs(instance: Instance, type: AppType): Promise<string[]> {
    const prefix = `${doctypeOf(type)}/`
    const ids = await this.#instances.documents.ids(instance, doctypeOf(type))
    return ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length))
  }

  /** The applications with these slugs, in the order of the slugs; `undefined` for each that is not installed. */
  async findMany(instance: Instance, type: AppType, slugs: readonly string[]): Promise<(InstalledApp | undefined)[]> {
    const apps = slugs.map((slug) => ({ type, slug }))
    const found: (InstalledApp | undefined)[] = []
    const documents = this.#instances.documents.getEach(instance, doctypeOf(type), apps.map(idOf))
    let next = 0
    for await (const document of documents) {
      const app = apps[next++]
      found.push(app && document && readInstalledApp(app, document))
    }
    return found
  }

  /** Writes the document of an application whose version stays the same. The permissions are not changed. */
  async save(instance: Instance, current: InstalledApp, members: JsonObject): Promise<InstalledApp> {
    // Stores announced permissions that are in effect. With the new `updated_at`, they would no longer be in effect.
    await this.#instances.permissions.settle(instance, permissionSource(current))
    const archive = members.checksum === '' ? { archive_checksum: current.archive } : {}
    return this.#put(instance, current, { ...members, ...archive, ...this.#dates(current) }, current)
  }

  /**
   * Writes the document and the permissions of a new version. The permissions take effect when the document is written.
   * @param current the application before the update; `undefined` for an installation
   */
  async commit(
    instance: Instance,
    app: AppId,
    members: JsonObject,
    current: InstalledApp | undefined,
  ): Promise<InstalledApp> {
    const { permissions } = this.#instances
    const source = permissionSource(app)
    const document = { ...members, ...this.#dates(current) }
    const after = rulesOf(members)
    await permissions.announce(instance, source, {
      at: document.updated_at,
      version: typeof members.version === 'string' ? members.version : '',
      change: (stored) => (stored && current ? updatedRules(stored, rulesOf(current.document), after) : after),
    })
    const written = await this.#put(instance, app, document, current)
    await permissions.settle(instance, source)
    return written
  }

  /** Removes the document and the permissions of an application. */
  async remove(instance: Instance, current: InstalledApp): Promise<void> {
    const { documents, permissions } = this.#instances
    const source = permissionSource(current)
    await permissions.announceRemoval(instance, source)
    await this.#write(() => documents.remove(instance, doctypeOf(current.type), idOf(current), current.revision ?? ''))
    await permissions.settle(instance, source)
  }

  async #put(
    instance: Instance,
    app: AppId,
    document: JsonObject,
    current: InstalledApp | undefined,
  ): Promise<InstalledApp> {
    const revision = current?.revision === undefined ? undefined : { _rev: current.revision }
    const draft = { ...document, _id: idOf(app), ...revision }
    const { documents } = this.#instances
    const _rev = await this.#write(() => documents.put(instance, doctypeOf(app.type), draft))
    return readInstalledApp(app, { ...draft, _rev })
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      const detail = 'Another gateway has changed the application meanwhile: try again'
      throw new InstalledAppError('INVALID_STATE', { detail, cause: error })
    }
  }

  // `updated_at` must change with every write: it tells whether announced permissions take effect.
  #dates(current?: InstalledApp): { created_at: string; updated_at: string } {
    const now = this.#clock()
    const date = new Date(now).toISOString()
    const updated = date === current?.updatedAt ? new Date(now + 1).toISOString() : date
    return { created_at: current?.createdAt ?? updated, updated_at: updated }
  }
}

/** The rules of the permissions in a document or a manifest. */
export function rulesOf({ permissions }: JsonObject): Rules {
  return readRules(permissions)
}
