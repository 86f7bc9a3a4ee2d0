import { hasSecretParameter } from '../../redact.js'
import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import type { AppType } from '../records.js'
import { shortened } from '../shortened.js'

/** The kinds of warnings. */
export type WarningCode =
  | 'FORBIDDEN_CHARACTERS_IN_TERMS'
  | 'MISSING_ENGLISH_LOCALE'
  | 'MISSING_ICON'
  | 'NESTED_MANIFESTS'
  | 'PADDED_ARCHIVE'
  | 'SECRET_IN_ADDRESS'
  | 'TYPE_MISMATCH'
  | 'UNKNOWN_CATEGORY'
  | 'UNKNOWN_DATA_TYPE'

/** A problem that does not prevent the publication of a version. The editor should fix it. */
export interface Warning {
  code: WarningCode
  message: string
}

/** An archive that was accepted. */
export interface AcceptedArchive {
  /** URL of the archive, as the publisher gave it. */
  url: string
  archive: {
    manifest: { type: AppType }
    /** Warnings from `inspectArchive`. */
    warnings: readonly Warning[]
  }
  /** The manifest that will be stored. */
  manifest: JsonObject
  /** The type of the application. It takes precedence over the type of the manifest. */
  appType: AppType
  /** Path of the icon, as the publisher or the manifest writes it. Empty when neither names one. */
  icon: string
  extracted: readonly { name: string }[]
}

// The categories and data types in the documentation of manifests. `others` is the default, `cozy` is for built-in applications.
const categories = new Set([
  ...['banking', 'cozy', 'energy', 'health', 'host_provider', 'insurance', 'isp', 'online_services', 'others'],
  ...['partners', 'press', 'productivity', 'public_service', 'shopping', 'social', 'telecom', 'transport'],
])
const dataTypes = new Set([
  ...['activity', 'appointment', 'bankAccounts', 'bankTransactions', 'bill', 'bloodPressure', 'calendar'],
  ...['certificate', 'commit', 'consumption', 'contact', 'contract', 'courseMaterial', 'document', 'event', 'family'],
  ...[
    'geopoint',
    'heartbeat',
    'home',
    'phonecommunicationlog',
    'podcast',
    'profile',
    'refund',
    'sinister',
    'sleepTime',
  ],
  ...['stepsNumber', 'temperature', 'travelDate', 'tweet', 'videostream', 'weight'],
])

/** The warnings for the editor of an accepted version. */
export function publicationWarnings({ url, archive, manifest, appType, icon, extracted }: AcceptedArchive): Warning[] {
  return [
    ...archive.warnings,
    ...addressWarnings(url),
    ...typeWarnings(archive.manifest.type, appType),
    ...unknownWarnings('UNKNOWN_CATEGORY', 'categories', manifest.categories, categories),
    ...unknownWarnings('UNKNOWN_DATA_TYPE', 'data_types', manifest.data_types, dataTypes),
    ...iconWarnings(icon, extracted),
    ...localeWarnings(manifest.locales),
    ...termsWarnings(manifest.terms),
  ]
}

/** Joins the first few values, shortened, for a message. */
export function firstFew(values: readonly string[]): string {
  const shown = 5
  return `${values.slice(0, shown).map(shortened).join(', ')}${values.length > shown ? ', …' : ''}`
}

// The query of the URL is part of the archive's name. This name is public.
function addressWarnings(url: string): Warning[] {
  if (!hasSecretParameter(url)) return []
  const message =
    'The query of the address of the archive seems to have a secret, such as a signature or a token. The query is now part of the ' +
    'public address of the version: revoke the secret, and publish from addresses without a secret'
  return [{ code: 'SECRET_IN_ADDRESS', message }]
}

function typeWarnings(manifestType: AppType, appType: AppType): Warning[] {
  if (manifestType === appType) return []
  const message = `The archive has a manifest.${manifestType}, but the application is a ${appType}`
  return [{ code: 'TYPE_MISMATCH', message }]
}

function unknownWarnings(code: WarningCode, member: string, value: Json | undefined, known: Set<string>): Warning[] {
  const values = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  const unknown = values.filter((item) => !known.has(item))
  if (unknown.length === 0) return []
  return [{ code, message: `App stores may not know these ${member} of the manifest: ${firstFew(unknown)}` }]
}

function iconWarnings(icon: string, extracted: readonly { name: string }[]): Warning[] {
  if (extracted.some(({ name }) => name === 'icon')) return []
  const message = icon === '' ? 'The manifest names no icon' : `The icon ${shortened(icon)} is not in the archive`
  return [{ code: 'MISSING_ICON', message }]
}

function localeWarnings(locales: Json | undefined): Warning[] {
  if (isJsonObject(locales) && isJsonObject(locales.en)) return []
  const message = 'The manifest has no locale "en". Clients show English when the wanted language is missing'
  return [{ code: 'MISSING_ENGLISH_LOCALE', message }]
}

// Installing clients store the acceptance of terms by id and version, and can't store these characters.
function termsWarnings(terms: Json | undefined): Warning[] {
  if (!isJsonObject(terms)) return []
  const forbidden = ['id', 'version'].filter((member) => {
    const value = terms[member]
    return typeof value === 'string' && /[*+~.()'"!:@]/.test(value)
  })
  return forbidden.map((member) => ({
    code: 'FORBIDDEN_CHARACTERS_IN_TERMS',
    message: `The ${member} of the manifest's terms must not contain any of * + ~ . ( ) ' " ! : @`,
  }))
}
