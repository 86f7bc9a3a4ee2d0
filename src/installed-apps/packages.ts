import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instance } from '../instances/instance.js'
import type { Json } from '../json.js'
import type { Outgoing } from '../outgoing/client.js'
import { withTimeout } from '../outgoing/with-timeout.js'
import { RegistryError } from '../registry/errors.js'
import { downloadArchive, type Download } from '../registry/publishing/download.js'
import { parseManifest } from '../registry/publishing/known-manifest-fields.js'
import type { ArchiveLimits } from '../registry/publishing/limits.js'
import { archiveLimit, type PublishLimits } from '../registry/publishing/publisher.js'
import { busy, PublicationQueue } from '../registry/publishing/queue.js'
import { inTemporaryFolder } from '../registry/temporary-folder.js'
import type { AppType } from '../registry/records.js'
import type { AppRegistry, RegistryVersion } from './app-registry.js'
import { surveyArchive } from './archive.js'
import type { CodePlace, CodeStore } from './code-store.js'
import { InstalledAppError, invalidManifest, requireChecksum } from './errors.js'
import type { AppId } from './installed-app.js'
import type { HttpSource, RegistrySource, Source } from './source.js'

/** A version of an application that can be installed. */
export interface Package {
  version: string
  /** The manifest as it was published. */
  manifest: Json
  /** SHA-256 of the archive, in the registry's spelling; empty if the source is not a registry. */
  checksum: string
  /** SHA-256 of the archive, in lower case. */
  sha256: string
  /**
   * Stores the files of the version, unless they are stored already.
   * @throws InstalledAppError SOURCE_UNREACHABLE, CHECKSUM_MISMATCH
   */
  storeCode: () => Promise<void>
}

/** The dependencies and settings of `Packages`. */
export interface PackageParts {
  code: CodeStore
  outgoing: Outgoing
  limits: PublishLimits
  archiveLimits: ArchiveLimits
}

/** A version to fetch. */
export interface PackageRequest {
  instance: Instance
  app: AppId
  source: Source
  /** The registry of the instance. */
  registry: AppRegistry
  /** Aborts the wait in the queue, and downloads. */
  signal: AbortSignal
}

const manifestNames: Record<AppType, string> = { webapp: 'manifest.webapp', konnector: 'manifest.konnector' }

/**
 * Fetches applications from their sources. Downloads have the limits of publications. The limits of publications of one editor
 * apply to the downloads of one instance.
 */
export class Packages {
  readonly #parts: PackageParts
  readonly #queue: PublicationQueue
  // The archives that are being stored, by context and checksum. If several instances of a context need the same archive, only
  // one of them downloads it.
  readonly #storing = new Map<string, Promise<void>>()

  constructor(parts: PackageParts) {
    this.#parts = parts
    this.#queue = new PublicationQueue(parts.limits)
  }

  /**
   * Fetches a version, and calls `work` with it. Its code can be stored only until `work` ends.
   * @throws InstalledAppError MANIFEST_UNREACHABLE, INVALID_MANIFEST
   */
  withPackage<T>(request: PackageRequest, work: (found: Package) => Promise<T>): Promise<T> {
    const { source } = request
    if (source.kind === 'registry') return this.#fromRegistry(request, source).then(work)
    return inTemporaryFolder(async (folder) => work(await this.#fromArchive(request, source, folder)))
  }

  async #fromRegistry(request: PackageRequest, source: RegistrySource): Promise<Package> {
    const { instance, registry } = request
    const { slug, channel, version: number } = source
    const version = await (number === undefined ? registry.latest(slug, channel) : registry.version(slug, number))
    if (!version) {
      throw new InstalledAppError('MANIFEST_UNREACHABLE', { detail: `The registry has nothing at "${source.text}"` })
    }
    const sha256 = version.sha256.toLowerCase()
    return {
      version: version.version,
      manifest: version.manifest,
      checksum: version.sha256,
      sha256,
      storeCode: () =>
        this.#store(request, { context: instance.context, sha256 }, false, (file, signal) =>
          this.#download(registry, slug, version, file, signal),
        ),
    }
  }

