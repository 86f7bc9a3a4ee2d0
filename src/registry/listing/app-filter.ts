import { labelFor, labels, type Label } from '../labels.js'
import type { App } from '../catalogue/catalogue.js'
import type { AppType } from '../records.js'
import type { Channel } from '../versions.js'
import type { AppIndex } from './app-index.js'
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

/** Returns a function that checks the conditions on the record of an application. */
export function recordCondition(filter: RecordFilter): (app: App) => boolean {
  const types = setsOf(filter.types, filter.type)
  const editors = setsOf(filter.editors, filter.editor)
  const [slugs, exceptSlugs] = [filter.slugs && new Set(filter.slugs), new Set(filter.exceptSlugs)]
  return ({ record }) =>
    types.every((allowed) => allowed.has(record.type)) &&
    editors.every((allowed) => allowed.has(record.editor)) &&
    (slugs?.has(record.slug) ?? true) &&
    !exceptSlugs.has(record.slug) &&
    (filter.inMaintenance ?? record.maintenance !== undefined) === (record.maintenance !== undefined) &&
    (filter.deprecated ?? record.deprecated !== undefined) === (record.deprecated !== undefined)
}

/** Returns a function that checks the conditions on the versions of an application. */
export function summaryCondition(filter: SummaryFilter, index: AppIndex): (app: App) => boolean {
  const conditions = summaryConditions(filter)
  return (app) => {
    const summary = index.summaryOf(app.record.slug)
    return conditions.every((condition) => condition(summary, app))
  }
}

/** The label of an application for the newest version of a channel. */
export function labelOn(channel: Channel, { record }: App, { offers }: AppSummary): Label {
  return labelFor(record, offers[channel]?.isRemote ?? false)
}

type Condition = (summary: AppSummary, app: App) => boolean

function summaryConditions(filter: SummaryFilter): Condition[] {
  const { labelAtLeast, updatedSince, hasVersionOn, dataType, platform, locale } = filter
  const conditions: Condition[] = setsOf(filter.categories, filter.category).map(
    (allowed) => (summary) => summary.categories.some((category) => allowed.has(category)),
  )
  const channel = filter.channel ?? 'stable'
  if (labelAtLeast) {
    const worst = labels.indexOf(labelAtLeast)
    conditions.push((summary, app) => labels.indexOf(labelOn(channel, app, summary)) <= worst)
  }
  if (updatedSince) {
    const earliest = updatedSince.getTime()
    conditions.push(({ offers }) => (offers[channel]?.time ?? Number.NEGATIVE_INFINITY) >= earliest)
  }
  if (hasVersionOn) conditions.push(({ offers }) => offers[hasVersionOn] !== undefined)
  if (isGiven(dataType)) conditions.push(({ dataTypes }) => dataTypes.includes(dataType))
  if (isGiven(platform)) conditions.push(({ platforms }) => platforms.includes(platform))
  if (isGiven(locale)) conditions.push(({ locales }) => locales.some((other) => isSameLanguage(other, locale)))
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
