import { answerHeaders, valuesOf } from './answer-headers.js'
import type { CachedGet } from './cached-get.js'
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
  limits: Pick<RemoteLimits, 'asset' | 'timeout'>
}

/** Public files that the operator has chosen for all applications, such as the data of a classifier. */
export class RemoteAssets {
  readonly #parts: AssetParts

  constructor(parts: AssetParts) {
    this.#parts = parts
  }

  /**
   * Fetches an asset. Its type is not restricted, since the operator has chosen it.
   * @throws RemoteError NO_ASSET, UNREACHABLE, ANSWER_TOO_LARGE
   */
  async open(name: string, signal: AbortSignal): Promise<RemoteAnswer> {
    const { cachedGet, assets, limits } = this.#parts
    const url = assets.get(name)
    if (url === undefined) throw new RemoteError('NO_ASSET', 'wanted remote asset is not part of our asset list')
    try {
      const { status, headers, body } = await cachedGet.get(url, {
        maxBytes: limits.asset,
        timeout: limits.timeout,
        signal,
      })
      const mediaType = mediaTypeOf(valuesOf(headers, 'content-type'))
      return { status, headers: answerHeaders(headers, { status, mediaType, hasSecret: false }), body }
    } catch (error) {
      signal.throwIfAborted()
      throw remoteFailure(error, limits.asset, 'limits.remote.asset')
    }
  }
}
