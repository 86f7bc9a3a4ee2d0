import { labelFor, labels, type Label } from '../labels.js'
import type { App } from '../catalogue/catalogue.js'
import type { AppRecord, AppType } from '../records.js'
import type { Channel } from '../versions.js'
import type { AppSummary } from './app-summary.js'

/** Conditions on the record of an application. */
interface RecordFilter {
  type?: AppType | null | undefined
  types?: readonly AppType[] | null | undefined
  editor?: string | null | undefined
  editors?: readonly string[] | null | undefined
  slugs?: readonly string[] | null | undefined
  exceptSlugs?: readonly string[] | null | undefined
  inMaintenance?: boolean | null | undefined
  deprecated?: boolean | null | undefined
}

/** Conditions on the versions of an application. */
interface SummaryFilter {
  category?: string | null | undefined
  categories?: readonly string[] | null | undefined
  labelAtLeast?: Label | null | undefined
  dataType?: string | null | undefined
  platform?: string | null | undefined
  locale?: string | null | undefined
  hasVersionOn?: Channel | null | undefined
  updatedSince?: Date | null | undefined
  /** The channel that `labelAtLeast` and `updatedSince` look at. Default: `stable`. */
  channel?: Channel | null | undefined
}

/** Conditions on applications, joined by AND. `undefined` and `null` mean no condition. */
export interface AppFilter extends RecordFilter, SummaryFilter {}

/** Whether a filter has conditions on versions. Then it needs the index of the space. */
export function needsIndex(filter: AppFilter): boolean {
  const { category, categories, labelAtLeast, dataType, platform, locale, hasVersionOn, updatedSince } = filter
  const conditions = [category, categories, labelAtLeast, dataType, platform, locale, hasVersionOn, updatedSince]
  return conditions.some((condition) => isGiven(condition))
}

/** A condition on one application. */
export type Condition = (app: App, summary: AppSummary) => boolean

/** The conditions of a filter. Without `needsIndex`, they don't read the summary. */
export function conditionsOf(filter: AppFilter): Condition[] {
  return [...recordConditions(filter), ...summaryConditions(filter)]
}

/** The label of an application for the newest version of a channel. */
export function labelOn(channel: Channel, record: AppRecord, { offers }: AppSummary): Label {
  return labelFor(record, offers[channel]?.isRemote ?? false)
}

function recordConditions(filter: RecordFilter): Condition[] {
  const { slugs, exceptSlugs, inMaintenance, deprecated } = filter
  const conditions: Condition[] = [
    ...setsOf(filter.types, filter.type).map(
      (allowed): Condition =>
        ({ record }) =>
          allowed.has(record.type),
    ),
    ...setsOf(filter.editors, filter.editor).map(
      (allowed): Condition =>
        ({ record }) =>
          allowed.has(record.editor),
    ),
    ...setsOf(slugs, null).map(
      (allowed): Condition =>
        ({ record }) =>
          allowed.has(record.slug),
    ),
  ]
  if (exceptSlugs) {
    const excluded = new Set(exceptSlugs)
    conditions.push(({ record }) => !excluded.has(record.slug))
  }
  if (isGiven(inMaintenance)) conditions.push(({ record }) => inMaintenance === (record.maintenance !== undefined))
  if (isGiven(deprecated)) conditions.push(({ record }) => deprecated === (record.deprecated !== undefined))
  return conditions
}

function summaryConditions(filter: SummaryFilter): Condition[] {
  const { labelAtLeast, updatedSince, hasVersionOn, dataType, platform, locale } = filter
  const conditions: Condition[] = setsOf(filter.categories, filter.category).map(
    (allowed) => (_app, summary) => summary.categories.some((category) => allowed.has(category)),
  )
  const channel = filter.channel ?? 'stable'
  if (labelAtLeast) {
    const worst = labels.indexOf(labelAtLeast)
    conditions.push(({ record }, summary) => labels.indexOf(labelOn(channel, record, summary)) <= worst)
  }
  if (updatedSince) {
    const earliest = updatedSince.getTime()
    conditions.push((_app, { offers }) => (offers[channel]?.time ?? Number.NEGATIVE_INFINITY) >= earliest)
  }
  if (hasVersionOn) conditions.push((_app, { offers }) => offers[hasVersionOn] !== undefined)
  if (isGiven(dataType)) conditions.push((_app, { dataTypes }) => dataTypes.includes(dataType))
  if (isGiven(platform)) conditions.push((_app, { platforms }) => platforms.includes(platform))
  if (isGiven(locale)) conditions.push((_app, { locales }) => locales.some((other) => isSameLanguage(other, locale)))
  return conditions
}

// A list of allowed values, and a single one: both must hold.
function setsOf<T>(values: readonly T[] | null | undefined, value: T | null | undefined): ReadonlySet<T>[] {
  return [...(values ? [new Set(values)] : []), ...(isGiven(value) ? [new Set([value])] : [])]
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null
}

// `fr` and `fr-FR` match each other. `fr-FR` and `fr-CA` do not.
function isSameLanguage(a: string, b: string): boolean {
  const [shorter = [], longer = []] = [a, b]
    .map((locale) => locale.toLowerCase().split(/[-_]/))
    .sort((left, right) => left.length - right.length)
  return shorter.every((part, i) => part === longer[i])
}
