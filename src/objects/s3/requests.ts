import { Client } from 'minio'
import { beginningOf, discard, type HttpAnswer } from '../../http-client.js'
import { StoreClient, textOf, type StoreRequest } from '../store-client.js'
import { RefusedError } from '../store-errors.js'
import { parseError } from './xml.js'

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
  /** Statuses beside 200, 204 and 206 that are no refusal. */
  expected?: number[]
}

const secondsToArrive = 900
const done = [200, 204, 206]

/** Signed requests to one bucket. The signature is in the address, so that a body can be sent while it is still being made. */
export class S3Requests {
  readonly #signer: Client
  readonly #client = new StoreClient()
  readonly #bucket: string
  readonly #origin: string

  constructor({ endpoint, region, accessKey, secretKey, bucket, pathStyle }: S3Settings) {
    const { origin, hostname, port, protocol } = new URL(endpoint)
    this.#origin = origin
    this.#bucket = bucket
    this.#signer = new Client({
      ...{ endPoint: hostname, useSSL: protocol === 'https:', region, accessKey, secretKey, pathStyle },
      ...(port && { port: Number(port) }),
    })
  }

  /**
   * Sends a request and gives its answer, if it is one of those that are expected.
   * @throws RefusedError UnreachableError
   */
  async send(request: S3Request): Promise<HttpAnswer> {
    const answer = await this.#client.send(() => this.sign(request, secondsToArrive), request)
    if (done.includes(answer.status) || request.expected?.includes(answer.status)) return answer
    throw this.refusal(request, answer.status, await beginningOf(answer.body))
  }

  /** What to say about an answer that is a refusal. */
  refusal({ method, name }: S3Request, status: number, xml: string): RefusedError {
    const what = `${method} ${[this.#bucket, name].filter(Boolean).join('/')}`
    return new RefusedError(this.#origin, what, status, parseError(xml))
  }

  /** As `send`, for the text of the answer. */
  async text(request: S3Request): Promise<string> {
    return textOf(await this.send(request), this.#origin)
  }

  /** As `send`, for the status alone. */
  async status(request: S3Request): Promise<number> {
    const answer = await this.send(request)
    await discard(answer.body)
    return answer.status
  }

  /** The address of a request, good for so many seconds, for anybody who has it. */
  sign({ method, name = '', query = {} }: S3Request, seconds: number): Promise<string> {
    return this.#signer.presignedUrl(method, this.#bucket, name, seconds, query)
  }

  /** Frees the connections. */
  close(): Promise<void> {
    return this.#client.close()
  }
}
