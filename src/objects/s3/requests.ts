import { Client } from 'minio'
import { beginningOf, redirectOrigin, type HttpAnswer } from '../../http-client.js'
import { StoreClient, textOf, type StoreRequest } from '../remote/store-client.js'
import { RefusedError } from '../remote/store-errors.js'
import { parseRefusal, type Refusal } from './xml.js'

/** The address of a bucket, and the credentials for it. */
export interface S3Settings {
  /** Scheme, host and, unless it is the default, port. */
  endpoint: string
  region: string
  accessKey: string
  secretKey: string
  bucket: string
  /** Whether URLs have the name of the bucket in the path. If not, they have it in the host name. */
  pathStyle: boolean
  /** Whether clients may be redirected to the store for downloads, with presigned URLs. */
  presignedDownloads: boolean
}

/** A request about the bucket, or about one object in it. */
export interface S3Request extends StoreRequest {
  /** Name of the object; absent for the bucket. */
  name?: string
  query?: Record<string, string>
  /** Other statuses than 2xx for which `send` returns the answer, instead of throwing a `RefusedError`. */
  expected?: number[]
}

/** Seconds for which the signature of a request is valid. */
const signatureLifetime = 900

/** Signed requests to one bucket. The signature is in the URL, and does not cover the body. Thus a body can be streamed. */
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
   * Sends a request. Returns an answer with status 2xx or an expected one. The caller reads its body.
   * @throws RefusedError UnreachableError
   */
  async send(request: S3Request): Promise<HttpAnswer> {
    const answer = await this.#client.send(() => this.sign(request, signatureLifetime), request)
    if (isSuccess(answer) || request.expected?.includes(answer.status)) return answer
    throw this.#refusal(request, answer, await beginningOf(answer.body), '')
  }

  /** Like `send`, but parses the body. Throws a `RefusedError` if `parse` returns `undefined`: the body is unexpected. */
  async read<T>(request: S3Request, parse: (text: string) => T | undefined): Promise<T> {
    const answer = await this.send(request)
    const text = await textOf(answer, this.#origin)
    const found = parse(text)
    if (found === undefined) throw this.#refusal(request, answer, text, 'with an unexpected answer')
    return found
  }

  /** Like `send`, for answers without content. S3 may also report a refusal in the body of a 200. */
  async execute(request: S3Request): Promise<HttpAnswer> {
    const answer = await this.send(request)
    const text = await beginningOf(answer.body)
    if (isSuccess(answer) && parseRefusal(text)) throw this.#refusal(request, answer, text, '')
    return answer
  }

  /** A presigned URL of a request. Anybody can use it for `seconds` seconds. */
  sign({ method, name = '', query = {} }: S3Request, seconds: number): Promise<string> {
    return this.#signer.presignedUrl(method, this.#bucket, name, seconds, query)
  }

  /** Frees the connections. */
  close(): Promise<void> {
    return this.#client.close()
  }

  #refusal({ method, name }: S3Request, answer: HttpAnswer, text: string, fallback: string): RefusedError {
    const description = `${method} ${[this.#bucket, name].filter(Boolean).join('/')}`
    const refusal = parseRefusal(text)
    const reasons = [refusal?.reason || fallback, this.#actualPlace(answer, refusal)]
    return new RefusedError(this.#origin, description, answer.status, reasons.filter(Boolean).join('; '))
  }

  /** Describes the actual place of the bucket; `''` if the refusal does not name it. */
  #actualPlace(answer: HttpAnswer, refusal: Refusal | undefined): string {
    const { status, headers } = answer
    const region = headers['x-amz-bucket-region']?.toString() || refusal?.region
    const address = (status >= 300 && status < 400 && refusal?.endpoint) || redirectOrigin(answer)
    const places = [
      region && region !== this.#region && `in the region "${region}" (s3.region)`,
      address && `at "${address}" (s3.endpoint)`,
    ].filter(Boolean)
    return places.length > 0 ? `the bucket is ${places.join(', ')}` : ''
  }
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300
}