  // The manifest is in the archive, so the whole archive must be downloaded first.
  async #fromArchive(request: PackageRequest, source: HttpSource, folder: string): Promise<Package> {
    const { instance, app } = request
    const manifestName = manifestNames[app.type]
    const archive = join(folder, 'downloaded')
    const fetched = await this.#run(request, async (signal) => {
      const { sha256 } = await this.#get({ url: source.url }, archive, signal)
      return { sha256, survey: await surveyArchive(archive, manifestName, this.#readOptions(signal)) }
    }).catch((error: unknown) => {
      throw unreachable('MANIFEST_UNREACHABLE', error)
    })
    const { sha256, survey } = fetched
    if (survey.manifest === undefined) {
      throw new InstalledAppError('MANIFEST_UNREACHABLE', { detail: `The archive has no ${manifestName}` })
    }
    const manifest = parse(survey.manifest, this.#parts.archiveLimits)
    return {
      version: typeof manifest.version === 'string' ? manifest.version : '',
      manifest,
      checksum: '',
      sha256,
      storeCode: async () => {
        requireChecksum(source.sha256 ?? sha256, sha256)
        await this.#store(request, { context: instance.context, sha256 }, true, (file) => copyFile(archive, file))
      },
    }
  }

  async #store(
    request: PackageRequest,
    place: CodePlace,
    keepsArchive: boolean,
    write: (file: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { code } = this.#parts
    const key = `${place.context}/${place.sha256}`
    const store = (signal: AbortSignal): Promise<void> =>
      inTemporaryFolder(async (folder) => {
        const file = join(folder, 'archive')
        await write(file, signal)
        await code.store(place, file, keepsArchive, this.#readOptions(signal))
      })
    while (!(await code.has(place, keepsArchive))) {
      const storing = this.#storing.get(key)
      if (storing) await storing.catch(() => undefined)
      // Each instance waits for its own turn in the queue, because the turn of another instance may come later. The first instance
      // whose turn comes stores the files for all.
      else {
        await this.#run(request, async (signal) => {
          if (!this.#storing.has(key)) await this.#track(key, store(signal))
        }).catch((error: unknown) => {
          throw unreachable('SOURCE_UNREACHABLE', error)
        })
      }
    }
  }

  #track(key: string, work: Promise<void>): Promise<void> {
    const storing = work.finally(() => this.#storing.delete(key))
    this.#storing.set(key, storing)
    return storing
  }

  async #download(
    registry: AppRegistry,
    slug: string,
    version: RegistryVersion,
    file: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (registry.download) await registry.download(slug, version, file, signal)
    else await this.#get(version, file, signal)
  }

  #get(source: { url: string; sha256?: string }, file: string, signal: AbortSignal): Promise<Download> {
    const { bytesPerSecond } = this.#parts.limits
    const options = { file, byteLimit: archiveLimit, allowFileUrls: false, bytesPerSecond, signal }
    return downloadArchive(this.#parts.outgoing, source, options)
  }

  #run<T>({ instance, signal }: PackageRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { runTimeout } = this.#parts.limits
    const timeoutError = () => busy(`The installation took more than ${runTimeout / 1_000} s`, 'run_timeout')
    return this.#queue.run(instance.domain, signal, () => withTimeout(runTimeout, timeoutError, signal, work))
  }

  #readOptions(signal: AbortSignal) {
    return { limits: this.#parts.archiveLimits, signal }
  }
}

function parse(text: string, limits: ArchiveLimits) {
  try {
    return parseManifest(text, limits)
  } catch (error) {
    if (error instanceof RegistryError) throw invalidManifest(error.details.detail ?? error.message, error)
    throw error
  }
}

const archiveCodes = ['ARCHIVE_UNREACHABLE', 'ARCHIVE_TOO_LARGE', 'ARCHIVE_INVALID']

function unreachable(reason: 'MANIFEST_UNREACHABLE' | 'SOURCE_UNREACHABLE', error: unknown): unknown {
  if (!(error instanceof RegistryError) || error instanceof InstalledAppError) return error
  const detail = error.details.detail ?? error.message
  if (error.code === 'CHECKSUM_MISMATCH') return new InstalledAppError('CHECKSUM_MISMATCH', { detail, cause: error })
  if (!archiveCodes.includes(error.code)) return error
  return new InstalledAppError(reason, { detail, cause: error.cause })
}
