import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { access, lstat, open, readdir, realpath, rename, rm, statfs, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { makeFolder } from '../../make-folder.js'
import { type Description, DirectoryMetadata, describesFile, identityOf } from './metadata.js'
import { hasCode, makeFolders, removeEmptyFolders, syncFolder, unlessMissing, writeNewFile } from './durable-files.js'
import { keysIn } from './keys.js'
import { MeasuredBody } from '../measured-body.js'
import { checkContainer, checkKey, checkPrefix } from '../names.js'
import type {
  ByteRange,
  ContainerPlan,
  ObjectInfo,
  Objects,
  OpenObject,
  PutOptions,
  TypeAttributes,
} from '../objects.js'
import { checkRange } from '../range.js'
import { removeAbandonedFiles, unfinishedPath } from './unfinished-files.js'
import { explainFailure, whyUnstorable } from './why-unstorable.js'
import { readTypeAttribute, whyNoTypeAttributes, writeTypeAttribute } from './type-attribute.js'
import { KeyedMutex } from '../../keyed-mutex.js'

const maxAttempts = 20
// The attribute of a file whose media type is unknown. The reference registry serves a file without the attribute with an empty
// `Content-Type`, and cozy-stack refuses such an archive.
const unknownType = 'application/octet-stream'
/** A disk with fewer free bytes counts as full, because most archives are larger. */
const minFreeBytes = 1024 * 1024

/**
 * Opens a folder as `Objects`. The content of an object is the file `<folder>/<container>/<key>`. People and other programs may
 * put files there, too. Metadata and unfinished files are in `<folder>/.meta`: no container can have this name. If the file
 * system supports extended attributes, the media type is also written to an extended attribute of the file.
 *
 * The etag is the SHA-256 of the content. Reading follows symbolic links. Writing, removing and listing do not. Several
 * processes may use one folder at the same time.
 */
export async function openDirectoryObjects(folder: string): Promise<Objects> {
  await makeFolder(folder)
  const root = await realpath(folder)
  const incoming = join(root, '.meta', 'incoming')
  await makeFolder(incoming)
  await removeAbandonedFiles(incoming)
  return new DirectoryObjects(root, incoming, await whyNoTypeAttributes(incoming))
}

class DirectoryObjects implements Objects {
  readonly typeAttributes?: TypeAttributes
  readonly warning?: string
  readonly #root: string
  readonly #incoming: string
  readonly #metadata: DirectoryMetadata
  readonly #mutex = new KeyedMutex()

  /** @param noTypeAttributes why media types can't be written to extended attributes; `undefined` if they can */
  constructor(root: string, incoming: string, noTypeAttributes: string | undefined) {
    this.#root = root
    if (noTypeAttributes === undefined) this.typeAttributes = this.#createTypeAttributes()
    else this.warning = typeAttributeWarning(root, noTypeAttributes)
    this.#incoming = incoming
    this.#metadata = new DirectoryMetadata(join(root, '.meta', 'containers'), incoming)
  }

  async put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    // Without a listener, a body that fails before it is read would end the process. Reading it reports the same error.
    body.on('error', () => undefined)
    const temporary = unfinishedPath(this.#incoming)
    try {
      checkKey(container, key)
      const measured = new MeasuredBody(body, options.size, 'sha256')
      const stats = await writeNewFile(temporary, measured)
      await writeTypeAttribute(temporary, options.contentType || unknownType)
      const description = { contentType: options.contentType, etag: measured.digest(), ...identityOf(stats) }
      await this.#mutex.run(join(container, key), () => this.#commit(container, key, temporary, description))
    } catch (error) {
      throw hasCode(error, 'ENOSPC', 'EDQUOT') ? this.#noSpace(error) : error
    } finally {
      body.destroy()
      await rm(temporary, { force: true })
    }
  }

  async whyUnstorable(container: string, key: string, plan: ContainerPlan): Promise<string | undefined> {
    checkKey(container, key)
    return whyUnstorable({ key, path: this.#pathOf(container, key), incoming: this.#incoming }, plan)
  }

  async open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined> {
    const file = await this.#openFile(container, key)
    if (file === undefined) return undefined
    try {
      const info = infoOf(await this.#metadata.describe(file, this.#pathOf(container, key), container, key))
      if (range !== undefined) checkRange(range, info.size)
      return { ...info, body: file.createReadStream({ start: 0, ...range }) }
    } catch (error) {
      await file.close()
      throw error
    }
  }

  async stat(container: string, key: string): Promise<ObjectInfo | undefined> {
    const file = await this.#openFile(container, key)
    if (file === undefined) return undefined
    try {
      return infoOf(await this.#metadata.describe(file, this.#pathOf(container, key), container, key))
    } finally {
      await file.close()
    }
  }

  async remove(container: string, key: string): Promise<void> {
    checkKey(container, key)
    await this.#mutex.run(join(container, key), async () => {
      const path = this.#pathOf(container, key)
      const stats = await unlessMissing(lstat(path))
      if (stats === undefined || stats.isDirectory()) return
      if ((await unlessMissing(realpath(dirname(path)))) !== dirname(path)) {
        throw new Error(`"${key}" in container "${container}" is behind a symbolic link: remove it by hand`)
      }
      await unlessMissing(unlink(path))
      await unlessMissing(syncFolder(dirname(path)))
      await this.#metadata.remove(container, key)
      await this.#removeEmptyFolders(container, key)
    })
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    checkPrefix(container, prefix)
    yield* keysIn(join(this.#root, container), prefix)
  }

  async ensure(container: string): Promise<void> {
    checkContainer(container)
    await makeFolders(this.#root, [container])
    await syncFolder(this.#root)
  }

  async drop(container: string): Promise<void> {
    checkContainer(container)
    await this.#discard(join(this.#root, container))
    await this.#discard(this.#metadata.folderOf(container))
  }

  async ping(): Promise<void> {
    // A container may belong to another user, for example if a command was run as root.
    for (const folder of await this.#foldersToWrite()) await access(folder, constants.R_OK | constants.W_OK)
    const { bavail, bsize } = await statfs(this.#root)
    if (bavail * bsize < minFreeBytes) throw this.#noSpace()
  }

  // The message names the folder, because the message of the operating system does not.
  #noSpace(cause?: unknown): Error {
    const error = new Error(`No space is left for files on the disk of ${this.#root}`, { cause })
    return Object.assign(error, { code: 'ENOSPC' })
  }

  async close(): Promise<void> {
    this.#metadata.clearCache()
  }

  #createTypeAttributes(): TypeAttributes {
    const typeOf = async (container: string, key: string, fallback: () => Promise<string>): Promise<string> => {
      const info = await this.stat(container, key)
      return info ? info.contentType || (await fallback()) : ''
    }
    return {
      isCorrect: async (container, key, fallback) => {
        const type = await typeOf(container, key, fallback)
        return type === '' || (await readTypeAttribute(this.#pathOf(container, key))) === type
      },
      write: async (container, key, fallback) => {
        const type = await typeOf(container, key, fallback)
        return type === '' || writeTypeAttribute(this.#pathOf(container, key), type)
      },
    }
  }

  async #foldersToWrite(): Promise<string[]> {
    const folders = [await foldersIn(this.#root), await foldersIn(this.#metadata.folderOf(''))].flat()
    return [this.#root, this.#incoming, ...folders]
  }

  #pathOf(container: string, key: string): string {
    return join(this.#root, container, key)
  }

  async #openFile(container: string, key: string): Promise<FileHandle | undefined> {
    checkKey(container, key)
    // Without O_NONBLOCK, opening a named pipe would wait for its writer.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK
    const file = await unlessMissing(open(this.#pathOf(container, key), flags))
    if (file === undefined || (await file.stat()).isFile()) return file
    await file.close()
    return undefined
  }

  /** Makes a finished file the content of an object. Tries again if a concurrent removal interferes. */
  async #commit(container: string, key: string, temporary: string, description: Description): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#place(container, key, temporary, description)
      } catch (error) {
        // A concurrent removal may delete a folder while it is still empty.
        if (hasCode(error, 'ENOENT') && attempt < maxAttempts) continue
        await this.#removeEmptyFolders(container, key)
        throw explainFailure(error, container, key)
      }
    }
  }

  /**
   * Moves a new file to its place. Before that, writes the metadata, with the descriptions of both the new and the present
   * content. So a reader finds the description of either file by the identity of the file, also after a crash.
   */
  async #place(container: string, key: string, temporary: string, description: Description): Promise<void> {
    const path = this.#pathOf(container, key)
    const folders = await makeFolders(this.#root, [container, ...key.split('/').slice(0, -1)])
    await this.#metadata.write(container, key, [description, ...(await this.#presentDescription(container, key))])
    await rename(temporary, path)
    // Syncs all folders: a concurrent put may have created one, but not synced it yet.
    await Promise.all(folders.map((folder) => unlessMissing(syncFolder(folder))))
  }

  /** The stored description of an object's present content; empty if there is none. */
  async #presentDescription(container: string, key: string): Promise<Description[]> {
    const path = this.#pathOf(container, key)
    const stats = await lstat(path, { bigint: true }).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error
    })
    if (stats === undefined) return []
    if (stats.isDirectory()) throw new Error(`"${path}" is a folder with other objects in it`)
    const stored = await this.#metadata.read(container, key)
    return stored.filter((description) => describesFile(description, identityOf(stats)))
  }

  async #removeEmptyFolders(container: string, key: string): Promise<void> {
    await removeEmptyFolders(join(this.#root, container), key.split('/').slice(0, -1))
  }

  /** Removes a folder. Renames it first, so that its whole content disappears at once. */
  async #discard(folder: string): Promise<void> {
    const discarded = unfinishedPath(this.#incoming)
    const moved = await unlessMissing(rename(folder, discarded).then(() => true))
    if (moved === undefined) return
    await syncFolder(dirname(folder))
    await rm(discarded, { recursive: true, force: true })
  }
}

function typeAttributeWarning(folder: string, reason: string): string {
  return `The files in ${folder} can't have their media types in extended attributes. cozy-apps-registry reads them there, and could not serve these files (see "Going back" in docs/migrating.md). The reason: ${reason}`
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = (await unlessMissing(readdir(folder, { withFileTypes: true }))) ?? []
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
}

function infoOf({ contentType, etag, size, modified }: Description): ObjectInfo {
  return { contentType, etag, size, modifiedAt: new Date(Number(BigInt(modified) / 1_000_000n)) }
}
