import type { RequestBounds } from '../outgoing/client.js'
import { answerHeaders, valuesOf } from './answer-headers.js'
import type { CachedAnswer, CachedGet } from './cached-get.js'
import { CallLimiter } from './call-limiter.js'
import { mediaTypeOf } from './content-type.js'
import { RemoteError } from './errors.js'
import type { RemoteLimits } from './limits.js'
import type { RemoteAnswer } from './remote-answer.js'
import { remoteFailure } from './remote-failure.js'

/** The dependencies of assets. */
export interface AssetParts {
  cachedGet: CachedGet
  /** URLs by name. */
  assets: ReadonlyMap<string, string>
  limits: Pick<RemoteLimits, 'asset' | 'assetDownloads' | 'timeout'>
}

/** Public files that the operator has chosen for all applications, such as the data of a classifier. */
export class RemoteAssets {
  readonly #parts: AssetParts
  readonly #limiter = new CallLimiter()

  constructor(parts: AssetParts) {
    this.#parts = parts
  }

  /**
   * Fetches an asset. Its type is not restricted, since the operator has chosen it.
   * @throws RemoteError NO_ASSET, TOO_MANY_CALLS, UNREACHABLE, ANSWER_TOO_LARGE
   */
  async open(name: string, signal: AbortSignal): Promise<RemoteAnswer> {
    const { assets, limits } = this.#parts
    const url = assets.get(name)
    if (url === undefined) throw new RemoteError('NO_ASSET', 'wanted remote asset is not part of our asset list')
    const { status, headers, body } = await this.#get(url, {
      maxBytes: limits.asset,
      timeout: limits.timeout,
      signal,
    })
    const mediaType = mediaTypeOf(valuesOf(headers, 'content-type'))
    return { status, headers: answerHeaders(headers, { status, mediaType, hasSecret: false }), body }
  }

  async #get(url: string, bounds: RequestBounds): Promise<CachedAnswer> {
    const { cachedGet, limits } = this.#parts
    const what = 'downloads of assets'
    const leave = this.#limiter.enter([
      { key: '', max: limits.assetDownloads, what, setting: 'limits.remote.asset_downloads' },
    ])
    try {
      const answer = await cachedGet.get(url, bounds)
      void answer.closed.then(leave)
      return answer
    } catch (error) {
      leave()
      bounds.signal?.throwIfAborted()
      throw remoteFailure(error, limits.asset, 'limits.remote.asset')
    }
  }
}
