import { gunzipSync } from 'node:zlib'
import type { z } from 'zod'
import { sha256 } from '../../support/archives.js'
import { send, type Answer } from '../../support/http.js'
import { readArchive } from './archive.js'
import * as decoders from './decoders.js'

/** An answer that is not 200: stacks go on with the next registry when it is 404, and else give up. */
export class UpstreamError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** What a stack asks of one registry, with its headers, its cache and its decoders. */
export class Stack {
  readonly #origin: string
  readonly #root: string
  readonly #known = new Map<string, Answer>()
  /** The paths that it asked for, in order. */
  readonly asked: string[] = []
  /** How often the registry said that nothing has changed. */
  unchanged = 0

  /** @param base address of the registry; its path names a space */
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

  /** One page. The query is rebuilt from the browser's: sorted and escaped. */
  page(query: Record<string, string>, cursor: number, limit: number): Promise<z.infer<typeof decoders.page>> {
    const all = new URLSearchParams({ ...query, cursor: String(cursor), limit: String(limit) })
    all.sort()
    return this.#read(`?${all.toString()}`, decoders.page, { 'Cache-Control': 'no-cache' })
  }

  /** Applications that may offer a service for an intent; brackets are sent as they are, and nothing is kept. */
  async discover(): Promise<z.infer<typeof decoders.asInstalled>[]> {
    const answer = await this.#send(`${this.#root}?filter[type]=webapp`)
    return decoders.page.extend({ data: decoders.asInstalled.array() }).parse(jsonOf(answer)).data
  }

  /** An image, of which only the type and the bytes go on to the browser. */
  async image(path: string): Promise<{ type: string; bytes: Buffer }> {
    const { headers, bytes } = await this.#get(`${this.#root}${path}`, { 'Cache-Control': 'no-cache' })
    return { type: headers['content-type'] ?? '', bytes }
  }

  /** Downloads an archive and unpacks it, as at an installation. Gives the files by their paths. */
  async install(version: z.infer<typeof decoders.version>): Promise<Map<string, string>> {
    const { origin, pathname, search } = new URL(version.url)
    const answer = await this.#send(pathname + search, {}, origin)
    if (answer.status !== 200) throw new UpstreamError(answer.status, 'the archive')
    if (answer.headers['content-encoding'] !== undefined) throw new Error('The archive comes decompressed')
    const { consumed, files } = await readArchive(answer.headers['content-type'] ?? '', answer.bytes)
    if (sha256(consumed) !== version.sha256.toLowerCase()) throw new Error('The checksum is another one')
    const prefix = version.tar_prefix
    return new Map(
      [...files].map(([name, content]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, content]),
    )
  }

  async #read<T>(path: string, decoder: z.ZodType<T>, headers: Record<string, string> = {}): Promise<T> {
    return decoder.parse(jsonOf(await this.#get(this.#root + path, headers)))
  }

  // Everything that is kept counts as stale, so that each call asks whether something has changed; with no-cache it counts
  // as nothing.
  async #get(path: string, headers: Record<string, string>): Promise<Answer> {
    const known = headers['Cache-Control'] === 'no-cache' ? undefined : this.#known.get(path)
    const etag = known?.headers.etag
    const condition = etag === undefined ? {} : { 'If-None-Match': etag }
    const answer = await this.#send(path, { ...condition, ...headers })
    if (answer.status === 304 && known) {
      this.unchanged++
      return known
    }
    if (answer.status !== 200) throw new UpstreamError(answer.status, reasonIn(answer))
    this.#known.set(path, answer)
    return answer
  }

  #send(path: string, headers: Record<string, string> = {}, origin = this.#origin): Promise<Answer> {
    this.asked.push(path)
    return send(origin, path, { headers: { ...goHeaders, ...headers } })
  }
}

// No Accept, no authorisation.
const goHeaders = { 'User-Agent': 'Go-http-client/1.1', 'Accept-Encoding': 'gzip' }

// Outside the spaces, refusals are bare text, in which a stack finds no message.
function reasonIn(answer: Answer): string {
  return answer.headers['content-type'] === 'application/json' ? decoders.problem.parse(jsonOf(answer)).message : ''
}

function jsonOf({ bytes, headers }: Answer): unknown {
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
  return JSON.parse(text.toString())
}
