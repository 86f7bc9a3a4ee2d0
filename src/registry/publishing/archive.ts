import { posix } from 'node:path'
import type { JsonObject } from '../../json.js'
import { RegistryError } from '../errors.js'
import type { AppType } from '../records.js'
import { visitFiles, type ArchivedFile, type ArchiveForm, type Compression } from './entries.js'
import { noManifest, packageVersionOf, parseManifest } from './interpreted.js'
import { firstFew, type Warning } from './warnings.js'

/** What the archive of an application tells about it. */
export interface ArchiveContents {
  /** Where it comes from, for messages. */
  url: string
  compression: Compression
  /** `/` and the name of the folder that all files lie in; empty when there is no such folder. */
  prefix: string
  manifest: {
    /** Absolute, with the top folder. */
    path: string
    text: string
    value: JsonObject
    /** What the name of its file says. */
    type: AppType
  }
  /** The version in package.json, if there is one. */
  packageVersion: string | undefined
  warnings: Warning[]
}

/** The most bytes that a manifest or a package.json may have. */
const maxTextBytes = 2 * 1024 * 1024
/** How many manifests are remembered for a warning. */
const manifestsToName = 10

/**
 * Reads manifest, prefix and package version out of an archive: tar, gzipped or not.
 * @param file where the archive is on this machine
 * @param url where it comes from, for messages
 * @throws RegistryError ARCHIVE_UNREACHABLE, ARCHIVE_INVALID or ARCHIVE_TOO_LARGE
 */
export async function inspectArchive(file: string, url: string): Promise<ArchiveContents> {
  const inspection = new Inspection()
  const form = await visitFiles(file, url, (member) => inspection.visit(member))
  return inspection.conclude(form, url)
}

/** A file that may turn out to be the one that counts. */
interface Candidate {
  path: string
  /** Nothing when the file is too large. */
  text: string | undefined
}

// Which manifest and which package.json count depends on the top folder, known at the end only. Until then the candidates
// are kept: those at the root, those in the first folder met, and the first manifest of all.
class Inspection {
  #manifests: Candidate[] = []
  #manifestPaths: string[] = []
  #packages: Candidate[] = []
  #topFolder: string | undefined
  #hasTopFolder = true

  async visit({ path, content }: ArchivedFile): Promise<void> {
    const folder = firstFolder(path)
    this.#topFolder ??= folder
    if (folder !== this.#topFolder) this.#hasTopFolder = false
    const mayCount = [rootFolder, this.#topFolder].includes(posix.dirname(path))
    const name = posix.basename(path)
    if (isManifest(name)) {
      if (this.#manifestPaths.length < manifestsToName) this.#manifestPaths.push(path)
      const isFirst = this.#manifests.every((other) => posix.dirname(other.path) !== posix.dirname(path))
      if (this.#manifests.length === 0 || (mayCount && isFirst)) {
        this.#manifests.push({ path, text: await readText(content) })
      }
    } else if (name === 'package.json' && mayCount) {
      this.#packages = this.#packages.filter((other) => other.path !== path)
      this.#packages.push({ path, text: await readText(content) })
    }
  }

  conclude({ compression, padded }: ArchiveForm, url: string): ArchiveContents {
    const prefix = this.#hasTopFolder ? (this.#topFolder ?? '') : ''
    const isAtRoot = ({ path }: Candidate) => posix.dirname(path) === (prefix || rootFolder)
    const manifest = this.#manifests.find(isAtRoot) ?? this.#manifests[0]
    if (!manifest) throw noManifest()
    const text = textOf(manifest)
    const packageFile = this.#packages.find(isAtRoot)
    return {
      url,
      compression,
      prefix,
      manifest: { path: manifest.path, text, value: parseManifest(text), type: typeOf(manifest.path) },
      packageVersion: packageFile && packageVersionOf(textOf(packageFile), url),
      warnings: [...(padded ? [paddedArchive] : []), ...this.#nestedManifests(manifest, isAtRoot(manifest))],
    }
  }

  #nestedManifests(used: Candidate, isAtRoot: boolean): Warning[] {
    const others = this.#manifestPaths.filter((path) => path !== used.path)
    if (isAtRoot && others.length === 0) return []
    const ignored = others.length > 0 ? `; ignored: ${firstFew(others)}` : ''
    const message = `The manifest should be the only one, at the root of the archive. Used: ${used.path}${ignored}`
    return [{ code: 'NESTED_MANIFESTS', message }]
  }
}

const rootFolder = '/'

const paddedArchive: Warning = {
  code: 'PADDED_ARCHIVE',
  message:
    'The tar archive goes on behind its end marker, so that installing clients compute another checksum and refuse it: ' +
    'compress it with gzip',
}

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

async function readText(content: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size <= maxTextBytes) chunks.push(chunk)
  }
  return size <= maxTextBytes ? Buffer.concat(chunks).toString('utf8') : undefined
}

function textOf({ path, text }: Candidate): string {
  if (text !== undefined) return text
  throw new RegistryError('ARCHIVE_TOO_LARGE', `The file ${path} of the archive has more than ${maxTextBytes} bytes`)
}
