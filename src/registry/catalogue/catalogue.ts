import type { Documents } from '../../documents/documents.js'
import type { FeedOptions } from '../change-feed.js'
import type { ChangeFeeds } from '../events/change-feeds.js'
import { appNotFound } from '../not-found.js'
import { readVersion, type OverwriteRecord, type VersionRecord } from '../records.js'
import { checkSlug } from '../slugs.js'
import { shows, sourceOf, type RealSpace, type Space, type Spaces, type VirtualSpace } from '../spaces.js'
import { channels, checkVersion, type Channel } from '../versions.js'
import { Overlay } from '../virtual/overlay.js'
import { shownApp, shownVersion } from '../virtual/shown.js'
import { versionId, type AppVersions } from './app-versions.js'
import { AppList, type App } from './app-list.js'
import { ChangeLog } from './change-log.js'
import { SpaceCatalogue } from './space-catalogue.js'

export type { App } from './app-list.js'

/** A version as one space shows it. */
export interface Version {
  space: Space
  record: VersionRecord
  state: 'PUBLISHED' | 'PENDING'
  /** For a version in a virtual space: where its record and its icon come from. */
  origin?: {
    /** The record in the source space. If the virtual space does not overwrite the version, this is the object `record`. */
    source: VersionRecord
    /** SHA-256 of the icon that the space shows for all versions of the application. `undefined` if it overwrites no icon. */
    icon: string | undefined
  }
}

/** Reads the applications and versions of all spaces, cached in memory. Changes by this process are visible immediately. */
export class Catalogue {
  readonly #documents: Documents
  readonly #spaces = new Map<string, SpaceCatalogue>()
  readonly #lists = new Map<string, AppList>()
  readonly #overlays = new Map<string, Overlay>()
  readonly #changes = new Map<string, ChangeLog>()

  constructor(documents: Documents, spaces: Spaces) {
    this.#documents = documents
    for (const space of spaces.real) this.#spaces.set(space.name, new SpaceCatalogue(documents, space))
    for (const space of spaces.virtual) this.#overlays.set(space.name, new Overlay(documents, space))
    for (const space of spaces.all) this.#addList(space)
  }

