import { expect } from 'vitest'
import type { NewApp, NewVersion } from '../../support/gateway.js'

/** A version of an application that exists before a transcript begins. */
export type GivenVersion = Omit<NewVersion, 'token' | 'body'>

/** A request to a gateway, and the expected answer. */
export interface Transcript {
  /** A row of the table of routes, or a rule. */
  title: string
  /** Whether it is about virtual spaces, hosts or anything else that must be configured. */
  given?: Given
  exchanges: readonly Exchange[]
}

/** The data before the first request. */
export interface Given {
  /** `Acme`, whose versions go live at once, is always there; versions of these have to be approved. */
  editors?: readonly string[]
  /** Those of them that are gone by then; their applications stayed. */
  gone?: readonly string[]
  apps?: readonly NewApp[]
  versions?: readonly GivenVersion[]
  /** The overwrites of virtual spaces. */
  overwrites?: readonly { space: string; slug: string; name?: string; icon?: string }[]
  /** Files below `/.well-known/`, put by an operator; one without a type among the objects themselves. */
  wellKnown?: readonly { name: string; content: string; contentType?: string }[]
}

/** One request, and its answer. */
export interface Exchange {
  /** Method and path, exactly as sent: `GET /registry/notes`. */
  ask: string
  /** Whose token comes along: a master token; one of the editor for the application; one of another editor; one that ended. */
  as?: 'master' | 'editor' | 'stranger' | 'expired'
  /** Headers. */
  with?: Readonly<Record<string, string>>
  /** An object is sent as JSON, with its type. */
  body?: object | string
  /** Sends a body without announcing its length. */
  chunked?: boolean
  /** A version whose archive is served, and that the body describes. */
  submit?: NewVersion
  /** The status. */
  gives: number
  /** Headers that matter; `null` for one that must not be there. */
  headers?: Readonly<Record<string, string | RegExp | null>>
  /** The JSON, which may hold vitest's matchers. */
  json?: unknown
  text?: string
}

/** A refusal in the JSON envelope. */
export function refused(status: number, text: string): Pick<Exchange, 'gives' | 'headers' | 'json'> {
  return {
    gives: status,
    headers: {
      'content-type': 'application/json',
      'cache-control': cacheControl(text),
      'www-authenticate': status === 401 ? 'Token' : null,
    },
    // The reason of a refused token, beside the reference's error text.
    json: { error: text, message: text, ...(detailed.has(text) && { detail: expect.any(String) }) },
  }
}

/** A refusal as bare text. */
export function refusedInText(status: number, text: string): Pick<Exchange, 'gives' | 'headers' | 'text'> {
  return {
    gives: status,
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': cacheControl(text) },
    text,
  }
}

function cacheControl(text: string): string {
  return text === 'Application was not found' || text === 'Version was not found' ? 'max-age=60' : 'no-cache'
}

/** Texts of refusals that many routes share. */
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

/** Headers of JSON that may be kept for a while. */
export function kept(seconds: number): Readonly<Record<string, string | RegExp | null>> {
  return {
    'content-type': 'application/json',
    'cache-control': `max-age=${seconds}`,
    etag: /^"[\w-]+"$/,
    vary: 'Accept-Encoding',
  }
}

/** Headers of JSON about which nothing is said but how to ask again. */
export const tagged = {
  'content-type': 'application/json',
  'cache-control': null,
  etag: /^"[\w-]+"$/,
  vary: 'Accept-Encoding',
} as const

/** Headers of JSON that nothing is said about. */
export const notKept = {
  'content-type': 'application/json',
  'cache-control': null,
  etag: null,
  vary: 'Accept-Encoding',
} as const

const detailed = new Set<string>([texts.noToken, texts.badToken])
