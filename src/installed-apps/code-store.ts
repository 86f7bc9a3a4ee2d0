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
import { below, surveyArchive } from './archive.js'
import { InstalledAppError } from './errors.js'

/** The container of the files of installed applications. No space can have this name. */
export const codeContainer = '__apps__'

/** The code of an application: its files are stored once for all instances of a context. */
export interface CodePlace {
  /** The name of the context. */
  context: string
  /** SHA-256 of the archive, in lower case. */
  sha256: string
}

// How many places are known to be complete.
const mostKnown = 10_000

/** The unpacked files of installed applications, in the object store. They stay when applications are removed. */
export class CodeStore {
  readonly #objects: Objects
  readonly #mutex = new KeyedMutex()
  readonly #complete = new LRUCache<string, true>({ max: mostKnown })

  constructor(objects: Objects) {
    this.#objects = objects
  }

  /** Whether all files of an archive are stored, and the archive itself, if it is needed. */
  async has(place: CodePlace, needsArchive: boolean): Promise<boolean> {
    if (!(await this.#hasFiles(keyOf(place)))) return false
    // An application from a registry may have the same files: its archive is not kept.
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
      const { prefix, paths } = await surveyArchive(archive, '', reading)
      await this.#checkNames(key, paths)
      const { compression } = await visitFiles(archive, 'the archive', (file) => this.#put(key, prefix, file), reading)
      if (keepsArchive) {
        const contentType = compression === 'gzip' ? 'application/gzip' : 'application/x-tar'
        await this.#objects.put(codeContainer, `${key}/archive`, createReadStream(archive), { contentType })
      }
      // Last, so that a place without it is unpacked again.
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
    // A name that can't be stored is no name of a file. Names in manifests are not checked.
    const isName = !key.endsWith('/files/') && !/[\0\\]|\p{Cs}/u.test(path)
    return isName ? this.#objects.open(codeContainer, key) : undefined
  }

  /** Opens the archive, if it was kept. */
  openArchive(place: CodePlace): Promise<OpenObject | undefined> {
    return this.#objects.open(codeContainer, `${keyOf(place)}/archive`)
  }

  async #checkNames(key: string, paths: ReadonlySet<string>): Promise<void> {
    const keys = new Set([...paths].map((path) => `${key}/files${path}`))
    for (const name of keys) {
      const reason = await this.#whyUnstorable(name, keys)
      if (reason === undefined) continue
      const shown = shortened(name.slice(`${key}/files`.length))
      throw new InstalledAppError('SOURCE_UNREACHABLE', {
        detail: `The file ${shown} of the archive can't be stored: ${reason}`,
      })
    }
  }

  async #whyUnstorable(name: string, keys: ReadonlySet<string>): Promise<string | undefined> {
    try {
      return await this.#objects.whyUnstorable(codeContainer, name, { keys, isDropped: false })
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
    await this.#objects.put(codeContainer, `${key}/files${below(prefix, path)}`, body, { contentType })
  }
}

async function* concatenated(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

function keyOf({ context, sha256 }: CodePlace): string {
  return `${context}/${sha256}`
}
