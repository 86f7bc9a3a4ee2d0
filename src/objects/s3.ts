import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import PQueue from 'p-queue'
import { discard } from '../http-client.js'
import { MeasuredBody } from './measured-body.js'
import { checkContainer, checkLength, checkName, checkPrefix, isTooLong } from './names.js'
import { infoOf, openObjectOf, rangeHeaders } from './object-answers.js'
import type { ByteRange, ObjectInfo, Objects, OpenObject, PutOptions } from './objects.js'
import { RefusedError } from './store-errors.js'
import { S3Requests, type S3Settings } from './s3/requests.js'
import { partSize, partsOf, uploadInParts } from './s3/upload.js'
import { creationIn, isWritable, parseListing, parseRemoval, removalOf } from './s3/xml.js'

const secondsToDownload = 900
const removalsAtOnce = 8

/**
 * The objects port over a bucket of S3: the object `key` of `container` is `<container>/<key>` there. The etag is the one of S3:
 * the MD5 of the content, unless it was put without a size and has more than 5 MB. The bucket is created if missing.
 * @param signal ends the opening
 * @throws UnreachableError RefusedError
 */
export async function openS3Objects(settings: S3Settings, signal?: AbortSignal): Promise<Objects> {
  const requests = new S3Requests(settings)
  const stop = (): void => void requests.close()
  signal?.addEventListener('abort', stop)
  const objects = new S3Objects(requests, settings)
  try {
    await objects.prepare()
  } catch (error) {
    await requests.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
  return objects
}

class S3Objects implements Objects {
  readonly downloadUrl?: NonNullable<Objects['downloadUrl']>
  readonly #requests: S3Requests
  readonly #region: string
  #removesInBulk = true

  constructor(requests: S3Requests, { region, presignedDownloads }: S3Settings) {
    this.#requests = requests
    this.#region = region
    if (presignedDownloads) this.downloadUrl = (...args) => this.#downloadUrl(...args)
  }

  /** Creates the bucket if it is missing. */
  async prepare(): Promise<void> {
    if ((await this.#requests.status({ ...oneKey, expected: [404] })) !== 404) return
    // 409: another gateway has been quicker.
    await this.#requests.status({ method: 'PUT', body: creationIn(this.#region), expected: [409] })
    await this.ping()
  }

  async put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    // A body that fails before it is read would otherwise end the process; the reading below meets the failure again.
    body.on('error', () => undefined)
    try {
      const name = nameOf(container, key)
      checkLength(container, key, name)
      // Without one S3 would tell `binary/octet-stream`.
      const headers = { 'content-type': options.contentType || 'application/octet-stream' }
      const bytes = new MeasuredBody(body, options.size, 'md5')
      await bytes.outcomeOf(
        options.size === undefined
          ? this.#putInParts(name, headers, bytes)
          : this.#putWhole(name, { ...headers, 'content-length': String(options.size) }, Readable.from(bytes)),
      )
    } finally {
      body.destroy()
    }
  }

  async open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined> {
    const name = nameOf(container, key)
    if (isTooLong(name)) return undefined
    const answer = await this.#requests.send({
      ...{ method: 'GET', name, headers: rangeHeaders(range), expected: [404, 416] },
    })
    return openObjectOf(answer, range)
  }

  async stat(container: string, key: string): Promise<ObjectInfo | undefined> {
    const name = nameOf(container, key)
    if (isTooLong(name)) return undefined
    const answer = await this.#requests.send({ method: 'HEAD', name, expected: [404] })
    await discard(answer.body)
    return answer.status === 404 ? undefined : infoOf(answer)
  }

  async remove(container: string, key: string): Promise<void> {
    const name = nameOf(container, key)
    if (!isTooLong(name)) await this.#removeOne(name)
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    checkPrefix(container, prefix)
    for await (const names of this.#pages(`${container}/${prefix}`)) {
      for (const name of names) yield name.slice(container.length + 1)
    }
  }

  async ensure(container: string): Promise<void> {
    checkContainer(container)
  }

  async drop(container: string): Promise<void> {
    checkContainer(container)
    for await (const names of this.#pages(`${container}/`)) {
      await this.#removeAll(names)
    }
  }

  async ping(): Promise<void> {
    await this.#requests.status(oneKey)
  }

  async close(): Promise<void> {
    await this.#requests.close()
  }

  async #putWhole(name: string, headers: Record<string, string>, body: Buffer | Readable): Promise<void> {
    await this.#requests.status({ method: 'PUT', name, headers, body })
  }

  async #putInParts(name: string, headers: Record<string, string>, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const parts = partsOf(bytes)
    const first = (await parts.next()).value ?? Buffer.alloc(0)
    if (first.length < partSize) await this.#putWhole(name, headers, first)
    else await uploadInParts(this.#requests, name, headers, preceded(first, parts))
  }

  async #downloadUrl(container: string, key: string, contentType: string): Promise<string> {
    const query = { 'response-content-type': contentType }
    return this.#requests.sign({ method: 'GET', name: nameOf(container, key), query }, secondsToDownload)
  }

  async *#pages(prefix: string): AsyncGenerator<string[]> {
    const asked = { 'list-type': '2', 'encoding-type': 'url', prefix }
    for (let last: string | undefined, more = true; more;) {
      const query = { ...asked, ...(last !== undefined && { 'start-after': last }) }
      const page = parseListing(await this.#requests.text({ method: 'GET', query }))
      // A store that does not know the position would give the same page for ever.
      const [first] = page.keys
      const goesOn = first === undefined ? !page.more : last === undefined || isAfter(first, last)
      if (!goesOn) throw new Error(`The store lists "${prefix}" wrongly: a page does not follow the one before`)
      yield page.keys
      more = page.more
      last = page.keys.at(-1)
    }
  }

  async #removeOne(name: string): Promise<void> {
    await this.#requests.status({ method: 'DELETE', name, expected: [404] })
  }

  /** Removes objects: in bulk what the store says to have removed so, all else one by one. Not every store has the former. */
  async #removeAll(names: string[]): Promise<void> {
    const removed = new Set(await this.#removeInBulk(names.filter(isWritable)))
    const queue = new PQueue({ concurrency: removalsAtOnce })
    await queue.addAll(names.filter((name) => !removed.has(name)).map((name) => () => this.#removeOne(name)))
  }

  async #removeInBulk(names: string[]): Promise<string[]> {
    if (names.length === 0 || !this.#removesInBulk) return []
    const body = removalOf(names)
    const headers = {
      'content-type': 'application/xml',
      'content-md5': createHash('md5').update(body).digest('base64'),
    }
    try {
      const order = { method: 'POST', query: { delete: '' }, headers, body, repeatable: true } as const
      return parseRemoval(await this.#requests.text(order))
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      this.#removesInBulk = false
      return []
    }
  }
}

// Unlike HEAD, it is answered with the reason of a refusal.
const oneKey = { method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } } as const

function isAfter(name: string, other: string): boolean {
  return Buffer.from(name).compare(Buffer.from(other)) > 0
}

/** The name of an object in the bucket. */
function nameOf(container: string, key: string): string {
  checkName(container, key)
  return `${container}/${key}`
}

async function* preceded<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
