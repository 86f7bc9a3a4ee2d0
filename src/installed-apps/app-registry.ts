import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { parseJson, type Json } from '../json.js'
import type { Outgoing } from '../outgoing/client.js'
import { OutgoingError, TooLargeError } from '../outgoing/errors.js'
import type { App, Catalogue, Version } from '../registry/catalogue/catalogue.js'
import { RegistryError } from '../registry/errors.js'
import { archiveFileNameOf, type Files } from '../registry/files.js'
import { encodePathSegment } from '../registry/publishing/file-name.js'
import type { Space } from '../registry/spaces.js'
import { channels } from '../registry/versions.js'
import { InstalledAppError, requireChecksum } from './errors.js'

/** A version of an application in a registry. */
export interface RegistryVersion {
  version: string
  manifest: Json
  /** SHA-256 of the archive, as the registry gives it. */
  sha256: string
  /** URL of the archive. */
  url: string
}

/** A registry to install from. A version or an application that is not there is `undefined`. */
export interface AppRegistry {
  latest: (slug: string, channel: string) => Promise<RegistryVersion | undefined>
  version: (slug: string, number: string) => Promise<RegistryVersion | undefined>
  /**
   * Writes the archive of a version to a file, if the registry has its own way to it.
   * @throws InstalledAppError SOURCE_UNREACHABLE, CHECKSUM_MISMATCH
   */
  download?: (slug: string, version: RegistryVersion, file: string, signal: AbortSignal) => Promise<void>
}

/** A space of this gateway's own registry. */
export class OwnRegistry implements AppRegistry {
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
    const archive = version && (await this.#files.open(version, archiveFileNameOf(version.record.url)))
    if (!archive) throw new InstalledAppError('SOURCE_UNREACHABLE', { detail: 'The registry has lost the archive' })
    const hash = createHash('sha256')
    await writeFile(file, hashed(archive.body, hash), { signal })
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

// There is nothing under a name that is not valid.
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

const versionShape = z.object({
  version: z.string(),
  manifest: z.json(),
  sha256: z.string().regex(/^[0-9a-fA-F]{64}$/),
  url: z.string(),
})

// A manifest may have two megabytes.
const bounds = { maxBytes: 3 * 1024 * 1024, timeout: 10_000 }
const mostCached = 100
// Milliseconds, as in cozy-stack.
const cachedFor = 5_000

/** Another registry, with the REST interface of this one. */
export class RemoteRegistry implements AppRegistry {
  readonly #outgoing: Outgoing
  readonly #root: string
  readonly #answers = new LRUCache<string, Promise<RegistryVersion | undefined>>({ max: mostCached, ttl: cachedFor })

  /** @param address the URL up to `/registry` */
  constructor(outgoing: Outgoing, address: string) {
    this.#outgoing = outgoing
    this.#root = address.replace(/\/+(registry\/*)?$/, '')
  }

  latest(slug: string, channel: string): Promise<RegistryVersion | undefined> {
    return this.#read(slug, channel, 'latest')
  }

  version(slug: string, number: string): Promise<RegistryVersion | undefined> {
    return this.#read(slug, number)
  }

  #read(...segments: string[]): Promise<RegistryVersion | undefined> {
    if (segments.some((segment) => ['', '.', '..'].includes(segment))) return Promise.resolve(undefined)
    const url = [this.#root, 'registry', ...segments.map(encodePathSegment)].join('/')
    const answer = this.#answers.get(url) ?? this.#get(url)
    this.#answers.set(url, answer)
    return answer
  }

  async #get(url: string): Promise<RegistryVersion | undefined> {
    try {
      const text = await this.#outgoing.get(url, bounds, async ({ status, cacheControl, body }) => {
        if (/\bno-(store|cache)\b/i.test(cacheControl)) this.#answers.delete(url)
        const chunks: Buffer[] = []
        if (status === 200) for await (const chunk of body) chunks.push(chunk)
        return Buffer.concat(chunks).toString()
      })
      return text === '' ? undefined : versionShape.parse(parseJson(text))
    } catch (error) {
      const isUnusable = error instanceof z.ZodError || error instanceof SyntaxError
      if (isUnusable || error instanceof OutgoingError || error instanceof TooLargeError) return undefined
      throw error
    }
  }
}
