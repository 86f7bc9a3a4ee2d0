import { compareBytes } from '../names.js'
import { RefusedError } from '../remote/store-errors.js'
import type { S3Requests } from './requests.js'
import { parseListing, rejectWebPage, type Page } from './xml.js'

type Query = Record<string, string>

/** Where a page ends. */
interface PageEnd {
  /** The last key listed so far; `''` before the first page. */
  last: string
  /** The continuation token for the next page, if the store sent one. */
  token: string | undefined
}

const listObjectsV2 = { 'list-type': '2' }

/**
 * The functions that make queries for the next page, in the order to try. No store supports all queries, and some stores
 * implement one wrongly. If the page before lacks the value that a query needs, the function returns `undefined`.
 */
const pagingQueries: ((end: PageEnd) => Query | undefined)[] = [
  ({ last }) => (last === '' ? undefined : { ...listObjectsV2, 'start-after': last }),
  ({ last }) => (last === '' ? undefined : { marker: last }),
  ({ token }) => (token === undefined ? undefined : { ...listObjectsV2, 'continuation-token': token }),
]

/** Statuses of a store that does not support a request. */
const unsupportedStatuses = [400, 405, 501]

/**
 * The names in a bucket that begin with `prefix`, in byte order, page by page.
 * @throws Error if the store lists wrongly; RefusedError UnreachableError
 */
export async function* pagesOf(requests: S3Requests, prefix: string): AsyncGenerator<string[]> {
  const listing = new Listing(requests, prefix)
  yield await listing.first()
  for (let names = await listing.next(); names; names = await listing.next()) yield names
}

/**
 * Checks that the bucket can be listed. Asks for one name.
 * @throws RefusedError UnreachableError
 */
export async function checkListing(requests: S3Requests): Promise<void> {
  // The endpoint may be the web console of a store. A web console answers every URL with an HTML page.
  await fetchFirst({ 'max-keys': '1' }, (query) => requests.read({ method: 'GET', query }, rejectWebPage))
}

class Listing {
  readonly #requests: S3Requests
  readonly #prefix: string
  /** The queries in the order to try. The one that worked last comes first. */
  #pagingQueries = pagingQueries
  #end: PageEnd = { last: '', token: undefined }
  #more = true

  constructor(requests: S3Requests, prefix: string) {
    this.#requests = requests
    this.#prefix = prefix
  }

  async first(): Promise<string[]> {
    return this.#accept(await fetchFirst(this.#commonParameters, (query) => fetchPage(this.#requests, query)))
  }

  /** The next page; `undefined` after the last one. */
  async next(): Promise<string[] | undefined> {
    if (!this.#more) return undefined
    for (const makeQuery of this.#pagingQueries) {
      const page = await this.#pageFor(makeQuery(this.#end))
      if (!page) continue
      this.#pagingQueries = [makeQuery, ...pagingQueries.filter((other) => other !== makeQuery)]
      return this.#accept(page)
    }
    throw new Error(`The store lists "${this.#prefix}" wrongly: a page does not follow the one before`)
  }

  get #commonParameters(): Query {
    return { 'encoding-type': 'url', prefix: this.#prefix }
  }

  /** The page that a query returns; `undefined` if this page does not follow the page before. */
  async #pageFor(query: Query | undefined): Promise<Page | undefined> {
    if (!query) return undefined
    const { last, token } = this.#end
    const page = await unlessUnsupported(fetchPage(this.#requests, { ...this.#commonParameters, ...query }))
    const [firstKey] = page?.keys ?? []
    // A page may be empty although other pages follow. But if such a page repeated the token, the loop would never end.
    const isNext = firstKey === undefined ? !page?.more || page.token !== token : compareBytes(firstKey, last) > 0
    return isNext ? page : undefined
  }

  #accept(page: Page): string[] {
    const unexpected = page.keys.find((key) => !key.startsWith(this.#prefix))
    if (unexpected !== undefined) {
      throw new Error(`The store lists "${this.#prefix}" wrongly: "${unexpected}" does not have this prefix`)
    }
    this.#end = { last: page.keys.at(-1) ?? this.#end.last, token: page.token }
    this.#more = page.more
    return page.keys
  }
}

/** Asks for the first page with ListObjectsV2, or with ListObjects if the store does not support ListObjectsV2. */
async function fetchFirst<T>(query: Query, fetch: (query: Query) => Promise<T>): Promise<T> {
  return (await unlessUnsupported(fetch({ ...listObjectsV2, ...query }))) ?? fetch(query)
}

async function fetchPage(requests: S3Requests, query: Query): Promise<Page> {
  const page = await requests.read({ method: 'GET', query }, parseListing)
  return { ...page, keys: page.keys.sort(compareBytes) }
}

/** Awaits an answer; `undefined` if the store does not support the query. */
async function unlessUnsupported<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RefusedError && unsupportedStatuses.includes(error.status)) return undefined
    throw error
  }
}
