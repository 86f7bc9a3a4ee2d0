import { isJsonObject, type Json } from '../../json.js'
import { objectIn, textIn } from './read.js'

/** The developer of an application. */
export interface Developer {
  name: string | null
  url: string | null
}

/** Terms of service that a person must accept. */
export interface Terms {
  id: string | null
  url: string | null
  version: string | null
}

/** The partner of an application. */
export interface Partnership {
  name: string | null
  description: string | null
  domain: string | null
  icon: string | null
}

/** The mobile application that goes with a webapp. */
export interface Mobile {
  /** The URL scheme of links that open the mobile application. */
  schema: string | null
  playStoreId: string | null
  appStoreId: string | null
}

/** The developer. Some manifests have only a name. */
export function developerOf(manifest: Json): Developer | undefined {
  const { developer } = objectIn(manifest)
  const name = textIn(developer)
  if (name !== undefined) return { name, url: null }
  if (!isJsonObject(developer)) return undefined
  return { name: textIn(developer.name) ?? null, url: textIn(developer.url) ?? null }
}

/** The licence: `license` in the documentation of manifests, but `licence` in most manifests. */
export function licenseOf(manifest: Json): string | undefined {
  const { license, licence } = objectIn(manifest)
  return textIn(license) ?? textIn(licence)
}

/** The terms of service. */
export function termsOf(manifest: Json): Terms | undefined {
  const { terms } = objectIn(manifest)
  if (!isJsonObject(terms)) return undefined
  return { id: textIn(terms.id) ?? null, url: textIn(terms.url) ?? null, version: textIn(terms.version) ?? null }
}

/** The partner. */
export function partnershipOf(manifest: Json): Partnership | undefined {
  const { partnership } = objectIn(manifest)
  if (!isJsonObject(partnership)) return undefined
  return {
    name: textIn(partnership.name) ?? null,
    description: textIn(partnership.description) ?? null,
    domain: textIn(partnership.domain) ?? null,
    icon: textIn(partnership.icon) ?? null,
  }
}

/** The mobile application. */
export function mobileOf(manifest: Json): Mobile | undefined {
  const { mobile } = objectIn(manifest)
  if (!isJsonObject(mobile)) return undefined
  return {
    schema: textIn(mobile.schema) ?? null,
    playStoreId: textIn(mobile.id_playstore) ?? null,
    appStoreId: textIn(mobile.id_appstore) ?? null,
  }
}
