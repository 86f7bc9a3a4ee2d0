import type { Json } from '../../json.js'
import { flagIn, numberIn, objectIn, objectsIn, textIn, textsIn } from './read.js'

/** A folder that a konnector writes to. */
export interface KonnectorFolder {
  defaultDir: string | null
}

/** How a konnector logs in with OAuth. */
export interface KonnectorOAuth {
  accountType: string | null
  scopes: string[]
}

/** Hours of the day, 0 to 24. */
export interface TimeInterval {
  start: number
  end: number
}

/** The folders that a konnector writes to. */
export function foldersOf(manifest: Json): KonnectorFolder[] {
  return objectsIn(objectIn(manifest).folders).map(({ defaultDir }) => ({ defaultDir: textIn(defaultDir) ?? null }))
}

/** The OAuth settings of a konnector. `undefined` without OAuth. Old manifests have `"oauth": true` and `oauth_scope`. */
export function oauthOf(manifest: Json): KonnectorOAuth | undefined {
  const { oauth, oauth_scope } = objectIn(manifest)
  if (oauth === undefined || oauth === null || oauth === false) return undefined
  const { account_type, scope } = objectIn(oauth)
  return { accountType: textIn(account_type) ?? null, scopes: textsIn(scope ?? oauth_scope) }
}

/** The hours between which a konnector may run. */
export function timeIntervalOf(manifest: Json): TimeInterval | undefined {
  const { time_interval } = objectIn(manifest)
  if (!Array.isArray(time_interval)) return undefined
  const [start, end] = time_interval.map((hour) => numberIn(hour))
  return isHour(start) && isHour(end) ? { start, end } : undefined
}

function isHour(hour: number | undefined): hour is number {
  return Number.isInteger(hour) && hour !== undefined && hour >= 0 && hour <= 24
}

/** The kinds of data that a konnector collects. */
export function dataTypesOf(manifest: Json): string[] {
  const { data_types, dataType } = objectIn(manifest)
  return textsIn(data_types ?? dataType)
}

/** Whether a konnector runs on the person's own device. */
export function isClientSide(manifest: Json): boolean {
  const { clientSide, client_side } = objectIn(manifest)
  return flagIn(clientSide ?? client_side)
}

/** The web site of the service, as written in the manifest. */
export function vendorLinkOf(manifest: Json): string | undefined {
  const { vendor_link, vendorLink } = objectIn(manifest)
  return textIn(vendor_link) ?? textIn(vendorLink)
}

/** The id of a konnector's account at a bank aggregator. `undefined` without an aggregator. */
export function aggregatorAccountOf(manifest: Json): string | undefined {
  return textIn(objectIn(objectIn(manifest).aggregator).accountId)
}
