import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join, posix } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Documents } from '../../documents/documents.js'
import type { Objects } from '../../objects/objects.js'
import { isJsonObject, type Json } from '../../json.js'
import { RegistryError } from '../errors.js'
import { storedArchiveName, type Files } from '../files.js'
import { inspectArchive, type ArchiveContents } from '../publishing/archive.js'
import { visitFiles } from '../publishing/entries.js'
import { interpretManifest } from '../publishing/known-manifest-fields.js'
import { readVersion, type OverwriteRecord, type VersionRecord } from '../records.js'
import { assetsContainer, type RealSpace, type VirtualSpace } from '../spaces.js'
import { inTemporaryFolder } from '../temporary-folder.js'
import { rewriteArchive, type Replacement, type RewrittenArchive } from './rewriting.js'
import { overwriteArchiveName, renamed } from './shown.js'

/** A regenerated archive in a local file. */
export interface RegeneratedArchive extends RewrittenArchive {
  file: string
  manifest: Json
}

/** Regenerates, stores and removes the archives of virtual spaces. */
export class OverwrittenArchives {
  readonly #documents: Documents
  readonly #objects: Objects
  readonly #files: Files

  constructor(documents: Documents, objects: Objects, files: Files) {
    this.#documents = documents
    this.#objects = objects
    this.#files = files
  }

  /**
   * Makes the archive of a version with the name and icon of an overwrite, in a local folder.
   * @throws Error when the original archive or the icon is missing
   * @throws RegistryError when the archive can't be read
   */
  async regenerate(
    folder: string,
    source: RealSpace,
    version: VersionRecord,
    overwrite: OverwriteRecord,
  ): Promise<RegeneratedArchive> {
    const [original, file] = [join(folder, 'original'), join(folder, 'overwritten')]
    await this.#fetchOriginal(source, version, original)
    const archive = await inspectArchive(original, version.url, { requireUtf8: false })
    // The manifest of the version has the `parameters` of the publication, which the manifest in the archive lacks.
    const published = isJsonObject(version.manifest) ? version.manifest : archive.manifest.value
    const manifest = renamed(published, overwrite.name)
    const replacements = new Map([[archive.manifest.path, inMemory(JSON.stringify(manifest))]])
    const iconPath = iconPathIn(archive)
    if (overwrite.icon !== undefined && iconPath !== undefined) {
      replacements.set(iconPath, await this.#asset(overwrite.icon))
    }
    const written = await rewriteArchive({ file: original, url: version.url }, file, replacements)
    return { ...written, file, manifest }
  }

  /** Stores an archive in the container of a virtual space, unless an object has the same checksum and size. */
  async store(space: VirtualSpace, archive: RegeneratedArchive): Promise<void> {
    const known = await this.#objects.stat(space.name, archive.sha256)
    if (known?.size !== archive.size) await this.replace(space, archive)
  }

  /** Stores an archive in the container of a virtual space, even if an object with its checksum exists: the object may be damaged. */
  async replace(space: VirtualSpace, { file, sha256, size }: RegeneratedArchive): Promise<void> {
    await this.#objects.put(space.name, sha256, createReadStream(file), { contentType: 'application/gzip', size })
  }

  /**
   * Whether the icon in a stored archive differs from this icon. False for an archive without an icon. Also false for an archive
   * that can't be read: it could not be regenerated either.
   * @param sha256 the checksum of the archive
   * @param icon the checksum of the icon
   */
  hasOtherIcon(space: VirtualSpace, sha256: string, icon: string): Promise<boolean> {
    return inTemporaryFolder(async (folder) => {
      const object = await this.#objects.open(space.name, sha256)
      if (!object) return false
      const file = join(folder, 'overwritten')
      await pipeline(object.body, createWriteStream(file))
      try {
        const icons = await checksumsOf(file, iconPathIn(await inspectArchive(file, sha256, { requireUtf8: false })))
        return icons.some((checksum) => checksum !== icon)
      } catch (error) {
        if (error instanceof RegistryError) return false
        throw error
      }
    })
  }

  /**
   * Removes an archive, unless an overwritten version of the application still has it.
   */
  async removeUnused(space: VirtualSpace, slug: string, sha256: string): Promise<void> {
    // Other applications can't have this archive: the manifest in it has the slug.
    const idPrefix = `${slug}-`
    for await (const document of this.#documents.list(space.databases.versions, idPrefix)) {
      if (!document._id.startsWith(idPrefix)) break
      if (readVersion(document).attachments.get(overwriteArchiveName) === sha256) return
    }
    await this.#objects.remove(space.name, sha256)
  }

  async #fetchOriginal(space: RealSpace, record: VersionRecord, file: string): Promise<void> {
    const name = storedArchiveName(record.url)
    const object = await this.#files.open({ space, record, state: 'PUBLISHED' }, name)
    if (!object) throw new Error(`The archive "${name}" of ${record.slug} ${record.version} is missing`)
    await pipeline(object.body, createWriteStream(file))
  }

  async #asset(sha256: string): Promise<Replacement> {
    const info = await this.#objects.stat(assetsContainer, sha256)
    if (!info) throw new Error(`The icon ${sha256} is missing among the assets`)
    return {
      size: info.size,
      open: async () => {
        const object = await this.#objects.open(assetsContainer, sha256)
        if (!object) throw new Error(`The icon ${sha256} is gone from the assets`)
        return object.body
      },
    }
  }
}

function inMemory(text: string): Replacement {
  const bytes = Buffer.from(text)
  return { size: bytes.length, open: async () => Readable.from([bytes]) }
}

function iconPathIn({ prefix, manifest }: ArchiveContents): string | undefined {
  const { icon } = interpretManifest(manifest.value)
  return icon === '' ? undefined : prefix + posix.resolve('/', icon)
}

// The checksums of the files with this path: an archive may have several.
async function checksumsOf(archive: string, path: string | undefined): Promise<string[]> {
  const checksums: string[] = []
  await visitFiles(archive, archive, async (file) => {
    if (file.path !== path) return
    const hash = createHash('sha256')
    for await (const chunk of file.content) hash.update(chunk)
    checksums.push(hash.digest('hex'))
  })
  return checksums
}
