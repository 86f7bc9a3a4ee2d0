import { Client } from 'minio'
import { beginningOf, movedTo, type HttpAnswer } from '../../http-client.js'
import { StoreClient, textOf, type StoreRequest } from '../remote/store-client.js'
import { RefusedError } from '../remote/store-errors.js'
import { parseRefusal, type Refusal } from './xml.js'

/** How a bucket is reached. */
export interface S3Settings {
  /** Scheme, host and perhaps port. */
  endpoint: string
  region: string
  accessKey: string
  secretKey: string
  bucket: string
  /** Whether the bucket is named in the path of addresses, not in the host. */
  pathStyle: boolean
  /** Whether clients may be sent to the store itself to download. */
  presignedDownloads: boolean
}

/** A request about the bucket, or about one object in it. */
export interface S3Request extends StoreRequest {
  /** Of the object; none for the bucket. */
  name?: string
  query?: Record<string, string>
  /** Statuses beside the good ones that are no refusal. */
  expected?: number[]
}

const secondsToArrive = 900

/** Signed requests to one bucket. The signature is in the address, so that a body can be sent while it is still being made. */
export class S3Requests {
  readonly #signer: Client
  readonly #client = new StoreClient()
  readonly #bucket: string
  readonly #region: string
  readonly #origin: string

  constructor({ endpoint, region, accessKey, secretKey, bucket, pathStyle }: S3Settings) {
    const { origin, hostname, port, protocol } = new URL(endpoint)
    this.#origin = origin
    this.#bucket = bucket
    this.#region = region
    this.#signer = new Client({
      endPoint: hostname.replace(/^\[(.*)\]$/, '$1'),
      useSSL: protocol === 'https:',
      region,
      accessKey,
      secretKey,
      pathStyle,
      ...(port && { port: Number(port) }),
    })
  }

  /**
   * Sends a request and gives its answer, if it is one of those that are expected. The body is to be read.
   * @throws RefusedError UnreachableError
   */
  async send(request: S3Request): Promise<HttpAnswer> {
    const answer = await this.#client.send(() => this.sign(request, secondsToArrive), request)
    if (isGood(answer) || request.expected?.includes(answer.status)) return answer
    throw this.#refusal(request, answer, await beginningOf(answer.body), '')
  }

  /** As `send`, for what the text of the answer says; `parse` gives `undefined` for a text that is no such answer. */
  async read<T>(request: S3Request, parse: (text: string) => T | undefined): Promise<T> {
    const answer = await this.send(request)
    const text = await textOf(answer, this.#origin)
    const found = parse(text)
    if (found === undefined) throw this.#refusal(request, answer, text, 'with an unexpected answer')
    return found
  }

  /** As `send`, for what was done with nothing to tell but headers: a refusal may come with a good status, too. */
  async done(request: S3Request): Promise<HttpAnswer> {
    const answer = await this.send(request)
    const text = await beginningOf(answer.body)
    if (isGood(answer) && parseRefusal(text)) throw this.#refusal(request, answer, text, '')
    return answer
  }

  /** The address of a request, good for so many seconds, for anybody who has it. */
  sign({ method, name = '', query = {} }: S3Request, seconds: number): Promise<string> {
    return this.#signer.presignedUrl(method, this.#bucket, name, seconds, query)
  }

  /** Frees the connections. */
  close(): Promise<void> {
    return this.#client.close()
  }

  #refusal({ method, name }: S3Request, answer: HttpAnswer, text: string, otherwise: string): RefusedError {
    const what = `${method} ${[this.#bucket, name].filter(Boolean).join('/')}`
    const refusal = parseRefusal(text)
    const reasons = [refusal?.reason || otherwise, this.#elsewhere(answer, refusal)]
    return new RefusedError(this.#origin, what, answer.status, reasons.filter(Boolean).join('; '))
  }

  /** Where else the bucket is, as far as a refusal says. */
  #elsewhere(answer: HttpAnswer, refusal: Refusal | undefined): string {
    const { status, headers } = answer
    const region = headers['x-amz-bucket-region']?.toString() || refusal?.region
    const address = (status >= 300 && status < 400 && refusal?.endpoint) || movedTo(answer)
    const places = [
      region && region !== this.#region && `in the region "${region}" (s3.region)`,
      address && `at "${address}" (s3.endpoint)`,
    ].filter(Boolean)
    return places.length > 0 ? `the bucket is ${places.join(', ')}` : ''
  }
}

function isGood({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300
}
