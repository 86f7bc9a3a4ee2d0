import { Readable } from 'node:stream'
import PQueue from 'p-queue'
import { discard, type HttpAnswer } from '../../http-client.js'
import { MeasuredBody } from '../measured-body.js'
import { checkContainer, checkLength, checkKey, checkPrefix, isTooLong, whyTooLong } from '../names.js'
import { checkStored } from '../remote/check-stored.js'
import { infoOf, openObjectOf, rangeHeaders } from '../remote/object-answers.js'
import type { ByteRange, ObjectInfo, Objects, OpenObject, PutOptions } from '../objects.js'
import { RefusedError } from '../remote/store-errors.js'
import { checkListing, pagesOf } from './listing.js'
import { S3Requests, type S3Settings } from './requests.js'
import { md5Of, partSize, partsOf, uploadInParts } from './upload.js'
import { createBucketBody, deleteObjectsBody, isXmlSafe, parseDeletedKeys } from './xml.js'

/** Seconds for which a presigned URL is valid. */
const downloadUrlLifetime = 900
const removalsAtOnce = 8

/**
 * Opens an S3 bucket as `Objects`. The object `key` of `container` has the name `<container>/<key>` in the bucket. If the
 * bucket is missing, it is created. The etag is S3's: the MD5 of the content, or another value for an object that was
 * uploaded in parts. An object is uploaded in parts if it is put without a size and has at least 5 MiB.
 * @param signal aborts the opening
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

  constructor(requests: S3Requests, { region, presignedDownloads }: S3Settings) {
    this.#requests = requests
    this.#region = region
    if (presignedDownloads) this.downloadUrl = (...args) => this.#downloadUrl(...args)
  }

  /** Creates the bucket if it is missing. */
  async prepare(): Promise<void> {
    const refusal = await refusalOf(this.ping())
    if (!refusal) return
    if (refusal.status !== 404) throw refusal
    const creationRefusal = await refusalOf(this.#create())
    // Another gateway may have created the bucket, or the store may have refused wrongly. So a refusal counts only if the
    // bucket can't be used.
    const remainingRefusal = await refusalOf(this.ping())
    if (remainingRefusal) throw creationRefusal ?? remainingRefusal
  }

  async #create(): Promise<void> {
    const body = createBucketBody(this.#region)
    const refusal = await refusalOf(this.#requests.execute({ method: 'PUT', body }))
    if (!refusal) return
    // A store with a single region may not know the name of the configured region.
    const isRefusedAgain = body === '' || (await refusalOf(this.#requests.execute({ method: 'PUT' })))
    if (isRefusedAgain) throw refusal
  }

  async put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    // Without a listener, a body that fails before it is read would end the process. Reading it reports the same error.
    body.on('error', () => undefined)
    try {
      const name = nameOf(container, key)
      checkLength(container, key, name)
      // The default of S3 would be `binary/octet-stream`.
      const headers = { 'content-type': options.contentType || 'application/octet-stream' }
      const bytes = new MeasuredBody(body, options.size, 'md5')
      const tag = await bytes.outcomeOf(
        options.size === undefined
          ? this.#putInParts(name, headers, bytes)
          : this.#putWhole(name, { ...headers, 'content-length': String(options.size) }, Readable.from(bytes)),
      )
      const digest = bytes.digest()
      const read = (): Promise<HttpAnswer> => this.#requests.send({ method: 'GET', name, expected: [404] })
      await checkStored({ name: `"${name}"`, tag, digest, read, remove: () => this.#removeOne(name) })
    } finally {
      body.destroy()
    }
  }

  async whyUnstorable(container: string, key: string): Promise<string | undefined> {
    return whyTooLong(nameOf(container, key))
  }

  async open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined> {
    const name = nameOf(container, key)
    if (isTooLong(name)) return undefined
    const answer = await this.#requests.send({
      method: 'GET',
      name,
      headers: rangeHeaders(range),
      expected: [404, 416],
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
    for await (const names of pagesOf(this.#requests, `${container}/${prefix}`)) {
      for (const name of names) yield name.slice(container.length + 1)
    }
  }

  async ensure(container: string): Promise<void> {
    // A container is only a prefix of names, so there is nothing to create.
    checkContainer(container)
  }

  async drop(container: string): Promise<void> {
    checkContainer(container)
    let removesInBulk = true
    for await (const names of pagesOf(this.#requests, `${container}/`)) {
      const removed: string[] | undefined = removesInBulk ? await this.#removeInBulk(names.filter(isXmlSafe)) : []
      // A refusal may be temporary, so it counts only until the end of this call.
      removesInBulk &&= removed !== undefined
      await this.#removeEach(without(names, removed ?? []))
    }
  }

  async ping(): Promise<void> {
    await checkListing(this.#requests)
  }

  async close(): Promise<void> {
    await this.#requests.close()
  }

  /** Returns the etag of the stored object, if the store sends one. */
  async #putWhole(name: string, headers: Record<string, string>, body: Buffer | Readable): Promise<string | undefined> {
    return (await this.#requests.execute({ method: 'PUT', name, headers, body })).headers.etag
  }

  async #putInParts(
    name: string,
    headers: Record<string, string>,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<string | undefined> {
    const parts = partsOf(bytes)
    const first = (await parts.next()).value ?? Buffer.alloc(0)
    if (first.length < partSize) return this.#putWhole(name, { ...headers, 'content-md5': md5Of(first) }, first)
    // The etag of a multipart upload is not the MD5 of the content. The store has checked each part.
    await uploadInParts(this.#requests, name, headers, prepend(first, parts))
    return undefined
  }

  async #downloadUrl(container: string, key: string, contentType: string): Promise<string> {
    const query = { 'response-content-type': contentType }
    return this.#requests.sign({ method: 'GET', name: nameOf(container, key), query }, downloadUrlLifetime)
  }

  async #removeOne(name: string): Promise<void> {
    await this.#requests.execute({ method: 'DELETE', name, expected: [404] })
  }

  async #removeEach(names: string[]): Promise<void> {
    const queue = new PQueue({ concurrency: removalsAtOnce })
    await queue.addAll(names.map((name) => () => this.#removeOne(name)))
  }

  /**
   * Removes objects with DeleteObjects, which not every store has.
   * @returns the names that the store reports as removed; `undefined` if the store refuses
   */
  async #removeInBulk(names: string[]): Promise<string[] | undefined> {
    if (names.length === 0) return []
    const body = deleteObjectsBody(names)
    const headers = { 'content-type': 'application/xml', 'content-md5': md5Of(body) }
    try {
      return await this.#requests.read(
        { method: 'POST', query: { delete: '' }, headers, body, idempotent: true },
        parseDeletedKeys,
      )
    } catch (error) {
      if (error instanceof RefusedError) return undefined
      throw error
    }
  }
}

/** The `RefusedError` with which work fails; `undefined` if it succeeds. */
async function refusalOf(work: Promise<unknown>): Promise<RefusedError | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof RefusedError) return error
    throw error
  }
}

function without(names: string[], removed: string[]): string[] {
  const gone = new Set(removed)
  return names.filter((name) => !gone.has(name))
}

/** The name of an object in the bucket. */
function nameOf(container: string, key: string): string {
  checkKey(container, key)
  return `${container}/${key}`
}

async function* prepend<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
