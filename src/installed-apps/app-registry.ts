import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { parseJson, type Json } from '../json.js'
import type { Outgoing } from '../outgoing/client.js'
import { OutgoingError, TooLargeError } from '../outgoing/errors.js'
import type { App, Catalogue, Version } from '../registry/catalogue/catalogue.js'
import { RegistryError } from '../registry/errors.js'
import { storedArchiveName, type Files } from '../registry/files.js'
import { encodePathSegment } from '../registry/publishing/file-name.js'
import { timeOf } from '../registry/records.js'
import type { Space } from '../registry/spaces.js'
import { channels } from '../registry/versions.js'
import { utf8TextOf } from '../utf8.js'
import { InstalledAppError, requireChecksum } from './errors.js'

/** A version of an application in a registry. */
export interface RegistryVersion {
  version: string
  manifest: Json
  /** SHA-256 of the archive, as the registry gives it. */
  sha256: string
  /** URL of the archive. */
  url: string
  /** The time of submission, in milliseconds since 1970. */
  time: number
  /** The withdrawal; `undefined` if the version is not withdrawn. */
  withdrawn?: unknown
}

/**
 * A registry to install from. For a missing application or version, the methods return `undefined`. If the registry can't be
 * used, they throw InstalledAppError MANIFEST_UNREACHABLE.
 */
export interface AppRegistry {
  latest: (slug: string, channel: string) => Promise<RegistryVersion | undefined>
  version: (slug: string, number: string) => Promise<RegistryVersion | undefined>
  /**
   * Writes the archive of a version to a file. Absent if the archive has to be downloaded from the URL of the version.
   * @throws InstalledAppError SOURCE_UNREACHABLE, CHECKSUM_MISMATCH
   * @throws the reason of the signal
   */
  download?: (slug: string, version: RegistryVersion, file: string, signal: AbortSignal) => Promise<void>
}

/** A space of this gateway's registry. */
export class LocalRegistry implements AppRegistry {
  readonly #catalogue: Catalogue
  readonly #files: Files
  readonly #space: Space

  constructor({ catalogue, files }: { catalogue: Catalogue; files: Files }, space: Space) {
    this.#catalogue = catalogue
    this.#files = files
    this.#space = space
  }

  async latest(slug: string, name: string): Promise<RegistryVersion | undefined> {
    const channel = channels.find((candidate) => candidate === name)
    const app = channel && (await this.#app(slug))
    const version = app && (await this.#catalogue.latest(app, channel))
    return version?.record
  }

  async version(slug: string, number: string): Promise<RegistryVersion | undefined> {
    return (await this.#version(slug, number))?.record
  }

  async download(slug: string, { version: number, sha256 }: RegistryVersion, file: string, signal: AbortSignal) {
    const version = await this.#version(slug, number)
    const archive = version && (await this.#files.open(version, storedArchiveName(version.record.url)))
    if (!archive) throw new InstalledAppError('SOURCE_UNREACHABLE', { detail: 'The registry has lost the archive' })
    const hash = createHash('sha256')
    try {
      await writeFile(file, hashed(archive.body, hash), { signal })
    } catch (error) {
      // `writeFile` rejects with an AbortError, not with the reason of the signal.
      signal.throwIfAborted()
      throw error
    } finally {
      archive.body.destroy()
    }
    requireChecksum(sha256.toLowerCase(), hash.digest('hex'))
  }

  async #version(slug: string, number: string): Promise<Version | undefined> {
    const app = await this.#app(slug)
    return app && undefinedIfInvalid(() => this.#catalogue.version(app, number))
  }

  #app(slug: string): Promise<App | undefined> {
    return undefinedIfInvalid(() => this.#catalogue.app(this.#space, slug))
  }
}

// An application or version with an invalid name can't exist.
async function undefinedIfInvalid<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RegistryError && error.code.startsWith('INVALID_')) return undefined
    throw error
  }
}

async function* hashed(
  chunks: AsyncIterable<Buffer>,
  hash: { update: (chunk: Buffer) => unknown },
): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}

