import { z } from 'zod'
import type { App } from '../catalogue/catalogue.js'
import { RegistryError } from '../errors.js'
import { shortened } from '../shortened.js'
import type { Channel } from '../versions.js'
import type { AppIndex } from './app-index.js'
import { nameOf } from './app-summary.js'

/** The members of records by which applications can be sorted. */
export type RecordSortField = 'slug' | 'type' | 'editor' | 'createdAt'

/** The fields by which applications can be sorted. */
export type AppSortField = RecordSortField | 'name' | 'updatedAt' | 'relevance'

/** An order of applications. */
export interface AppSort {
  by: AppSortField
  direction: 'ASCENDING' | 'DESCENDING'
  /** The language for `name`. Default: English. */
  locale?: string | null | undefined
  /** The channel for `updatedAt`. Default: `stable`. */
  channel?: Channel | null | undefined
}

/** The values that determine the position of an application. */
export type SortKey = (string | number)[]

/** An order of applications, and the name of its cache. Equal orders have equal names. */
export interface AppOrder {
  name: string
  /** Validates the keys in cursors, which clients send back. */
  key: z.ZodType<SortKey>
  keyOf: (app: App, slot: number) => SortKey
  /** Compares as for `Array.sort`. Returns zero only for keys of the same application. */
  compare: (a: SortKey, b: SortKey) => number
  /** Whether the keys depend on the index. */
  usesIndex: boolean
}

// Applications with the same first field are sorted by the next fields. The indexes of the reference registry have this order.
const recordFields: Record<RecordSortField, readonly RecordSortField[]> = {
  slug: ['slug', 'editor', 'type'],
  type: ['type', 'slug', 'editor'],
  editor: ['editor', 'slug', 'type'],
  createdAt: ['createdAt', 'slug', 'editor', 'type'],
}

// Sorts strings like CouchDB, which the reference registry uses. This registry may use another database.
const collator = new Intl.Collator('en')
const defaultLocale = 'en'
const longestLocale = 35

/** Compares texts, such as slugs and names of editors. */
export function compareTexts(a: string, b: string): number {
  return collator.compare(a, b)
}

/** The order by members of the record. */
export function recordOrder(by: RecordSortField, direction: AppSort['direction']): AppOrder {
  const fields = recordFields[by]
  return {
    name: `${by} ${direction}`,
    usesIndex: false,
    key: z.array(z.string()).length(fields.length),
    keyOf: ({ record }) => fields.map((field) => record[field]),
    compare: directed(direction, compareKeys),
  }
}

/**
 * The order by the name in the language of the sort. Applications without a name are sorted by slug.
 * @throws RegistryError INVALID_INPUT when the language is not valid
 */
export function nameOrder(sort: AppSort, index: AppIndex): AppOrder {
  const { direction } = sort
  const locale = checkLocale(sort.locale ?? defaultLocale)
  const names = new Intl.Collator(locale)
  return {
    name: `name ${direction} ${locale}`,
    usesIndex: true,
    key: z.tuple([z.literal(locale), z.string(), z.string()]),
    keyOf: ({ record: { slug } }, slot) => [locale, nameOf(index.summaryOf(slot), [locale]) ?? slug, slug],
    compare: directed(
      direction,
      ([, a = '', aSlug = ''], [, b = '', bSlug = '']) =>
        names.compare(String(a), String(b)) || compareTexts(String(aSlug), String(bSlug)),
    ),
  }
}

/** The order by the time of the newest version of a channel. Applications without such a version count as the oldest. */
export function updatedOrder(sort: AppSort, index: AppIndex): AppOrder {
  const { direction } = sort
  const channel = sort.channel ?? 'stable'
  return {
    name: `updatedAt ${direction} ${channel}`,
    usesIndex: true,
    key: z.tuple([z.literal(channel), z.number(), z.string()]),
    keyOf: ({ record: { slug } }, slot) => [channel, index.summaryOf(slot).offers[channel]?.time ?? 0, slug],
    compare: directed(direction, compareKeys),
  }
}

/**
 * The order by relevance for a search: by the negative score, so that the best is first. Applications with equal scores are sorted
 * by slug.
 */
export const relevanceOrder = { key: z.tuple([z.number(), z.string()]), compare: compareKeys }

/** The key of an application in the order by relevance. */
export function relevanceKey(score: number, { record }: App): SortKey {
  return [-score, record.slug]
}

function directed(
  direction: AppSort['direction'],
  compare: (a: SortKey, b: SortKey) => number,
): (a: SortKey, b: SortKey) => number {
  return direction === 'DESCENDING' ? (a, b) => compare(b, a) : compare
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (const [i, value] of a.entries()) {
    const other = b[i]
    const difference = typeof value === 'number' ? value - Number(other) : collator.compare(value, String(other ?? ''))
    if (difference !== 0) return difference
  }
  return 0
}

// The locale whose rules of collation apply. Each result is a sorted list in the cache, so only languages and regions with own
// rules count, and an unknown language counts as the default.
function checkLocale(locale: string): string {
  try {
    if (locale.length <= longestLocale) {
      const { language, script, region } = new Intl.Locale(locale.replaceAll('_', '-'))
      const tag = [language, script, region].filter((part) => part !== undefined).join('-')
      const [supported = defaultLocale] = Intl.Collator.supportedLocalesOf(tag)
      return new Intl.Collator(supported).resolvedOptions().locale
    }
  } catch {
    // The refusal is the same.
  }
  throw new RegistryError('INVALID_INPUT', `"${shortened(locale)}" is no language: give one such as "fr" or "pt-BR"`)
}
