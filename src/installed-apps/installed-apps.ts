import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Instance } from '../instances/instance.js'
import type { Instances } from '../instances/instances.js'
import { isJsonObject, type JsonObject } from '../json.js'
import type { Objects } from '../objects/objects.js'
import type { Outgoing } from '../outgoing/client.js'
import type { AuditTrail } from '../registry/audit-log.js'
import { RegistryError } from '../registry/errors.js'
import { changeNeedsConsent } from '../registry/manifests/change-needs-consent.js'
import type { AppType } from '../registry/records.js'
import type { Registry } from '../registry/registry.js'
import { shortened } from '../registry/shortened.js'
import { AppDocuments, rulesOf } from './app-documents.js'
import { AppFiles } from './app-files.js'
import { LocalRegistry, RemoteRegistry, type AppRegistry } from './app-registry.js'
import { mayHaveUpdate } from './automatic-update.js'
import { CodeStore } from './code-store.js'
import { isPlatformApp, defaultContext, type InstanceContext } from './context.js'
import { InstalledAppError, notInstalled } from './errors.js'
import {
  idOf,
  installedMembers,
  readInstalledApp,
  usableStates,
  type AppId,
  type InstalledApp,
} from './installed-app.js'
import { readManifest, withTriggers } from './manifest.js'
import { OperationQueue, type Announce, type Operation } from './operation-queue.js'
import { Packages, type Package, type PackageParts } from './packages.js'
import { defaultSource, parseSource, type Source } from './source.js'
import { noDate, unfinished } from './unfinished.js'

/** The dependencies and settings of installed applications. */
export interface InstalledAppsParts extends Omit<PackageParts, 'code'> {
  instances: Pick<Instances, 'documents' | 'permissions'>
  registry: Pick<Registry, 'catalogue' | 'files' | 'spaces'>
  objects: Objects
  /** The client for the registries that contexts name. It may also reach private networks. */
  unguarded: Outgoing
  /** The settings of instances, by the name of their context in lower case. */
  contexts: ReadonlyMap<string, InstanceContext>
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
}

/** An application to install. */
export interface Installation extends AppId {
  /** Default: the stable channel of the registry. */
  source?: string | undefined
  /** Whether the application gets the state `installed` (not activated yet) instead of `ready`. */
  deactivated?: boolean | undefined
  /** The parameters of a konnector that does not come from a registry. */
  parameters?: JsonObject | undefined
}

/** An application to update. */
export interface Update extends AppId {
  /** Default: the source of the installed version. */
  source?: string | undefined
  /** Whether the user consents to new permissions and terms. */
  permissionsAcked?: boolean | undefined
  parameters?: JsonObject | undefined
}

// Milliseconds after which an application with a state such as `installing` may be changed again: the operation that set this
// state has been interrupted.
const operationTimeout = 15 * 60_000
const maxSlugLength = 128
// Milliseconds until the next automatic update: after a failure, and after a download that was needed to find a new version.
const pauseAfterFailure = 60_000
const pauseAfterDownload = 5_000
const maxPaused = 10_000

/**
 * The applications of instances: their documents, code and permissions. Operations on one application run one after another. An
 * operation writes the document of the application once, at the end. So readers never see a half-finished change.
 */
export class InstalledApps {
  /** The stored files of the applications. */
  readonly files: AppFiles
  readonly #parts: InstalledAppsParts
  readonly #documents: AppDocuments
  readonly #packages: Packages
  readonly #queue: OperationQueue
  readonly #paused = new LRUCache<string, true>({ max: maxPaused })
  readonly #registries = new Map<string, AppRegistry>()

  constructor(parts: InstalledAppsParts) {
    this.#parts = parts
    this.#documents = new AppDocuments(parts.instances, parts.clock)
    this.#queue = new OperationQueue(parts.limits)
    const code = new CodeStore(parts.objects)
    this.files = new AppFiles(code, parts.log)
    this.#packages = new Packages({ ...parts, code })
  }

  /** The settings of the context of an instance. */
  contextOf({ context }: Instance): InstanceContext {
    return this.#parts.contexts.get(context.toLowerCase()) ?? defaultContext
  }

  /** An installed application, or `undefined`. */
  find(instance: Instance, app: AppId): Promise<InstalledApp | undefined> {
    return this.#documents.find(instance, app)
  }

  /**
   * An installed application.
   * @throws InstalledAppError NOT_INSTALLED
   */
  async get(instance: Instance, app: AppId): Promise<InstalledApp> {
    const found = await this.find(instance, app)
    if (!found) throw notInstalled(instance.domain, app.slug)
    return found
  }

