import { z } from 'zod'
import type { Instance } from '../instances/instance.js'
import type { InstalledSource } from '../instances/permissions/permission-documents.js'
import { installedDoctypes, sourceIdOf } from '../instances/permissions/permission-documents.js'
import type { Json, JsonObject } from '../json.js'
import type { AppType } from '../registry/records.js'

/** Identifies an application of an instance. */
export interface AppId {
  type: AppType
  slug: string
}

/** An application of an instance, as read from its document. */
export interface InstalledApp extends AppId {
  name: string
  state: string
  version: string
  source: string
  /** The version that waits for the consent of the user. */
  availableVersion: string | undefined
  /** SHA-256 of the archive; empty if the source is not a registry. */
  checksum: string
  createdAt: string
  updatedAt: string
  /** The path of the icon in the archive. */
  icon: string
  termsVersion: string
  /** SHA-256 of the archive, also if the source is not a registry. The files are stored under this checksum. */
  archive: string
  /** The members of the document that clients see. */
  document: JsonObject
  /** The revision of the document; `undefined` while it is not stored. */
  revision: string | undefined
}

/** The doctype of the documents of applications of a type. */
export function doctypeOf(type: AppType): string {
  return installedDoctypes[kindOf(type)]
}

/** The id of the document of an application. */
export function idOf({ type, slug }: AppId): string {
  return sourceIdOf({ kind: kindOf(type), slug })
}

/** Converts an application to the form that permissions and tokens use. */
export function permissionSource({ type, slug }: AppId): InstalledSource {
  return { kind: kindOf(type), slug }
}

function kindOf(type: AppType): InstalledSource['kind'] {
  return type === 'webapp' ? 'app' : 'konnector'
}

/** The fields of an application by which the rules of permissions can select it. */
export const selectableFields: ReadonlySet<string> = new Set(['slug', 'state'])

/** The path of an application on the domain of its instance. */
export function pathOf({ type, slug }: AppId): string {
  return `/${type === 'webapp' ? 'apps' : 'konnectors'}/${slug}`
}

/** The path of the icon on the domain of the instance; `undefined` when the application has none. */
export function iconPathOf(app: InstalledApp): string | undefined {
  return app.icon === '' ? undefined : `${pathOf(app)}/icon/${encodeURIComponent(app.version)}`
}

/**
 * The URL at which a web application is opened; `undefined` if the application can't be opened. The host is the domain of the
 * instance, with `-<slug>` after the first label.
 */
export function appUrlOf(
  { domain }: Pick<Instance, 'domain'>,
  { type, slug, state }: InstalledApp,
): string | undefined {
  if (type !== 'webapp' || !usableStates.has(state)) return undefined
  const url = `https://${domain.replace(/^[^.:]*/, (label) => `${label}-${slug}`)}/`
  // An IP address has no labels. The suffix may make a label in Punycode invalid.
  return URL.canParse(url) ? url : undefined
}

/** The states in which an application can be used. */
export const usableStates: ReadonlySet<string> = new Set(['ready', 'installed'])

const text = z.string().catch('')
const shape = z.object({
  name: text,
  state: text,
  version: text,
  source: text,
  available_version: z.string().optional().catch(undefined),
  checksum: text,
  created_at: text,
  updated_at: text,
  icon: text,
  terms: z.object({ version: text }).catch({ version: '' }),
  archive_checksum: z.string().optional().catch(undefined),
})

/** Reads the document of an application. */
export function readInstalledApp(app: AppId, document: JsonObject): InstalledApp {
  const { _id, _rev: revision, archive_checksum: _archive, ...members } = document
  const known = shape.parse(document)
  return {
    ...app,
    name: known.name,
    state: known.state,
    version: known.version,
    source: known.source,
    availableVersion: known.available_version,
    checksum: known.checksum,
    createdAt: known.created_at,
    updatedAt: known.updated_at,
    icon: known.icon,
    termsVersion: known.terms.version,
    archive: (known.archive_checksum ?? known.checksum).toLowerCase(),
    document: members,
    revision: typeof revision === 'string' ? revision : undefined,
  }
}

/** The members of a document that the gateway sets. They replace members of the manifest with the same name. */
export interface ManagedMembers {
  source: string
  version: string
  /** Empty if the source is not a registry. */
  checksum: string
  /** SHA-256 of the archive. */
  archive: string
  parameters: JsonObject | undefined
  services: Json
}

/** The members of the document of an application, without state and dates. */
export function installedMembers(app: AppId, manifest: JsonObject, managed: ManagedMembers): JsonObject {
  const { available_version, error, state, created_at, updated_at, archive_checksum, ...members } = manifest
  const { source, version, checksum, archive, parameters, services } = managed
  return {
    ...members,
    ...(app.type === 'webapp' && { services }),
    ...(app.type === 'konnector' && parameters && { parameters }),
    slug: app.slug,
    source,
    version,
    checksum,
    // If there is a checksum, `archive_checksum` would be equal to it.
    ...(checksum === '' && { archive_checksum: archive }),
  }
}
