import type { JsonObject } from '../../json.js'
import { isRemote } from '../labels.js'
import { manifestCategories } from '../manifests/categories.js'
import { dataTypesOf } from '../manifests/konnector.js'
import { langsOf, localeNames, localised } from '../manifests/texts.js'
import { namedObjectsIn, objectIn, textIn, textsIn } from '../manifests/read.js'
import { platformsOf } from '../manifests/webapp.js'
import type { VersionRecord } from '../records.js'
import { channels, type Channel } from '../versions.js'
import type { SharedValues } from './shared-values.js'

/** The newest version of each channel. */
export type LatestVersions = Readonly<Record<Channel, VersionRecord | undefined>>

/** The newest version that a channel offers. */
export interface Offer {
  /** The time of the submission, in milliseconds since 1970. */
  time: number
  /** Whether the version requests a permission on remote data. */
  isRemote: boolean
}

/**
 * The properties of an application that come from its versions, for filters, orders and facets. Lists of all applications keep a
 * summary of each application in memory. So it has no manifest, and equal values are shared.
 */
export interface AppSummary {
  /** The members of the manifest that `localised` needs for the name. */
  readonly names: JsonObject
  readonly categories: readonly string[]
  readonly dataTypes: readonly string[]
  readonly platforms: readonly string[]
  readonly locales: readonly string[]
  readonly features: readonly string[]
  readonly offers: Readonly<Partial<Record<Channel, Offer>>>
}

/** The summary of an application without versions. */
export const emptySummary: AppSummary = {
  names: {},
  categories: [],
  dataTypes: [],
  platforms: [],
  locales: [],
  features: [],
  offers: {},
}

/** The version that provides the texts and images: the newest stable version, else the newest beta, else the newest dev version. */
export function displayedOf(latest: LatestVersions): VersionRecord | undefined {
  return latest.stable ?? latest.beta ?? latest.dev
}

/** Summarizes the newest versions of an application. */
export function summarize(latest: LatestVersions, shared: SharedValues): AppSummary {
  const manifest = objectIn(displayedOf(latest)?.manifest)
  const platforms = platformsOf(manifest).flatMap(({ type }) => type ?? [])
  return {
    names: namesOf(manifest),
    categories: shared.texts(manifestCategories(manifest)),
    dataTypes: shared.texts(dataTypesOf(manifest)),
    platforms: shared.texts(platforms),
    locales: shared.texts([...langsOf(manifest), ...localeNames(manifest)].map((name) => name.replaceAll('_', '-'))),
    features: shared.texts(textsIn(manifest.features)),
    offers: offersOf(latest),
  }
}

/** The name of an application, in the first of the wanted languages that has one. `undefined` if the application has no name. */
export function nameOf({ names }: AppSummary, locales: readonly string[]): string | undefined {
  return localised(names, 'name', locales)
}

// Most manifests have the same name in all languages. Then the top level is enough.
function namesOf(manifest: JsonObject): JsonObject {
  const names = namedObjectsIn(manifest.locales).flatMap(([locale, texts]): [string, string][] => {
    const name = textIn(texts.name)
    return name === undefined ? [] : [[locale, name]]
  })
  const name = textIn(manifest.name) ?? names[0]?.[1]
  if (name === undefined) return {}
  if (names.every(([, other]) => other === name)) return { name }
  return { name: textIn(manifest.name), locales: Object.fromEntries(names.map(([locale, name]) => [locale, { name }])) }
}

function offersOf(latest: LatestVersions): AppSummary['offers'] {
  const offers: Partial<Record<Channel, Offer>> = {}
  for (const channel of channels) {
    const version = latest[channel]
    if (!version) continue
    // A wider channel often offers the version of a narrower one.
    const narrower = channels.find((other) => offers[other] && latest[other] === version)
    offers[channel] = (narrower && offers[narrower]) ?? { time: version.time, isRemote: isRemote(version.manifest) }
  }
  return offers
}
