import type { RequestBounds } from '../outgoing/client.js'
import { answerHeaders, valuesOf } from './answer-headers.js'
import type { CachedAnswer, CachedGet } from './cached-get.js'
import { CallLimiter } from './call-limiter.js'
import { mediaTypeOf } from './content-type.js'
import { RemoteError } from './errors.js'
import type { RemoteLimits } from './limits.js'
import type { RemoteAnswer } from './remote-answer.js'
import { remoteFailure } from './remote-failure.js'

/** The dependencies and settings of `RemoteAssets`. */
export interface AssetParts {
  cachedGet: CachedGet
  /** The URLs of the assets, by name. */
  assets: ReadonlyMap<string, string>
  limits: Pick<RemoteLimits, 'asset' | 'assetDownloads' | 'assetDownloadsPerInstance' | 'timeout'>
}

/** Remote assets: public files that the operator makes available to all applications, such as the data of a classifier. */
export class RemoteAssets {
  readonly #parts: AssetParts
  readonly #limiter = new CallLimiter()

  constructor(parts: AssetParts) {
    this.#parts = parts
  }

  /**
   * Fetches an asset for an application of an instance. It may have any media type, because the operator has chosen its URL.
   * @throws RemoteError NO_ASSET, TOO_MANY_CALLS, UNREACHABLE, ANSWER_TOO_LARGE
   */
  async open({ domain }: { domain: string }, name: string, signal: AbortSignal): Promise<RemoteAnswer> {
    const { assets, limits } = this.#parts
    const url = assets.get(name)
    if (url === undefined) throw new RemoteError('NO_ASSET', 'wanted remote asset is not part of our asset list')
    const { status, headers, body } = await this.#get(domain, url, {
      maxBytes: limits.asset,
      timeout: limits.timeout,
      signal,
    })
    const mediaType = mediaTypeOf(valuesOf(headers, 'content-type'))
    return { status, headers: answerHeaders(headers, { status, mediaType, hasSecret: false }), body }
  }

  async #get(domain: string, url: string, bounds: RequestBounds): Promise<CachedAnswer> {
    const { cachedGet, limits } = this.#parts
    // A cached asset needs no download, so it does not count against the limits.
    const fresh = cachedGet.fresh(url)
    if (fresh) return fresh
    const { assetDownloads: max, assetDownloadsPerInstance } = limits
    const unit = 'downloads of assets'
    const endCall = this.#limiter.enter([
      // One instance must not take all downloads.
      { key: domain, max: assetDownloadsPerInstance, unit, setting: 'limits.remote.asset_downloads_per_instance' },
      { key: '', max, unit, setting: 'limits.remote.asset_downloads' },
    ])
    try {
      const answer = await cachedGet.get(url, bounds)
      void answer.closed.then(endCall)
      return answer
    } catch (error) {
      endCall()
      bounds.signal?.throwIfAborted()
      throw remoteFailure(error, limits.asset, 'limits.remote.asset')
    }
  }
}
