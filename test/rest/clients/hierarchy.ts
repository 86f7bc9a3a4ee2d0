import type { z } from 'zod'
import type * as decoders from './decoders.js'
import { Stack, UpstreamError } from './stack.js'

type Application = z.infer<typeof decoders.application>
type Maintenances = z.infer<typeof decoders.maintenances>
type Page = z.infer<typeof decoders.page>

/** The parameters of a browser for the merged list. */
export interface Asked {
  /** As it came; `sort` may be `slug` or `-slug`. */
  query: Record<string, string>
  /** One position for each registry, -1 for one that has no more; none at first. */
  cursor?: string
  limit: number
}

interface Entry {
  application: Application
  position: number
}

interface Found {
  entries: Entry[]
  /** Where to read on; -1 at the end. */
  next: number
}

/** What a stack asks of several registries: on equal slugs the first of them wins. */
export class Hierarchy {
  readonly registries: Stack[]

  /** @param bases addresses of the registries, in their order */
  constructor(bases: string[]) {
    this.registries = bases.map((base) => new Stack(base))
  }

  /** Maintenances, without those of what a higher registry has. */
  async maintenances(): Promise<Maintenances> {
    const shown: Maintenances = []
    const higher = new Set<string>()
    for (const [i, registry] of this.registries.entries()) {
      for (const slug of await orElse([], this.registries[i - 1]?.slugs())) higher.add(slug)
      shown.push(...(await orElse([], registry.maintenance())).filter(({ slug }) => !higher.has(slug)))
    }
    return shown
  }

  /** A page of the merged list, and where the next one begins. */
  async list({ query, cursor, limit }: Asked): Promise<{ data: Application[]; cursor: string | undefined }> {
    const positions = cursor?.split('|').map(Number)
    const higher = new Set<string>()
    const all: Found[] = []
    for (const [i, registry] of this.registries.entries()) {
      const from = positions?.[i] ?? 0
      const isLast = i === this.registries.length - 1
      const { entries, next } = isLast
        ? await someFrom(registry, query, { from, limit, higher })
        : { entries: await whole(registry, query), next: -1 }
      const isOwn = ({ application, position }: Entry): boolean =>
        from >= 0 && position >= from && !higher.has(application.slug)
      all.push({ entries: entries.filter(isOwn), next })
      for (const { application } of entries) higher.add(application.slug)
    }
    const order = query.sort === '-slug' ? -1 : 1
    const sorted = all
      .flatMap(({ entries }) => entries)
      .sort((a, b) => (a.application.slug < b.application.slug ? -order : order))
    const kept = sorted.slice(0, limit)
    const next = all.map((found) => found.entries.find((entry) => !kept.includes(entry))?.position ?? found.next)
    return {
      data: kept.map(({ application }) => application),
      cursor: next.every((position) => position === -1) ? undefined : next.join('|'),
    }
  }
}

// All registries but the last are read from their beginning to their end, whatever is asked for.
async function whole(registry: Stack, query: Record<string, string>): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const page of pages(registry, query, 0, 100)) entries.push(...page.entries)
  return entries
}

// The last one is read until there is enough that no other one has.
async function someFrom(
  registry: Stack,
  query: Record<string, string>,
  { from, limit, higher }: { from: number; limit: number; higher: Set<string> },
): Promise<Found> {
  const found: Found = { entries: [], next: -1 }
  if (from < 0) return found
  for await (const { entries, next } of pages(registry, query, from, limit)) {
    found.entries.push(...entries.filter(({ application }) => !higher.has(application.slug)))
    found.next = next
    if (found.entries.length >= limit) break
  }
  return found
}

// The position of an entry is not in the answer: it is the offset of the page plus the index of the entry.
async function* pages(
  registry: Stack,
  query: Record<string, string>,
  from: number,
  limit: number,
): AsyncGenerator<Found> {
  for (let cursor = from; cursor >= 0;) {
    const { data, meta }: Page = await orElse({ data: [], meta: { count: 0 } }, registry.page(query, cursor, limit))
    const next = meta.next_cursor === undefined ? -1 : Number(meta.next_cursor)
    yield { entries: data.map((application, i) => ({ application, position: cursor + i })), next }
    cursor = next
  }
}

// What is not there is empty; anything else ends it all.
async function orElse<T>(empty: T, asked: Promise<T> | undefined): Promise<T> {
  try {
    return (await asked) ?? empty
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) return empty
    throw error
  }
}