  #addList(space: Space): void {
    const source = this.of(sourceOf(space))
    const overlay = space.kind === 'VIRTUAL' ? this.overlayOf(space) : undefined
    const changes = new ChangeLog()
    changes.follow(source.changes)
    if (overlay) changes.follow(overlay.changes)
    this.#changes.set(space.name, changes)
    this.#lists.set(space.name, new AppList(space, source, overlay, changes))
  }

  /** Starts following the changes of the databases. Call it before reading anything. */
  async open(options: FeedOptions, feeds: ChangeFeeds): Promise<void> {
    for (const part of [...this.#spaces.values(), ...this.#overlays.values()]) await part.open(options, feeds)
  }

  /** The catalogue of a real space. Code that writes to the space must notify the catalogue of the changes. */
  of(space: RealSpace): SpaceCatalogue {
    const catalogue = this.#spaces.get(space.name)
    // The check of the configuration makes sure that the source of each virtual space is configured.
    if (!catalogue) throw new Error(`Space "${space.name}" is not configured`)
    return catalogue
  }

  /** The overwrites of a virtual space. Code that writes to the space must notify the overlay of the changes. */
  overlayOf(space: VirtualSpace): Overlay {
    const overlay = this.#overlays.get(space.name)
    if (!overlay) throw new Error(`Virtual space "${space.name}" is not configured`)
    return overlay
  }

  /** A number that increases with each visible change of a space. While the number stays the same, results stay valid. */
  revisionOf(space: Space): number {
    return this.changesOf(space).position
  }

  /** The changes of the applications and versions that a space shows. */
  changesOf(space: Space): ChangeLog {
    const changes = this.#changes.get(space.name)
    if (!changes) throw new Error(`Space "${space.name}" is not configured`)
    return changes
  }

  /** The current list of all applications that a space shows. */
  async list(space: Space): Promise<AppList> {
    const list = this.#lists.get(space.name)
    if (!list) throw new Error(`Space "${space.name}" is not configured`)
    await list.refresh()
    return list
  }

  /** All applications that a space shows, in no particular order. */
  async apps(space: Space): Promise<readonly App[]> {
    return (await this.list(space)).all
  }

  /** The slugs of a space, in byte order. A virtual space that selects slugs has the slugs of its configuration, in their order. */
  async slugs(space: Space): Promise<string[]> {
    if (space.kind === 'VIRTUAL' && space.filter === 'select') return [...space.slugs]
    const apps = await this.apps(space)
    return apps.map(({ record }) => record.slug).sort((a, b) => (a < b ? -1 : 1))
  }

  /**
   * One application. `undefined` when it does not exist, or when the space hides it.
   * @throws RegistryError INVALID_SLUG
   */
  async app(space: Space, slug: string): Promise<App | undefined> {
    if (!shows(space, checkSlug(slug))) return undefined
    const record = (await this.of(sourceOf(space)).apps()).get(slug)
    return record && { space, record: shownApp(record, (await this.#overwrites(space))?.get(slug)) }
  }

  /**
   * Like `app`, but throws when there is no such application.
   * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND
   */
  async get(space: Space, slug: string): Promise<App> {
    const app = await this.app(space, slug)
    if (!app) throw appNotFound(space, slug)
    return app
  }

  /** The published versions of an application, and which of them its channels offer. */
  versionsOf(app: App): Promise<AppVersions> {
    return this.of(sourceOf(app.space)).versionsOf(app.record.slug)
  }

  /** The newest version that a channel of an application offers. */
  async latest(app: App, channel: Channel): Promise<Version | undefined> {
    const record = (await this.versionsOf(app)).latest[channel]
    return record && this.asShown(app.space, record)
  }

  /**
   * The version that provides the name and images of an application. This is the latest stable version, else the latest beta
   * version, else the latest dev version.
   */
  async displayedVersion(app: App): Promise<Version | undefined> {
    const { latest } = await this.versionsOf(app)
    const channel = channels.find((candidate) => latest[candidate])
    return channel && this.latest(app, channel)
  }

  /**
   * One published version of an application, even a withdrawn one.
   * @throws RegistryError INVALID_VERSION
   */
  async version(app: App, version: string): Promise<Version | undefined> {
    checkVersion(version)
    const { latest } = await this.versionsOf(app)
    const known = Object.values(latest).find((record) => record?.version === version)
    const record = known ?? (await this.of(sourceOf(app.space)).version(app.record.slug, version))
    return record && this.asShown(app.space, record)
  }

  /** Versions from a list, by their numbers. Versions that were removed or withdrawn meanwhile are left out. */
  async versions(app: App, numbers: readonly string[]): Promise<Version[]> {
    const source = this.of(sourceOf(app.space))
    const records = await Promise.all(numbers.map((number) => source.version(app.record.slug, number)))
    const found = records.filter((record) => record !== undefined).filter(({ withdrawn }) => !withdrawn)
    return Promise.all(found.map((record) => this.asShown(app.space, record)))
  }

  /**
   * A version by slug and number. If no such version is published, returns the pending one: reviewers read its files. The
   * application need not exist.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION
   */
  async publishedOrPending(space: Space, slug: string, version: string): Promise<Version | undefined> {
    if (!shows(space, checkSlug(slug))) return undefined
    checkVersion(version)
    const { databases } = sourceOf(space)
    const published = await this.#read(databases.versions, slug, version)
    if (published) return this.asShown(space, published)
    const pending = await this.#read(databases.pending, slug, version)
    if (!pending || space.kind === 'REAL') return pending && { space, record: pending, state: 'PENDING' }
    const icon = (await this.#overwrites(space))?.get(slug)?.icon
    return { space, record: pending, state: 'PENDING', origin: { source: pending, icon } }
  }

  async #overwrites(space: Space): Promise<ReadonlyMap<string, OverwriteRecord> | undefined> {
    return space.kind === 'VIRTUAL' ? this.overlayOf(space).overwrites() : undefined
  }

  /** A published version of the source of a space, as the space shows it. */
  async asShown(space: Space, source: VersionRecord): Promise<Version> {
    if (space.kind === 'REAL') return { space, record: source, state: 'PUBLISHED' }
    const overlay = this.overlayOf(space)
    const [overwrites, overwritten] = await Promise.all([
      overlay.overwrites(),
      overlay.version(versionId(source.slug, source.version)),
    ])
    const overwrite = overwrites.get(source.slug)
    const record = shownVersion(source, overwritten, overwrite)
    return { space, record, state: 'PUBLISHED', origin: { source, icon: overwrite?.icon } }
  }

  async #read(database: string, slug: string, version: string): Promise<VersionRecord | undefined> {
    const document = await this.#documents.get(database, versionId(slug, version))
    return document && readVersion(document)
  }
}