  /** The installed applications of a type, in byte order of their slugs. */
  list(instance: Instance, type: AppType, startId?: string): AsyncIterable<InstalledApp> {
    return this.#documents.list(instance, type, startId)
  }

  /** The slugs of the installed applications of a type, in byte order. */
  slugs(instance: Instance, type: AppType): Promise<string[]> {
    return this.#documents.slugs(instance, type)
  }

  /** The applications with these slugs, in the order of the slugs; `undefined` for each that is not installed. */
  findMany(instance: Instance, type: AppType, slugs: readonly string[]): Promise<(InstalledApp | undefined)[]> {
    return this.#documents.findMany(instance, type, slugs)
  }

  /** Installs an application. If the installation is refused, both promises reject with an `InstalledAppError`. */
  install(instance: Instance, { type, slug, deactivated, parameters, ...request }: Installation): Operation {
    const app = { type, slug }
    return this.#queue.start(keyOf(instance, app), async (announce, signal) => {
      checkSlug(slug)
      const existing = await this.find(instance, app)
      if (existing) throw new InstalledAppError('ALREADY_INSTALLED', { detail: alreadyInstalled(instance, slug) })
      const source = parseSource(request.source ?? defaultSource(slug))
      const registry = this.#registryOf(instance)
      return this.#packages.withPackage({ instance, app, source, registry, signal }, async (found) => {
        const members = this.#members({ app, source, found, parameters, before: undefined })
        announce(readInstalledApp(app, { ...unfinished(members), created_at: noDate, state: 'installing' }))
        await found.storeCode()
        const state = deactivated ? 'installed' : 'ready'
        return this.#documents.commit(instance, app, { ...members, state }, undefined)
      })
    })
  }

  /** Updates an application, unless the user has to consent first. */
  update(instance: Instance, update: Update): Operation {
    const { type, slug } = update
    return this.#queue.start(keyOf(instance, { type, slug }), (announce, signal) =>
      this.#update(instance, update, announce, signal),
    )
  }

  /**
   * Removes an application with its permissions.
   * @returns the application before its removal
   * @throws InstalledAppError
   */
  uninstall(instance: Instance, app: AppId): Promise<InstalledApp> {
    return this.#queue.start(keyOf(instance, app), async () => {
      checkSlug(app.slug)
      const current = await this.get(instance, app)
      this.#requireState(current)
      await this.#documents.remove(instance, current)
      return current
    }).result
  }

  /**
   * Returns an application that is about to be used. Updates the application first, if the update needs no consent. If the update
   * fails, logs the failure and returns the application as it is.
   * @param trail records the update
   * @throws InstalledAppError NOT_INSTALLED
   */
  async use(instance: Instance, app: AppId, trail: AuditTrail): Promise<InstalledApp> {
    const current = await this.get(instance, app)
    const key = keyOf(instance, app)
    if (this.#queue.isBusy(key) || this.#paused.has(key) || !usableStates.has(current.state)) return current
    try {
      return await this.#refresh(instance, current, trail)
    } catch (err) {
      this.#paused.set(key, true, { ttl: pauseAfterFailure })
      const level = err instanceof RegistryError ? 'info' : 'error'
      this.#parts.log[level]({ err, instance: instance.domain, app: app.slug }, 'an application was not updated')
      return current
    }
  }

  /** Gives an application with the state `installed` (not activated yet) the state `ready`. Leaves other states unchanged. */
  async activate(instance: Instance, app: AppId): Promise<void> {
    if ((await this.find(instance, app))?.state !== 'installed') return
    await this.#queue.start(keyOf(instance, app), async () => {
      const current = await this.get(instance, app)
      if (current.state !== 'installed') return current
      return this.#documents.save(instance, current, { ...current.document, state: 'ready' })
    }).result
  }

  /** The URL of the archive of a version; `undefined` if the registry of the instance does not have the version. */
  async archiveUrl(instance: Instance, app: InstalledApp, version: string): Promise<string | undefined> {
    const source = parseSource(app.source)
    if (source.kind !== 'registry') return undefined
    return (await this.#registryOf(instance).version(source.slug, version))?.url
  }

  /** Resolves when no operation runs. */
  settled(): Promise<void> {
    return this.#queue.settled()
  }

  async #update(instance: Instance, update: Update, announce: Announce, signal: AbortSignal): Promise<InstalledApp> {
    const app = { type: update.type, slug: checkSlug(update.slug) }
    const current = await this.get(instance, app)
    const source = parseSource(update.source ?? current.source)
    this.#requireState(current)
    const registry = this.#registryOf(instance)
    return this.#packages.withPackage({ instance, app, source, registry, signal }, async (found) => {
      const before = current.document
      // As in cozy-stack, the announced application has the revision and the date from before the update.
      const save = async (changed: JsonObject): Promise<InstalledApp> => {
        const saved = await this.#documents.save(instance, current, changed)
        announce(readInstalledApp(app, { ...changed, _rev: current.revision }))
        return saved
      }
      if (found.version === current.version) {
        const { available_version: _none, ...members } = before
        return save({ ...members, source: source.text })
      }
      const members = this.#members({ app, source, found, parameters: update.parameters, before })
      if (update.permissionsAcked !== true && this.#needsConsent(instance, current, readInstalledApp(app, members))) {
        return save({ ...before, source: source.text, available_version: found.version })
      }
      const state = { created_at: current.createdAt, state: usableStates.has(current.state) ? current.state : 'ready' }
      const shown = { ...unfinished(members), ...state, state: 'upgrading', _rev: current.revision }
      announce(readInstalledApp(app, shown))
      await found.storeCode()
      return this.#documents.commit(instance, app, { ...members, ...state }, current)
    })
  }

  /** Updates an application automatically, if its source may have another version. */
  async #refresh(instance: Instance, current: InstalledApp, trail: AuditTrail): Promise<InstalledApp> {
    const source = parseSource(current.source)
    const { type, slug } = current
    if (!(await mayHaveUpdate(current, source, this.#registryOf(instance)))) return current
    const change = { operation: 'updateInstalledApp', on: { domain: instance.domain, app: slug } }
    const updated = await trail.runLogged(
      change,
      () => this.update(instance, { type, slug }).result,
      ({ version, availableVersion }) => ({ version, ...(availableVersion !== undefined && { availableVersion }) }),
    )
    if (source.kind === 'http') this.#paused.set(keyOf(instance, current), true, { ttl: pauseAfterDownload })
    return updated
  }

  #members({
    app,
    source,
    found,
    parameters,
    before,
  }: {
    app: AppId
    source: Source
    found: Package
    parameters: JsonObject | undefined
    before: JsonObject | undefined
  }): JsonObject {
    const manifest = readManifest(found.manifest, app.type, app.slug)
    const given = source.kind === 'registry' ? undefined : parameters
    const create = (): string => randomBytes(16).toString('hex')
    return installedMembers(app, manifest, {
      source: source.text,
      version: found.version,
      checksum: found.checksum,
      archive: found.sha256,
      parameters: [given, manifest.parameters, before?.parameters].find(isJsonObject),
      services: withTriggers(manifest.services, { before: before?.services, create }),
    })
  }

  #needsConsent(instance: Instance, current: InstalledApp, next: InstalledApp): boolean {
    if (next.termsVersion !== current.termsVersion) return true
    const context = this.contextOf(instance)
    const isExempt = current.type === 'webapp' && isPlatformApp(context, current.slug)
    if (isExempt || context.skipsPermissionConsent) return false
    return changeNeedsConsent(rulesOf(current.document).values(), rulesOf(next.document).values(), current.type)
  }

  #requireState({ slug, state, updatedAt }: InstalledApp): void {
    const isAbandoned = !(this.#parts.clock() - Date.parse(updatedAt) < operationTimeout)
    if (!usableStates.has(state) && !isAbandoned) {
      throw new InstalledAppError('INVALID_STATE', {
        detail: `The application "${slug}" is ${state}: wait until this has ended, and try again`,
      })
    }
  }

  #registryOf(instance: Instance): AppRegistry {
    const { space, registry: address } = this.contextOf(instance)
    const key = address ?? space
    const known = this.#registries.get(key)
    if (known) return known
    const { registry, unguarded } = this.#parts
    const opened = address
      ? new RemoteRegistry(unguarded, address)
      : new LocalRegistry(registry, registry.spaces.get(space))
    this.#registries.set(key, opened)
    return opened
  }
}

function keyOf({ databasePrefix }: Instance, app: AppId): string {
  return `${databasePrefix}${idOf(app)}`
}

function checkSlug(slug: string): string {
  if (slug.length <= maxSlugLength && /^[a-z0-9-]+$/.test(slug)) return slug
  const detail = `"${shortened(slug)}" is no slug: give at most ${String(maxSlugLength)} lower-case letters, digits and hyphens`
  throw new InstalledAppError('INVALID_SLUG', { detail, ...(slug.length > maxSlugLength && { message: detail }) })
}

function alreadyInstalled({ domain }: Instance, slug: string): string {
  return `"${slug}" is installed on "${domain}" already: update it instead`
}
