import { compareBytes } from '../names.js'
import { RefusedError } from '../remote/store-errors.js'
import type { S3Requests } from './requests.js'
import { parseListing, unlessWebPage, type Page } from './xml.js'

type Query = Record<string, string>

/** Where a page ends. */
interface PageEnd {
  /** Its last name, or that of an earlier one; `''` before the first. */
  last: string
  token: string | undefined
}

const versionTwo = { 'list-type': '2' }

/**
 * How to ask for what follows a page, in the order in which it is tried: no store knows all of them, and some get one wrong.
 * `undefined` where the page does not tell enough.
 */
const waysOn: ((end: PageEnd) => Query | undefined)[] = [
  ({ last }) => (last === '' ? undefined : { ...versionTwo, 'start-after': last }),
  ({ last }) => (last === '' ? undefined : { marker: last }),
  ({ token }) => (token === undefined ? undefined : { ...versionTwo, 'continuation-token': token }),
]

/** Statuses of a store that does not know a request. */
const unknown = [400, 405, 501]

/**
 * The names in a bucket that begin with `prefix`, in byte order, page by page.
 * @throws Error when the store lists wrongly; RefusedError UnreachableError
 */
export async function* pagesOf(requests: S3Requests, prefix: string): AsyncGenerator<string[]> {
  const listing = new Listing(requests, prefix)
  yield await listing.first()
  for (let names = await listing.next(); names; names = await listing.next()) yield names
}

/**
 * Asks for one name at most: whether the bucket can be listed.
 * @throws RefusedError UnreachableError
 */
export async function checkListing(requests: S3Requests): Promise<void> {
  await first({ 'max-keys': '1' }, (query) => requests.read({ method: 'GET', query }, unlessWebPage))
}

class Listing {
  readonly #requests: S3Requests
  readonly #prefix: string
  /** The one that led on last is tried first. */
  #ways = waysOn
  #end: PageEnd = { last: '', token: undefined }
  #more = true

  constructor(requests: S3Requests, prefix: string) {
    this.#requests = requests
    this.#prefix = prefix
  }

  async first(): Promise<string[]> {
    return this.#taken(await first(this.#everyQuery, (query) => ask(this.#requests, query)))
  }

  /** The next page; `undefined` behind the last one. */
  async next(): Promise<string[] | undefined> {
    if (!this.#more) return undefined
    for (const way of this.#ways) {
      const page = await this.#following(way(this.#end))
      if (!page) continue
      this.#ways = [way, ...waysOn.filter((other) => other !== way)]
      return this.#taken(page)
    }
    throw new Error(`The store lists "${this.#prefix}" wrongly: a page does not follow the one before`)
  }

  get #everyQuery(): Query {
    return { 'encoding-type': 'url', prefix: this.#prefix }
  }

  /** The page that a query gives, if it follows the last one. */
  async #following(query: Query | undefined): Promise<Page | undefined> {
    if (!query) return undefined
    const { last, token } = this.#end
    const page = await unlessUnknown(ask(this.#requests, { ...this.#everyQuery, ...query }))
    const [least] = page?.keys ?? []
    const goesOn = least === undefined ? !page?.more || page.token !== token : compareBytes(least, last) > 0
    return goesOn ? page : undefined
  }

  #taken(page: Page): string[] {
    const stranger = page.keys.find((key) => !key.startsWith(this.#prefix))
    if (stranger !== undefined) {
      throw new Error(`The store lists "${this.#prefix}" wrongly: "${stranger}" does not begin so`)
    }
    this.#end = { last: page.keys.at(-1) ?? this.#end.last, token: page.token }
    this.#more = page.more
    return page.keys
  }
}

/** What a query for the first page brings: by version 2 of the interface, or by version 1 from a store that knows no other. */
async function first<T>(query: Query, ask: (query: Query) => Promise<T>): Promise<T> {
  return (await unlessUnknown(ask({ ...versionTwo, ...query }))) ?? ask(query)
}

async function ask(requests: S3Requests, query: Query): Promise<Page> {
  const page = await requests.read({ method: 'GET', query }, parseListing)
  return { ...page, keys: page.keys.sort(compareBytes) }
}

/** The answer, or `undefined` from a store that does not know the query. */
async function unlessUnknown<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof RefusedError && unknown.includes(error.status)) return undefined
    throw error
  }
}
