import { gunzipSync } from 'node:zlib'
import type { z } from 'zod'
import { sha256 } from '../../support/archives.js'
import { send, type Answer } from '../../support/http.js'
import { unpackArchive } from './archive.js'
import * as decoders from './decoders.js'

/**
 * A response with a status other than 200. After 404, a stack continues with the next registry. After another status,
 * it gives up.
 */
export class UpstreamError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * Reads one registry like a stack (the server on which a user installs applications). It has the headers, the HTTP
 * cache and the decoders of a stack.
 */
export class Stack {
  readonly #origin: string
  readonly #root: string
  readonly #cache = new Map<string, Answer>()
  /** The paths of all requests, in order. */
  readonly requestedPaths: string[] = []
  /** The number of responses with status 304. */
  notModifiedCount = 0

  /** @param base URL of the registry; its path is the name of a space, or empty for the default space */
  constructor(base: string) {
    const { origin, pathname } = new URL(base)
    this.#origin = origin
    this.#root = `${pathname.replace(/\/$/, '')}/registry`
  }

  version(slug: string, version: string): Promise<z.infer<typeof decoders.version>> {
    return this.#read(`/${slug}/${version}`, decoders.version)
  }

  latest(slug: string, channel: string): Promise<z.infer<typeof decoders.version>> {
    return this.#read(`/${slug}/${channel}/latest`, decoders.version)
  }

  application(slug: string): Promise<z.infer<typeof decoders.application>> {
    return this.#read(`/${slug}`, decoders.application)
  }

  maintenance(): Promise<z.infer<typeof decoders.maintenances>> {
    return this.#read('/maintenance', decoders.maintenances)
  }

  slugs(): Promise<string[]> {
    return this.#read('/slugs', decoders.slugs)
  }

  /** A page of applications. Stacks send the query of the browser with sorted and escaped parameters. */
  page(query: Record<string, string>, cursor: number, limit: number): Promise<z.infer<typeof decoders.page>> {
    const all = new URLSearchParams({ ...query, cursor: String(cursor), limit: String(limit) })
    all.sort()
    return this.#read(`?${all.toString()}`, decoders.page, { 'Cache-Control': 'no-cache' })
  }

  /**
   * The applications that may offer a service for an intent. Stacks don't escape the brackets in this query, and
   * don't cache the response.
   */
  async discover(): Promise<z.infer<typeof decoders.installedApplication>[]> {
    const answer = await this.#send(`${this.#root}?filter[type]=webapp`)
    return decoders.page.extend({ data: decoders.installedApplication.array() }).parse(jsonOf(answer)).data
  }

  /** An image. Stacks forward only the Content-Type and the bytes to the browser. */
  async image(path: string): Promise<{ type: string; bytes: Buffer }> {
    const { headers, bytes } = await this.#get(`${this.#root}${path}`, { 'Cache-Control': 'no-cache' })
    return { type: headers['content-type'] ?? '', bytes }
  }

  /** Downloads and unpacks an archive, as in an installation. Returns the contents of the files by path. */
  async install(version: z.infer<typeof decoders.version>): Promise<Map<string, string>> {
    const { origin, pathname, search } = new URL(version.url)
    const answer = await this.#send(pathname + search, {}, origin)
    if (answer.status !== 200) throw new UpstreamError(answer.status, 'The archive could not be downloaded')
    if (answer.headers['content-encoding'] !== undefined) throw new Error('The archive has a Content-Encoding')
    const { consumed, files } = await unpackArchive(answer.headers['content-type'] ?? '', answer.bytes)
    if (sha256(consumed) !== version.sha256.toLowerCase()) throw new Error('The checksum does not match')
    const prefix = version.tar_prefix
    return new Map(
      [...files].map(([name, content]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, content]),
    )
  }

  async #read<T>(path: string, decoder: z.ZodType<T>, headers: Record<string, string> = {}): Promise<T> {
    return decoder.parse(jsonOf(await this.#get(this.#root + path, headers)))
  }

  // Each call revalidates a cached response with its ETag. With `no-cache`, it ignores the cache.
  async #get(path: string, headers: Record<string, string>): Promise<Answer> {
    const cached = headers['Cache-Control'] === 'no-cache' ? undefined : this.#cache.get(path)
    const etag = cached?.headers.etag
    const condition = etag === undefined ? {} : { 'If-None-Match': etag }
    const answer = await this.#send(path, { ...condition, ...headers })
    if (answer.status === 304 && cached) {
      this.notModifiedCount++
      return cached
    }
    if (answer.status !== 200) throw new UpstreamError(answer.status, reasonIn(answer))
    this.#cache.set(path, answer)
    return answer
  }

  #send(path: string, headers: Record<string, string> = {}, origin = this.#origin): Promise<Answer> {
    this.requestedPaths.push(path)
    return send(origin, path, { headers: { ...goHeaders, ...headers } })
  }
}

// The headers of a stack. A stack is written in Go. It sends neither Accept nor Authorization.
const goHeaders = { 'User-Agent': 'Go-http-client/1.1', 'Accept-Encoding': 'gzip' }

// Outside of the spaces, errors are plain text. A stack finds no message in them.
function reasonIn(answer: Answer): string {
  return answer.headers['content-type'] === 'application/json' ? decoders.problem.parse(jsonOf(answer)).message : ''
}

function jsonOf({ bytes, headers }: Answer): unknown {
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
  return JSON.parse(text.toString())
}