const versionShape = z
  .object({
    version: z.string(),
    manifest: z.json(),
    sha256: z.string().regex(/^[0-9a-fA-F]{64}$/),
    url: z.string(),
    created_at: z.json().optional(),
    withdrawn: z.json().optional(),
  })
  .transform(({ created_at, ...version }) => ({ ...version, time: timeOf(created_at) }))

// A manifest may have two megabytes.
const bounds = { maxBytes: 3 * 1024 * 1024, timeout: 10_000 }
// The size of the cache in characters, manifests included.
const maxCachedCharacters = 8 * 1024 * 1024
// Milliseconds for which an answer is cached, as in cozy-stack.
const defaultLifetime = 5_000

interface RegistryAnswer {
  version: RegistryVersion | undefined
  /** Why the registry can't be used. */
  failure?: InstalledAppError
  /** The size of the URL and of the answer, in characters. */
  size: number
  mayBeCached: boolean
}

/** Another registry, which is reached by REST. */
export class RemoteRegistry implements AppRegistry {
  readonly #outgoing: Outgoing
  readonly #root: string
  readonly #answers: LRUCache<string, RegistryAnswer>
  // The running requests, by URL. Concurrent look-ups of the same URL share one request.
  readonly #running = new Map<string, Promise<RegistryAnswer>>()

  /**
   * @param address the URL of the registry; a `/registry` at its end is optional
   * @param lifetime milliseconds for which an answer is cached
   */
  constructor(outgoing: Outgoing, address: string, lifetime = defaultLifetime) {
    this.#outgoing = outgoing
    this.#root = address.replace(/\/+(registry\/*)?$/, '')
    this.#answers = new LRUCache({ maxSize: maxCachedCharacters, ttl: lifetime, sizeCalculation: ({ size }) => size })
  }

  latest(slug: string, channel: string): Promise<RegistryVersion | undefined> {
    return this.#read(slug, channel, 'latest')
  }

  version(slug: string, number: string): Promise<RegistryVersion | undefined> {
    return this.#read(slug, number)
  }

  async #read(...segments: string[]): Promise<RegistryVersion | undefined> {
    if (segments.some((segment) => ['', '.', '..'].includes(segment))) return undefined
    const url = [this.#root, 'registry', ...segments.map(encodePathSegment)].join('/')
    const { version, failure } = await (this.#answers.get(url) ?? this.#running.get(url) ?? this.#startRequest(url))
    if (failure) throw failure
    return version
  }

  #startRequest(url: string): Promise<RegistryAnswer> {
    const running = this.#requestAndCache(url).finally(() => this.#running.delete(url))
    this.#running.set(url, running)
    return running
  }

  async #requestAndCache(url: string): Promise<RegistryAnswer> {
    const answer = await this.#request(url)
    if (answer.mayBeCached) this.#answers.set(url, answer)
    return answer
  }

  async #request(url: string): Promise<RegistryAnswer> {
    let mayBeCached = true
    try {
      const text = await this.#outgoing.get(url, bounds, async ({ status, cacheControl, body }) => {
        mayBeCached = !/\bno-(store|cache)\b/i.test(cacheControl)
        if (status >= 500) throw this.#unusable(`it answered with status ${String(status)}`)
        const chunks: Buffer[] = []
        if (status === 200) for await (const chunk of body) chunks.push(chunk)
        const text = utf8TextOf(Buffer.concat(chunks))
        if (text === undefined) throw this.#unusable('its answer is not UTF-8')
        return text
      })
      const version = text === '' ? undefined : versionShape.parse(parseJson(text))
      return { version, size: url.length + text.length, mayBeCached }
    } catch (error) {
      return { version: undefined, failure: this.#failureOf(error), size: url.length, mayBeCached }
    }
  }

  #failureOf(error: unknown): InstalledAppError {
    if (error instanceof InstalledAppError) return error
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      return this.#unusable('its answer is no version of an application', error)
    }
    if (error instanceof OutgoingError || error instanceof TooLargeError) return this.#unusable(error.message, error)
    throw error
  }

  #unusable(problem: string, cause?: unknown): InstalledAppError {
    const detail = `The registry ${new URL(this.#root).host} can't be used: ${problem}`
    return new InstalledAppError('MANIFEST_UNREACHABLE', { detail, cause })
  }
}
