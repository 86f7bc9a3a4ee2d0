import { z } from 'zod'
import { isJsonObject, parseJson, type Json } from '../../json.js'
import type { Outgoing } from '../../outgoing/client.js'
import { OutgoingError } from '../../outgoing/errors.js'
import { utf8TextOf } from '../../utf8.js'
import { describeInvalid } from '../describe-invalid.js'
import { encodePathSegment } from '../publishing/file-name.js'
import { appTypes } from '../records.js'
import { shortened } from '../shortened.js'

/** An application as another registry returns it. */
export type SourceApp = z.infer<typeof sourceApp>

/** A version as another registry returns it. */
export type SourceVersion = z.infer<typeof sourceVersion>

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const date = z.iso.datetime({ offset: true })

const sourceApp = z.object({
  slug: z.string(),
  type: z.enum(appTypes),
  editor: z.string().min(1),
  created_at: date,
  data_usage_commitment: text,
  data_usage_commitment_by: text,
  maintenance_activated: z.boolean().nullish(),
  maintenance_options: z.custom<Json>().optional(),
  deprecated: z.object({ message: z.string(), successor: z.string().optional(), at: date, by: z.string() }).optional(),
})

const sourceVersion = z.object({
  version: z.string(),
  manifest: z.custom<Json>(),
  created_at: date,
  url: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-fA-F]{64}$/),
  tar_prefix: text,
  attachments: z
    .record(z.string(), z.string())
    .nullish()
    .transform((files) => files ?? {}),
  withdrawn: z.object({ reason: z.string(), at: date, by: z.string() }).optional(),
})

const page = z.object({
  data: z.array(sourceApp),
  meta: z.object({ next_cursor: z.string().optional() }),
})
const versionLists = z.object({ dev: z.array(z.string()).default([]) })
const editorList = z.array(z.object({ name: z.string() }))

const pageSize = 200
const jsonBounds = { maxBytes: 64 * 1024 * 1024, timeout: 60_000 }

/** A client of the public REST interface of another registry. */
export class SourceRegistry {
  readonly #outgoing: Outgoing
  readonly #root: string

  /** @param address scheme and host, then `/<space>` if the space is not the default one. `/registry` at the end is ignored. */
  constructor(outgoing: Outgoing, address: string) {
    this.#outgoing = outgoing
    this.#root = address.replace(/\/+(registry\/*)?$/, '')
  }

  /** Names of all editors. */
  async editors(): Promise<string[]> {
    const list = await this.#read(`${new URL(this.#root).origin}/editors`, editorList)
    return list.map(({ name }) => name)
  }

  /**
   * All applications, page by page.
   * @throws Error when a page has the cursor of an earlier page
   */
  async *apps(): AsyncGenerator<SourceApp, void> {
    const readCursors = new Set<string>()
    let cursor: string | undefined = '0'
    while (cursor !== undefined) {
      if (readCursors.has(cursor))
        throw new Error(`${this.#root}/registry sent the cursor "${shortened(cursor)}" twice`)
      readCursors.add(cursor)
      const { data, meta } = await this.#page(cursor)
      yield* data
      cursor = meta.next_cursor
    }
  }

  /** The numbers of the versions of an application that the other registry lists, oldest first. The list may be incomplete. */
  async versions(slug: string): Promise<string[]> {
    const lists = await this.#read(`${this.#urlOf(slug)}/versions?versionsChannel=dev`, versionLists)
    return lists.dev
  }

  /** The number of the newest version, even if `versions` lacks it. `undefined` when there is no version. */
  async latest(slug: string): Promise<string | undefined> {
    const address = `${this.#urlOf(slug)}/dev/latest`
    const latest = await this.#get(address, (status) => status === 200 || status === 404)
    return isJsonObject(latest) && typeof latest.version === 'string' ? latest.version : undefined
  }

  /** One version. */
  version(slug: string, version: string): Promise<SourceVersion> {
    return this.#read(this.#urlOf(slug, version), sourceVersion)
  }

  /** URL of the archive of a version at the other registry, even if the version's own URL has another host. */
  archiveUrl(slug: string, { version, url }: SourceVersion): string {
    return `${this.#urlOf(slug, version)}/tarball/${url.slice(url.lastIndexOf('/') + 1)}`
  }

  /** URL of an image of a version, by its logical name. */
  fileUrl(slug: string, version: string, name: string): string {
    return `${this.#urlOf(slug, version)}/${name.split('/').map(encodePathSegment).join('/')}`
  }

  #page(cursor: string): Promise<z.infer<typeof page>> {
    const query = new URLSearchParams({ limit: String(pageSize), cursor, versionsChannel: 'stable' })
    return this.#read(`${this.#root}/registry?${query.toString()}`, page)
  }

  #urlOf(...segments: string[]): string {
    return [this.#root, 'registry', ...segments.map(encodePathSegment)].join('/')
  }

  async #read<T>(address: string, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.#get(address, (status) => status === 200)
    const result = schema.safeParse(answer)
    if (result.success) return result.data
    throw new Error(`${address} did not answer like a registry: ${describeInvalid(result.error, answer)}`)
  }

  async #get(address: string, isExpected: (status: number) => boolean): Promise<Json> {
    const get = this.#outgoing.get(address, jsonBounds, async ({ status, body }) => {
      if (!isExpected(status)) throw new Error(`${address} answered with status ${String(status)}`)
      const chunks: Buffer[] = []
      for await (const chunk of body) chunks.push(chunk)
      const text = utf8TextOf(Buffer.concat(chunks))
      if (text === undefined) throw new Error(`${address} did not answer in UTF-8`)
      try {
        return parseJson(text)
      } catch (error) {
        throw new Error(`${address} did not answer with JSON`, { cause: error })
      }
    })
    return get.catch((error: unknown) => {
      throw error instanceof OutgoingError ? new Error(`${address}: ${explainFailure(error)}`) : error
    })
  }
}

/** The message of an error, with the message of its cause (such as a refusal by a proxy). For operators only. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const causeText = cause instanceof Error ? cause.message || code : ''
  return causeText === '' ? message : `${message} (${causeText})`
}
