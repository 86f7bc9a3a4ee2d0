import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The parts of the package `@urql/core` that the tests use. It is installed with the example of a store. */
export interface Urql {
  Client: new (options: UrqlOptions) => UrqlClient
  cacheExchange: Exchange
  fetchExchange: Exchange
  subscriptionExchange: (options: { forwardSubscription: ForwardSubscription }) => Exchange
}

type Exchange = (input: unknown) => unknown

/** Options of a client of urql. */
export interface UrqlOptions {
  url: string
  exchanges: Exchange[]
  fetchOptions?: RequestInit
  fetchSubscriptions?: boolean
  preferGetMethod?: boolean | 'force'
  requestPolicy?: 'cache-first' | 'network-only'
}

/** Connects a client of urql to another client, for subscriptions. */
export type ForwardSubscription = (operation: { query?: string; variables?: Record<string, unknown> }) => {
  subscribe: (sink: {
    next: (result: { data?: unknown }) => void
    error: (error: unknown) => void
    complete: () => void
  }) => { unsubscribe: () => void }
}

export interface UrqlClient {
  query: (query: string, variables: object) => Promise<UrqlResult>
  mutation: (mutation: string, variables: object) => Promise<UrqlResult>
  subscription: (query: string, variables: object) => { subscribe: (listener: (result: UrqlResult) => void) => Stream }
}

interface Stream {
  unsubscribe: () => void
}

/** The result of an operation. A `CombinedError` has the errors of the answer, or the error of the connection. */
export interface UrqlResult {
  data?: unknown
  error?: { graphQLErrors: { message: string; extensions: Record<string, unknown> }[]; networkError?: Error }
}

/** How to install urql. */
export const installUrql = 'run "npm ci --prefix examples/store-client"'

const packageFile = new URL('../../examples/store-client/package.json', import.meta.url)

/**
 * Loads urql, unchanged.
 * @returns `undefined` when it is not installed
 * @throws Error in CI when it is not installed
 */
export function loadUrql(): Urql | undefined {
  if (!existsSync(new URL('node_modules/@urql/core', packageFile))) {
    if (process.env.CI) throw new Error(`CI tests with urql: ${installUrql}`)
    return undefined
  }
  const urql: Urql = createRequire(packageFile)('@urql/core')
  return urql
}
