import PQueue from 'p-queue'
import { ConflictError } from '../../documents/documents.js'
import type { Outgoing } from '../../outgoing/client.js'
import type { KeyedMutex } from '../../keyed-mutex.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import { versionId } from '../catalogue/app-versions.js'
import { checkEditorName, type Editors } from '../editors.js'
import { RegistryError } from '../errors.js'
import type { Progress } from '../progress.js'
import type { CommitParts } from '../publishing/commit-version.js'
import { readApp, type AppRecord } from '../records.js'
import { checkNewSlug } from '../slugs.js'
import type { RealSpace } from '../spaces.js'
import { isVersion } from '../versions.js'
import { explainFailure, SourceRegistry, type SourceApp } from './source.js'
import { copyVersion } from './version.js'

/** The dependencies of `copyRegistry`. */
export interface CopyParts extends CommitParts {
  /** Serialises publications, approvals, copies and removals of a version. Key: `[<space>/]<slug>/<version>` (`assetUserKey`). */
  mutex: KeyedMutex
  catalogue: Catalogue
  editors: Editors
  /** Can reach any address, even a private one, because the operator chooses the other registry. */
  outgoing: Outgoing
}

/** The source and the destination of a copy. */
export interface CopyRequest {
  /** URL of the other registry. `/registry` at its end is ignored. */
  from: string
  space: RealSpace
  /** The scheme and host of this registry, for the URLs of archives. */
  baseUrl: string
}

/** The result of a copy. */
export interface CopyResult {
  /** The numbers of editors, applications and versions that were created in this registry. */
  editors: number
  apps: number
  versions: number
  /** The number of versions that existed already. */
  present: number
  /** A message for each item that could not be copied. */
  problems: string[]
}

/** A version to copy. */
interface Task {
  app: AppRecord
  version: string
}

const versionsAtOnce = 4
const versionsPerQuery = 500

/**
 * Copies the public content of another registry: applications and all their versions, with archives, images and dates. Never
 * changes existing entries. An interrupted copy can be run again. Creates missing editors, but can't copy their tokens.
 */
export async function copyRegistry(parts: CopyParts, request: CopyRequest, progress: Progress): Promise<CopyResult> {
  return new Copy(parts, request, progress).run()
}

class Copy {
  readonly #parts: CopyParts
  readonly #request: CopyRequest
  readonly #progress: Progress
  readonly #source: SourceRegistry
  readonly #result: CopyResult = { editors: 0, apps: 0, versions: 0, present: 0, problems: [] }

  constructor(parts: CopyParts, request: CopyRequest, progress: Progress) {
    this.#parts = parts
    this.#request = request
    this.#progress = progress
    this.#source = new SourceRegistry(parts.outgoing, request.from)
  }

  async run(): Promise<CopyResult> {
    this.#progress.begin('Copying editors')
    for (const name of await this.#source.editors()) await this.#copyEditor(name)
    const apps: SourceApp[] = []
    this.#progress.begin('Listing applications')
    for await (const app of this.#source.apps()) {
      apps.push(app)
      this.#progress.advance(1)
    }
    const tasks: Task[] = []
    this.#progress.begin('Copying applications', apps.length)
    for (const app of apps) {
      await this.#collectProblems(app.slug, async () => tasks.push(...(await this.#copyApp(app))))
      this.#progress.advance(1)
    }
    await this.#copyVersions(tasks)
    return this.#result
  }

  async #copyEditor(name: string): Promise<void> {
    await this.#collectProblems(`editor ${name}`, async () => {
      if (await this.#parts.editors.find(checkEditorName(name))) return
      await this.#parts.editors.create(name, false)
      this.#result.editors++
    })
  }

  // Creates an application, and returns its versions that do not exist here yet.
  async #copyApp(source: SourceApp): Promise<Task[]> {
    const app = await this.#createApp(source)
    const listed = await this.#source.versions(app.slug)
    const latest = await this.#source.latest(app.slug)
    // Some registries list only a limited number of versions, and may leave out the newest.
    const isTruncated = latest !== undefined && !listed.includes(latest)
    if (isTruncated) this.#result.problems.push(`${app.slug}: ${truncatedListText(listed.length)}`)
    const wanted = this.#validVersions(app.slug, isTruncated ? [...listed, latest] : listed)
    const missing: Task[] = []
    for (let start = 0; start < wanted.length; start += versionsPerQuery) {
      missing.push(...(await this.#missingVersions(app, wanted.slice(start, start + versionsPerQuery))))
    }
    this.#result.present += wanted.length - missing.length
    return missing
  }

  // Reports the invalid version numbers, and returns the valid ones.
  #validVersions(slug: string, versions: readonly string[]): string[] {
    const bad = versions.filter((version) => !isVersion(version))
    this.#result.problems.push(...bad.map((version) => `${slug}/${version}: this is not a valid version number`))
    return versions.filter(isVersion)
  }

  async #missingVersions(app: AppRecord, versions: string[]): Promise<Task[]> {
    const ids = versions.map((version) => versionId(app.slug, version))
    const present = await this.#parts.documents.getMany(this.#request.space.databases.versions, ids)
    return versions.filter((_, i) => present[i] === undefined).map((version) => ({ app, version }))
  }

  async #createApp(source: SourceApp): Promise<AppRecord> {
    const { documents, catalogue, editors } = this.#parts
    const { space } = this.#request
    // The editor may be missing, because the applications of a removed editor stay.
    const editor = (await editors.find(source.editor))?.name ?? source.editor
    const { maintenance_activated: inMaintenance, maintenance_options: options, ...members } = source
    const maintenance = inMaintenance === true && { maintenance_activated: true, maintenance_options: options ?? {} }
    const document = { ...members, ...maintenance, _id: checkNewSlug(source.slug), editor }
    try {
      const revision = await documents.put(space.databases.apps, document)
      this.#result.apps++
      return readApp({ ...document, _rev: revision })
    } catch (error) {
      const present = error instanceof ConflictError && (await documents.get(space.databases.apps, source.slug))
      if (!present) throw error
      return requireSameApp(readApp(present), source)
    } finally {
      catalogue.of(space).appChanged(source.slug)
    }
  }

  async #copyVersions(tasks: Task[]): Promise<void> {
    const queue = new PQueue({ concurrency: versionsAtOnce })
    this.#progress.begin('Copying versions', tasks.length)
    await queue.addAll(
      tasks.map(({ app, version }) => async () => {
        await this.#collectProblems(`${app.slug}/${version}`, async () => {
          await copyVersion({ ...this.#parts, ...this.#request, source: this.#source }, app, version)
          this.#parts.catalogue.of(this.#request.space).versionsChanged(app.slug)
          this.#result.versions++
        })
        this.#progress.advance(1)
      }),
    )
  }

  // Runs work for one item. Adds a failure to the problems instead of throwing it: the copy continues.
  async #collectProblems(item: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#result.problems.push(`${item}: ${explainFailure(error)}`)
    }
  }
}

function truncatedListText(listed: number): string {
  return `the other registry lists only ${String(listed)} versions, without the newest one. The newest version is copied, too. Other versions may be missing`
}

function requireSameApp(present: AppRecord, source: SourceApp): AppRecord {
  if (present.type === source.type && present.editor.toLowerCase() === source.editor.toLowerCase()) return present
  throw new RegistryError(
    'APP_EXISTS',
    `this registry has a ${present.type} of ${present.editor} with this slug, the other registry has a ${source.type} of ${source.editor}`,
  )
}
