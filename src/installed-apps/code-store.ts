import { createReadStream } from 'node:fs'
import { posix } from 'node:path'
import { Readable } from 'node:stream'
import { KeyedMutex } from '../keyed-mutex.js'
import { LRUCache } from 'lru-cache'
import { mediaTypeOf, sniffedBytes } from '../objects/media-type.js'
import { UnsafeKeyError, type Objects, type OpenObject } from '../objects/objects.js'
import { visitFiles, type ArchivedFile } from '../registry/publishing/entries.js'
import type { ReadOptions } from '../registry/publishing/limits.js'
import { shortened } from '../registry/shortened.js'
import { surveyArchive, withoutTopFolder } from './archive.js'
import { InstalledAppError } from './errors.js'

/** The container of the files of installed applications. No space can have this name. */
export const codeContainer = '__apps__'

/** Identifies the stored files of an application. All instances of a context share them. */
export interface CodePlace {
  /** The name of the context. */
  context: string
  /** SHA-256 of the archive, in lower case. */
  sha256: string
}

// The maximum of remembered places whose files are completely stored.
const maxRemembered = 10_000

/** The unpacked files of installed applications, in the object store. Uninstalling an application does not remove its files. */
export class CodeStore {
  readonly #objects: Objects
  readonly #mutex = new KeyedMutex()
  readonly #complete = new LRUCache<string, true>({ max: maxRemembered })

  constructor(objects: Objects) {
    this.#objects = objects
  }

  /** Whether all files of an archive are stored. If `needsArchive`, the archive itself must be stored, too. */
  async has(place: CodePlace, needsArchive: boolean): Promise<boolean> {
    if (!(await this.#hasFiles(keyOf(place)))) return false
    // The files may have been stored by an installation from a registry, which does not store the archive.
    return !needsArchive || (await this.#objects.stat(codeContainer, `${keyOf(place)}/archive`)) !== undefined
  }

  async #hasFiles(key: string): Promise<boolean> {
    if (this.#complete.has(key)) return true
    const isComplete = (await this.#objects.stat(codeContainer, `${key}/complete`)) !== undefined
    if (isComplete) this.#complete.set(key, true)
    return isComplete
  }

  /**
   * Unpacks an archive.
   * @param keepsArchive whether the archive itself is stored, too
   * @throws InstalledAppError SOURCE_UNREACHABLE for an archive whose files can't be stored
   * @throws RegistryError ARCHIVE_INVALID, ARCHIVE_TOO_LARGE
   */
  store(place: CodePlace, archive: string, keepsArchive: boolean, reading: ReadOptions): Promise<void> {
    const key = keyOf(place)
    return this.#mutex.run(key, async () => {
      if (await this.has(place, keepsArchive)) return
      // No file has the empty name, so no manifest is read.
      const { prefix, paths } = await surveyArchive(archive, '', reading)
      await this.#checkNames(key, paths)
      const { compression } = await visitFiles(archive, 'the archive', (file) => this.#put(key, prefix, file), reading)
      if (keepsArchive) {
        const contentType = compression === 'gzip' ? 'application/gzip' : 'application/x-tar'
        await this.#objects.put(codeContainer, `${key}/archive`, createReadStream(archive), { contentType })
      }
      // This object is stored last: without it, the archive is unpacked again.
      await this.#objects.put(codeContainer, `${key}/complete`, Readable.from([]), { contentType: 'text/plain' })
      this.#complete.set(key, true)
    })
  }

  /**
   * Opens a file of an application.
   * @param path within the archive, below its top folder
   */
  async open(place: CodePlace, path: string): Promise<OpenObject | undefined> {
    const key = `${keyOf(place)}/files${posix.resolve('/', path)}`
    // The path may come from an unchecked manifest. It is looked up only if it can be the path of a stored file.
    const isName = !key.endsWith('/files/') && !/[\0\\]|\p{Cs}/u.test(path)
    return isName ? this.#objects.open(codeContainer, key) : undefined
  }

  /** Opens the archive; `undefined` if it is not stored. */
  openArchive(place: CodePlace): Promise<OpenObject | undefined> {
    return this.#objects.open(codeContainer, `${keyOf(place)}/archive`)
  }

  async #checkNames(key: string, paths: ReadonlySet<string>): Promise<void> {
    const keys = new Set([...paths].map((path) => `${key}/files${path}`))
    for (const fileKey of keys) {
      const reason = await this.#whyUnstorable(fileKey, keys)
      if (reason === undefined) continue
      const shown = shortened(fileKey.slice(`${key}/files`.length))
      throw new InstalledAppError('SOURCE_UNREACHABLE', {
        detail: `The file ${shown} of the archive can't be stored: ${reason}`,
      })
    }
  }

  async #whyUnstorable(fileKey: string, keys: ReadonlySet<string>): Promise<string | undefined> {
    try {
      return await this.#objects.whyUnstorable(codeContainer, fileKey, { keys, isDropped: false })
    } catch (error) {
      if (error instanceof UnsafeKeyError) return 'its name is not allowed'
      throw error
    }
  }

  async #put(key: string, prefix: string, { path, content }: ArchivedFile): Promise<void> {
    const chunks = content[Symbol.asyncIterator]()
    const head: Buffer[] = []
    let size = 0
    while (size < sniffedBytes) {
      const next = await chunks.next()
      if (next.done === true) break
      head.push(next.value)
      size += next.value.length
    }
    const body = Readable.from(concatenated(head, chunks), { objectMode: false })
    const contentType = mediaTypeOf(Buffer.concat(head), path) || 'application/octet-stream'
    await this.#objects.put(codeContainer, `${key}/files${withoutTopFolder(prefix, path)}`, body, { contentType })
  }
}

async function* concatenated(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

function keyOf({ context, sha256 }: CodePlace): string {
  return `${context}/${sha256}`
}
