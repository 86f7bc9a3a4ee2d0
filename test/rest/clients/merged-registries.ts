import type { z } from 'zod'
import type * as decoders from './decoders.js'
import { Stack, UpstreamError } from './stack.js'

type Application = z.infer<typeof decoders.application>
type Maintenances = z.infer<typeof decoders.maintenances>
type Page = z.infer<typeof decoders.page>

/** The request of a browser for a page of the merged list. */
export interface ListRequest {
  /** The query of the browser. `sort` may be `slug` or `-slug`. */
  query: Record<string, string>
  /**
   * The offset of each registry, such as `7|-1|5`. The offset -1 means the end of a registry. Missing in the first
   * request.
   */
  cursor?: string
  limit: number
}

interface Entry {
  application: Application
  /** The offset of the entry in its registry. */
  position: number
}

interface Entries {
  entries: Entry[]
  /** The offset of the next entry, or -1 at the end. */
  next: number
}

/**
 * Several registries, merged as in a stack (the server on which a user installs applications). If several registries
 * have an application with the same slug, only the application of the first registry counts.
 */
export class MergedRegistries {
  readonly registries: Stack[]

  /** @param bases URLs of the registries, in the order of preference */
  constructor(bases: string[]) {
    this.registries = bases.map((base) => new Stack(base))
  }

  /**
   * The applications in maintenance of all registries. An application is left out if an earlier registry has one with the
   * same slug, even if that one is not in maintenance.
   */
  async maintenances(): Promise<Maintenances> {
    const merged: Maintenances = []
    const earlierSlugs = new Set<string>()
    for (const [i, registry] of this.registries.entries()) {
      for (const slug of await orEmpty([], this.registries[i - 1]?.slugs())) earlierSlugs.add(slug)
      merged.push(...(await orEmpty([], registry.maintenance())).filter(({ slug }) => !earlierSlugs.has(slug)))
    }
    return merged
  }

  /** Reads a page of the merged list. Returns the page and the cursor of the next page. */
  async list({ query, cursor, limit }: ListRequest): Promise<{ data: Application[]; cursor: string | undefined }> {
    const positions = cursor?.split('|').map(Number)
    const earlierSlugs = new Set<string>()
    const all: Entries[] = []
    for (const [i, registry] of this.registries.entries()) {
      const from = positions?.[i] ?? 0
      const isLast = i === this.registries.length - 1
      const { entries, next } = isLast
        ? await readSome(registry, query, { from, limit, earlierSlugs })
        : { entries: await readAll(registry, query), next: -1 }
      const isCandidate = ({ application, position }: Entry): boolean =>
        from >= 0 && position >= from && !earlierSlugs.has(application.slug)
      all.push({ entries: entries.filter(isCandidate), next })
      for (const { application } of entries) earlierSlugs.add(application.slug)
    }
    const sign = query.sort === '-slug' ? -1 : 1
    const sorted = all
      .flatMap(({ entries }) => entries)
      .sort((a, b) => (a.application.slug < b.application.slug ? -sign : sign))
    const kept = sorted.slice(0, limit)
    const next = all.map((found) => found.entries.find((entry) => !kept.includes(entry))?.position ?? found.next)
    return {
      data: kept.map(({ application }) => application),
      cursor: next.every((position) => position === -1) ? undefined : next.join('|'),
    }
  }
}

// A stack reads all registries except the last one completely, for any cursor.
async function readAll(registry: Stack, query: Record<string, string>): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const page of pages(registry, query, 0, 100)) entries.push(...page.entries)
  return entries
}

// A stack reads the last registry until it has enough applications. Applications that an earlier registry also has do not count.
async function readSome(
  registry: Stack,
  query: Record<string, string>,
  { from, limit, earlierSlugs }: { from: number; limit: number; earlierSlugs: Set<string> },
): Promise<Entries> {
  const found: Entries = { entries: [], next: -1 }
  if (from < 0) return found
  for await (const { entries, next } of pages(registry, query, from, limit)) {
    found.entries.push(...entries.filter(({ application }) => !earlierSlugs.has(application.slug)))
    found.next = next
    if (found.entries.length >= limit) break
  }
  return found
}

// A response does not contain the positions of its entries. A position is the offset of the page plus the index of the
// entry.
async function* pages(
  registry: Stack,
  query: Record<string, string>,
  from: number,
  limit: number,
): AsyncGenerator<Entries> {
  for (let cursor = from; cursor >= 0;) {
    const { data, meta }: Page = await orEmpty({ data: [], meta: { count: 0 } }, registry.page(query, cursor, limit))
    const next = meta.next_cursor === undefined ? -1 : Number(meta.next_cursor)
    yield { entries: data.map((application, i) => ({ application, position: cursor + i })), next }
    cursor = next
  }
}

// A response with 404 means an empty registry. All other errors are rethrown.
async function orEmpty<T>(empty: T, response: Promise<T> | undefined): Promise<T> {
  try {
    return (await response) ?? empty
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) return empty
    throw error
  }
}
