import type { Writable } from 'node:stream'
import type { Logger } from 'pino'
import type { Cache } from '../cache/cache.js'
import type { Documents } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'
import { KeyedMutex } from '../keyed-mutex.js'
import type { Outgoing } from '../outgoing/client.js'
import { Access } from './access.js'
import { Apps } from './apps.js'
import { Assets } from './assets.js'
import { AuditLog } from './audit-log.js'
import { Catalogue, type Version } from './catalogue/catalogue.js'
import { Deprecations } from './deprecations.js'
import { Editors } from './editors.js'
import { copyRegistry, type CopyRequest, type CopyResult } from './copy/copy.js'
import { exportRegistry, type ExportOptions, type ExportResult } from './export/export.js'
import { importArchive, type ImportOptions, type ImportResult } from './export/import.js'
import { Layout } from './export/layout.js'
import { AppEvents } from './events/app-events.js'
import { ChangeFeeds } from './events/change-feeds.js'
import { EventCursors } from './events/cursors.js'
import type { EventLimits } from './events/event-hub.js'
import { PendingEvents } from './events/pending-events.js'
import { Files } from './files.js'
import { ListingService } from './listing/listing-service.js'
import { Pending } from './pending.js'
import { provisionContainer, provisionSpace } from './provision.js'
import { noProgress, type Progress } from './progress.js'
import type { ArchiveLimits } from './publishing/limits.js'
import { Publisher, type PublishLimits } from './publishing/publisher.js'
import { RetentionService } from './removal/retention-service.js'
import { OverwriteCleanup } from './removal/overwrite-cleanup.js'
import { Removal } from './removal/removal.js'
import { repair, type RepairReport } from './repair/repair.js'
import type { RepairParts } from './repair/run.js'
import type { RetentionRules } from './removal/retention.js'
import { ServedFiles } from './served-files.js'
import { assetsContainer, sourceOf, type Spaces, type VirtualSpace } from './spaces.js'
import { statusOf, type RegistryStatus } from './status.js'
import { removeAbandonedTemporaryFolders } from './temporary-folder.js'
import { IssuedTokens } from './tokens/issued-tokens.js'
import { TokenRecords } from './tokens/token-records.js'
import { TokenService } from './tokens/token-service.js'
import { VersionFiles } from './version-files.js'
import { OverwrittenArchives } from './virtual/archives.js'
import { MutationResults } from './mutation-results.js'
import { Overwrites } from './virtual/overwrites.js'
import { Regeneration } from './virtual/regeneration.js'
import { WellKnown } from './well-known.js'
import { Withdrawals } from './withdrawals.js'

/** The dependencies and settings of a registry. */
export interface RegistryParts {
  documents: Documents
  objects: Objects
  cache: Cache
  outgoing: Outgoing
  /** Like `outgoing`, but for URLs that the operator gives. Can reach any address, even a private one. */
  unguarded: Outgoing
  spaces: Spaces
  /** The master secret, 32 bytes. */
  secret: Buffer
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
  /** The version of this software. */
  version: string
  /** The limits of publications and archives, and whether archives may be read from this machine's disk. */
  publish: { limits: PublishLimits; archiveLimits: ArchiveLimits; allowFileUrls: boolean }
  /** The versions of a channel to keep when a new version is published. Default: all versions. */
  retention?: RetentionRules | undefined
  /** The limits of event streams. */
  eventLimits: EventLimits
  /** How many valid tokens of each kind an editor may have. */
  tokensPerEditor: number
}

/** The domain logic of all interfaces: GraphQL, REST and command line. */
export class Registry {
  readonly version: string
  readonly spaces: Spaces
  readonly editors: Editors
  readonly access: Access
  readonly audit: AuditLog
  readonly tokens: TokenService
  readonly issuedTokens: IssuedTokens
  readonly mutationResults: MutationResults
  readonly catalogue: Catalogue
  readonly appEvents: AppEvents
  readonly pendingEvents: PendingEvents
  readonly listings: ListingService
  readonly apps: Apps
  readonly deprecations: Deprecations
  readonly files: Files
  readonly servedFiles: ServedFiles
  readonly publisher: Publisher
  readonly pending: Pending
  readonly removal: Removal
  readonly withdrawals: Withdrawals
  readonly retention: RetentionService
  readonly #repairParts: RepairParts
  readonly overwrites: Overwrites
  readonly regeneration: Regeneration
  readonly wellKnown: WellKnown
  readonly #parts: RegistryParts
  readonly #feeds: ChangeFeeds
  readonly #tokenRecords: TokenRecords
  readonly #assets: Assets
  readonly #versionFiles: VersionFiles
  readonly #versionMutex = new KeyedMutex()
  readonly #closing = new AbortController()
  #status: Promise<RegistryStatus> | undefined

