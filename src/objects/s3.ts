import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { discard } from '../http-client.js'
import { MeasuredBody } from './measured-body.js'
import { checkContainer, checkLength, checkName, checkPrefix, isTooLong } from './names.js'
import { infoOf, openObjectOf, rangeHeaders } from './object-answers.js'
import type { ByteRange, ObjectInfo, Objects, OpenObject, PutOptions } from './objects.js'
import { S3Requests, type S3Settings } from './s3/requests.js'
import { partSize, partsOf, uploadInParts } from './s3/upload.js'
import { creationIn, isWritable, parseListing, parseRemoval, removalOf } from './s3/xml.js'

const secondsToDownload = 900

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
      await this.#removeAll(names.filter(isWritable))
      for (const name of names.filter((name) => !isWritable(name))) await this.#removeOne(name)
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
      yield page.keys
      more = page.more && page.keys.length > 0
      last = page.keys.at(-1)
    }
  }

  async #removeOne(name: string): Promise<void> {
    await this.#requests.status({ method: 'DELETE', name, expected: [404] })
  }

  async #removeAll(names: string[]): Promise<void> {
    if (names.length === 0) return
    const body = removalOf(names)
    const headers = {
      'content-type': 'application/xml',
      'content-md5': createHash('md5').update(body).digest('base64'),
    }
    const query = { delete: '' }
    const kept = parseRemoval(await this.#requests.text({ method: 'POST', query, headers, body, repeatable: true }))
    if (kept.length > 0) throw new Error(`${kept.length} objects could not be removed, first ${kept[0] ?? ''}`)
  }
}

// Unlike HEAD, it is answered with the reason of a refusal.
const oneKey = { method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } } as const

/** The name of an object in the bucket. */
function nameOf(container: string, key: string): string {
  checkName(container, key)
  return `${container}/${key}`
}

async function* preceded<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
