import { expect } from 'vitest'
import type { NewApp, NewVersion } from '../../support/gateway.js'

/** A version that is published before the first request. */
export type GivenVersion = Omit<NewVersion, 'token' | 'body'>

/** A sequence of requests with the expected responses. `play` sends the requests, and checks the responses. */
export interface Transcript {
  /** A route or a topic. `{root}` stands for the REST path of a space: `/registry` or `/<space>/registry`. */
  title: string
  given?: Given
  exchanges: readonly Exchange[]
}

/** The data before the first request. */
export interface Given {
  /**
   * Editors whose versions wait for an approval. The editor `Acme`, whose versions are published at once, and the editor
   * `Stranger` without applications always exist.
   */
  editors?: readonly string[]
  /** Editors that are removed before the first request. Their applications stay. */
  removedEditors?: readonly string[]
  apps?: readonly NewApp[]
  versions?: readonly GivenVersion[]
  /** Names and icons with which a virtual space shows applications of its source. */
  overwrites?: readonly { space: string; slug: string; name?: string; icon?: string }[]
  /** Well-known files. A file without `contentType` is put directly into the object store, as by an operator. */
  wellKnown?: readonly { name: string; content: string; contentType?: string }[]
}

/** A request, and the expected response. */
export interface Exchange {
  /** Method and path, exactly as sent: `GET /registry/notes`. */
  request: string
  /**
   * The token of the request. By default the request has no token.
   * - `master`: a master token of `Acme`
   * - `editor`: an editor token of `Acme` for the application in the path
   * - `stranger`: an editor token of `Stranger`
   * - `expired`: an expired editor token of `Acme` for the application in the path
   */
  token?: 'master' | 'editor' | 'stranger' | 'expired'
  /** Headers of the request. */
  requestHeaders?: Readonly<Record<string, string>>
  /** The body of the request. An object is sent as JSON, with the Content-Type of JSON. */
  body?: object | string
  /** Sends the body with chunked transfer encoding. */
  chunked?: boolean
  /** A version to publish: its archive is served, and the body of the request describes it. */
  submit?: NewVersion
  /** The expected status. */
  status: number
  /** Expected headers of the response. `null` means that the header must be missing. */
  responseHeaders?: Readonly<Record<string, string | RegExp | null>>
  /** The expected JSON of the response. It may contain matchers of vitest. */
  json?: unknown
  /** The expected text of the response. */
  text?: string
}

/** The expected response for a refusal in JSON. */
export function refused(status: number, text: string): Pick<Exchange, 'status' | 'responseHeaders' | 'json'> {
  return {
    status: status,
    responseHeaders: {
      'content-type': 'application/json',
      'cache-control': cacheControl(text),
      'www-authenticate': status === 401 ? 'Token' : null,
    },
    // The refusal of a token also has a `detail` with the reason.
    json: { error: text, message: text, ...(textsWithDetail.has(text) && { detail: expect.any(String) }) },
  }
}

/** The expected response for a refusal in plain text. */
export function refusedInText(status: number, text: string): Pick<Exchange, 'status' | 'responseHeaders' | 'text'> {
  return {
    status: status,
    responseHeaders: { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': cacheControl(text) },
    text,
  }
}

function cacheControl(text: string): string {
  return text === 'Application was not found' || text === 'Version was not found' ? 'max-age=60' : 'no-cache'
}

/** The error texts of several routes. The specification of the REST interface fixes them. */
export const texts = {
  slug: 'Invalid application slug: should contain only lowercase alphanumeric characters and dashes',
  version: 'Invalid version value',
  channel: 'Invalid version channel: should be "stable", "beta" or "dev"',
  noApp: 'Application was not found',
  noVersion: 'Version was not found',
  noFile: 'File not found',
  noToken: 'Missing prefix from authorization header',
  badToken: 'Token could not be verified',
  contentType: 'Content-Type should be application/json',
  accept: 'Accept header does not contain application/json',
  redirect: 'This domain is not allowed to be redirected',
} as const

/** Headers of a JSON response that clients may cache for this time. */
export function cachedJson(seconds: number): Readonly<Record<string, string | RegExp | null>> {
  return {
    'content-type': 'application/json',
    'cache-control': `max-age=${seconds}`,
    etag: /^"[\w-]+"$/,
    vary: 'Accept-Encoding',
  }
}

/** Headers of a JSON response that has an ETag and no Cache-Control. */
export const jsonWithETag = {
  'content-type': 'application/json',
  'cache-control': null,
  etag: /^"[\w-]+"$/,
  vary: 'Accept-Encoding',
} as const

/** Headers of a JSON response that has neither an ETag nor a Cache-Control. */
export const uncachedJson = {
  'content-type': 'application/json',
  'cache-control': null,
  etag: null,
  vary: 'Accept-Encoding',
} as const

const textsWithDetail = new Set<string>([texts.noToken, texts.badToken])
