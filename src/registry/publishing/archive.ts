import { posix } from 'node:path'
import type { JsonObject } from '../../json.js'
import { utf8TextOf } from '../../utf8.js'
import type { AppType } from '../records.js'
import { shortened } from '../shortened.js'
import { visitFiles, type ArchivedFile, type ArchiveFormat, type Compression } from './entries.js'
import { invalidManifest, noManifest, packageVersionOf, parseManifest } from './known-manifest-fields.js'
import { archiveCeilings, refuseAbove, type ArchiveLimits, type ReadOptions } from './limits.js'
import { firstFew, type Warning } from './warnings.js'

/** The parts of an application's archive that the registry uses. */
export interface ArchiveContents {
  /** URL of the archive, for messages. */
  url: string
  compression: Compression
  /** `/` and the name of the top folder. Empty when not all files are in one folder. */
  prefix: string
  manifest: {
    /** Absolute path, including the top folder. */
    path: string
    text: string
    value: JsonObject
    /** The type, derived from the file name. */
    type: AppType
  }
  /** The version in package.json, if there is one. */
  packageVersion: string | undefined
  warnings: Warning[]
}

/** Options for reading the manifest of an archive. */
export interface InspectOptions extends ReadOptions {
  /**
   * Whether a manifest that is not UTF-8 is refused. Default: true. If false, each invalid byte becomes U+FFFD, as in the reference
   * registry: for archives that a registry has accepted before.
   */
  requireUtf8?: boolean
}

/** The maximum number of manifests in the text of a warning. */
const manifestsToName = 10

/**
 * Reads manifest, prefix and package version out of an archive: tar, gzipped or not.
 * @param file path of the archive
 * @param url URL of the archive, for messages
 * @throws RegistryError ARCHIVE_INVALID or ARCHIVE_TOO_LARGE
 */
export async function inspectArchive(
  file: string,
  url: string,
  options: InspectOptions = {},
): Promise<ArchiveContents> {
  const inspection = new Inspection(options)
  const format = await visitFiles(file, url, (member) => inspection.visit(member), options)
  return inspection.conclude(format, url)
}

/** A manifest or a package.json that the registry may use, depending on the rest of the archive. */
interface Candidate {
  path: string
  /** `undefined` when the file is too large. */
  bytes: Buffer | undefined
}

// The choice of the manifest and the package.json depends on the top folder. The top folder is known only at the end of the
// archive. Until then, all candidates are kept: files at the root, files in the first folder, and the first manifest anywhere.
class Inspection {
  readonly #limits: ArchiveLimits
  readonly #requireUtf8: boolean
  #manifests: Candidate[] = []
  #manifestPaths: string[] = []
  #packages: Candidate[] = []
  #topFolder: string | undefined
  #hasTopFolder = true

  constructor({ limits = archiveCeilings, requireUtf8 = true }: InspectOptions) {
    this.#limits = limits
    this.#requireUtf8 = requireUtf8
  }

  async visit({ path, content }: ArchivedFile): Promise<void> {
    const folder = firstFolder(path)
    this.#topFolder ??= folder
    if (folder !== this.#topFolder) this.#hasTopFolder = false
    const isCandidate = [rootFolder, this.#topFolder].includes(posix.dirname(path))
    const name = posix.basename(path)
    if (isManifest(name)) {
      if (this.#manifestPaths.length < manifestsToName) this.#manifestPaths.push(path)
      const isFirst = this.#manifests.every((other) => posix.dirname(other.path) !== posix.dirname(path))
      if (this.#manifests.length === 0 || (isCandidate && isFirst)) {
        this.#manifests.push({ path, bytes: await this.#read(content) })
      }
    } else if (name === 'package.json' && isCandidate) {
      this.#packages = this.#packages.filter((other) => other.path !== path)
      this.#packages.push({ path, bytes: await this.#read(content) })
    }
  }

  conclude({ compression, hasTrailingBytes }: ArchiveFormat, url: string): ArchiveContents {
    const prefix = this.#hasTopFolder ? (this.#topFolder ?? '') : ''
    const isAtRoot = ({ path }: Candidate) => posix.dirname(path) === (prefix || rootFolder)
    const manifest = this.#manifests.find(isAtRoot) ?? this.#manifests[0]
    if (!manifest) throw noManifest(this.#topFolder === undefined ? emptyArchive : undefined)
    const text = this.#manifestText(manifest)
    const packageFile = this.#packages.find(isAtRoot)
    return {
      url,
      compression,
      prefix,
      manifest: { path: manifest.path, text, value: parseManifest(text, this.#limits), type: typeOf(manifest.path) },
      packageVersion: packageFile && packageVersionOf(this.#bytesOf(packageFile).toString(), url, this.#limits),
      warnings: [...(hasTrailingBytes ? [paddedArchive] : []), ...this.#nestedManifests(manifest, isAtRoot(manifest))],
    }
  }

  // Returns `undefined` when the content is too large.
  async #read(content: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
    const { manifestBytes } = this.#limits
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of content) {
      size += chunk.length
      if (size <= manifestBytes) chunks.push(chunk)
    }
    return size <= manifestBytes ? Buffer.concat(chunks) : undefined
  }

  #manifestText(manifest: Candidate): string {
    const bytes = this.#bytesOf(manifest)
    const text = utf8TextOf(bytes)
    if (text !== undefined || !this.#requireUtf8) return text ?? bytes.toString()
    const path = shortened(manifest.path)
    throw invalidManifest(
      `${path} is not UTF-8`,
      `The file ${path} in the archive is not UTF-8: save it in this encoding`,
    )
  }

  #bytesOf({ path, bytes }: Candidate): Buffer {
    // The size of a file that is too large is not known.
    const size = bytes?.length ?? Infinity
    refuseAbove(
      this.#limits,
      'manifestBytes',
      size,
      (maximum) => `has a file ${shortened(path)} of more than ${maximum} bytes`,
    )
    return bytes ?? Buffer.alloc(0)
  }

  #nestedManifests(used: Candidate, isAtRoot: boolean): Warning[] {
    const others = this.#manifestPaths.filter((path) => path !== used.path)
    if (isAtRoot && others.length === 0) return []
    const ignored = others.length > 0 ? `; ignored: ${firstFew(others)}` : ''
    const message = `The manifest should be the only one, at the root of the archive. Used: ${shortened(used.path)}${ignored}`
    return [{ code: 'NESTED_MANIFESTS', message }]
  }
}

const rootFolder = '/'

const paddedArchive: Warning = {
  code: 'PADDED_ARCHIVE',
  message:
    'The tar archive has data after its end marker. Installing clients compute a different checksum, and refuse the ' +
    'archive: compress it with gzip',
}

const emptyArchive = 'There is no file in the archive: look whether it was packed and uploaded without an error'

function firstFolder(path: string): string {
  const [, folder, ...rest] = path.split('/')
  return folder === undefined || rest.length === 0 ? '' : `/${folder}`
}

function isManifest(name: string): boolean {
  return name === 'manifest.webapp' || name === 'manifest.konnector'
}

function typeOf(path: string): AppType {
  return path.endsWith('.webapp') ? 'webapp' : 'konnector'
}