  private constructor(parts: RegistryParts) {
    const { documents, objects, outgoing, spaces, secret, clock, log } = parts
    this.#parts = parts
    this.version = parts.version
    this.spaces = spaces
    this.editors = new Editors(documents, spaces.shared.editors)
    this.catalogue = new Catalogue(documents, spaces)
    this.#feeds = new ChangeFeeds(documents)
    const cursors = new EventCursors(secret)
    const eventParts = { feeds: this.#feeds, cursors, limits: parts.eventLimits, replays: new KeyedMutex() }
    const feedOptions = { signal: this.#closing.signal, log }
    this.appEvents = new AppEvents(eventParts)
    this.pendingEvents = new PendingEvents({ ...eventParts, feedOptions })
    const { editors, catalogue } = this
    this.listings = new ListingService(catalogue)
    const records = new TokenRecords({ documents, database: spaces.shared.tokens, clock, log })
    this.#tokenRecords = records
    const access = new Access({ secret, editors, records, clock, log })
    const assets = new Assets(documents, objects, spaces.shared.assets)
    this.#assets = assets
    this.access = access
    this.audit = new AuditLog({ access, cache: parts.cache, documents, spaces, clock, log })
    this.mutationResults = new MutationResults({ secret, cache: parts.cache, access })
    const issued = new IssuedTokens({ editors, records, maxPerEditor: parts.tokensPerEditor, clock, log })
    this.issuedTokens = issued
    this.tokens = new TokenService({ secret, access, editors, spaces, catalogue, records, issued, clock })
    this.files = new Files(objects, assets, log)
    this.servedFiles = new ServedFiles(this.files, objects, catalogue)
    const archives = new OverwrittenArchives(documents, objects, this.files)
    const regeneration = new Regeneration({ documents, archives, catalogue, spaces, log })
    this.regeneration = regeneration
    this.overwrites = new Overwrites({ documents, assets, catalogue, regeneration })
    this.apps = new Apps({ documents, catalogue, editors, overwrites: this.overwrites })
    this.deprecations = new Deprecations({ documents, catalogue, clock })
    this.wellKnown = new WellKnown(objects)
    const versionFiles = new VersionFiles(documents, objects, assets)
    this.#versionFiles = versionFiles
    const mutex = this.#versionMutex
    const onLive = async (version: Version): Promise<void> => {
      await regeneration.afterChange(sourceOf(version.space), version.record.slug)
      this.retention.afterPublication(version)
    }
    const publishingParts = { documents, outgoing, assets, files: versionFiles, catalogue, editors, mutex, onLive, log }
    this.publisher = new Publisher({ ...publishingParts, ...parts.publish })
    this.pending = new Pending({ documents, files: versionFiles, catalogue, mutex, onLive })
    const overwriteCleanup = new OverwriteCleanup({ documents, objects, assets, catalogue, spaces })
    const removalParts = {
      documents,
      objects,
      catalogue,
      pending: this.pending,
      files: versionFiles,
      overwriteCleanup,
      regeneration,
      mutex,
    }
    this.removal = new Removal(removalParts)
    this.withdrawals = new Withdrawals({ documents, catalogue, regeneration, clock })
    const retentionParts = {
      documents,
      removal: this.removal,
      audit: this.audit,
      clock,
      log,
      backgroundRules: parts.retention,
    }
    this.retention = new RetentionService(retentionParts)
    this.#repairParts = {
      documents,
      objects,
      spaces,
      catalogue,
      clock,
      log,
      assets,
      files: this.files,
      versionFiles,
      pending: this.pending,
      overwriteCleanup,
      regeneration,
    }
  }

  /** Opens a registry and follows its change feeds. Without `onlyReads`, creates missing databases and containers first. */
  static async open(parts: RegistryParts, { onlyReads = false }: { onlyReads?: boolean } = {}): Promise<Registry> {
    if (!onlyReads) {
      await provision(parts)
      const cleared = await removeAbandonedTemporaryFolders()
      if (cleared > 0) parts.log.info({ folders: cleared }, 'temporary folders of killed processes were removed')
    }
    const registry = new Registry(parts)
    const feedOptions = { signal: registry.#closing.signal, log: parts.log }
    try {
      await registry.editors.open(feedOptions)
      await registry.#tokenRecords.open(feedOptions)
      await registry.catalogue.open(feedOptions, registry.#feeds)
      return registry
    } catch (error) {
      registry.#closing.abort()
      throw error
    }
  }

  /** Finds and, with `fix`, repairs the remains of interrupted operations, see `repair`. */
  repair(fix: boolean, progress: Progress = noProgress): Promise<RepairReport> {
    return repair(this.#repairParts, fix, progress)
  }

  /** Checks whether the engines answer. Concurrent calls share one check. */
  status(): Promise<RegistryStatus> {
    this.#status ??= statusOf(this.#parts).finally(() => (this.#status = undefined))
    return this.#status
  }

  /** Writes everything but the secret to an archive, see `exportRegistry`. */
  export(destination: Writable, progress: Progress, options: ExportOptions = {}): Promise<ExportResult> {
    return exportRegistry({ ...this.#parts, ...options, layout: new Layout(this.spaces), progress }, destination)
  }

  /** Imports an archive, a file on this machine. See `importArchive`. */
  async import(file: string, options: ImportOptions, progress: Progress): Promise<ImportResult> {
    const layout = new Layout(this.spaces)
    const dropPart = async (part: 'reference' | 'all'): Promise<void> => {
      await dropData(this.#parts, layout, part)
      await provision(this.#parts)
    }
    const { assets } = this.spaces.shared
    const result = await importArchive({ ...this.#parts, layout, assets, progress, dropPart }, file, options)
    await this.#regenerateArchives(this.spaces.virtual, progress)
    return result
  }

  /** Copies the content of another registry, see `copyRegistry`. */
  async copyFrom(request: CopyRequest, progress: Progress): Promise<CopyResult> {
    const { documents, unguarded: outgoing, log } = this.#parts
    const { catalogue, editors } = this
    const [assets, files, mutex] = [this.#assets, this.#versionFiles, this.#versionMutex]
    const parts = { documents, outgoing, log, catalogue, editors, assets, files, mutex }
    const result = await copyRegistry(parts, request, progress)
    await this.#regenerateArchives(this.spaces.viewsOf(request.space), progress)
    return result
  }

  async #regenerateArchives(views: readonly VirtualSpace[], progress: Progress): Promise<void> {
    progress.begin('Regenerating the archives of virtual spaces', views.length)
    for (const space of views) {
      await this.regeneration.regenerateOutdated(space)
      progress.advance(1)
    }
  }

  /**
   * Waits for running publications, stops background work, and stops following changes. The engines stay open: the caller that
   * opened them closes them.
   */
  async close(): Promise<void> {
    await this.publisher.settled()
    await this.retention.close()
    await this.audit.close()
    await this.#tokenRecords.close()
    this.#closing.abort()
  }
}

// Drops the databases and containers of the reference part of the layout, or of both parts. Keeps the editors and the records of
// their tokens: without them, no token would be valid any more.
async function dropData(
  { documents, objects, spaces }: RegistryParts,
  layout: Layout,
  part: 'reference' | 'all',
): Promise<void> {
  const { referenceData, gatewayOnlyData } = layout
  const kept = [spaces.shared.editors, spaces.shared.tokens]
  const gatewayDatabases = part === 'all' ? gatewayOnlyData.databases.filter((name) => !kept.includes(name)) : []
  for (const database of [...referenceData.databases, ...gatewayDatabases]) await documents.drop(database)
  const containers =
    part === 'all' ? [...referenceData.containers, ...gatewayOnlyData.containers] : referenceData.containers
  for (const container of containers) await objects.drop(container)
}

async function provision({ documents, objects, spaces }: RegistryParts): Promise<void> {
  await documents.ensure(spaces.shared.editors, [])
  await documents.ensure(spaces.shared.audit, [])
  await documents.ensure(spaces.shared.tokens, [])
  for (const space of spaces.real) await provisionSpace(documents, objects, space)
  for (const { databases } of spaces.virtual) await documents.ensure(databases.versions, [])
  await documents.ensure(spaces.shared.assets, [])
  await provisionContainer(objects, assetsContainer)
}
