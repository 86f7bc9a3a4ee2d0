import { z } from 'zod'
import type { StoredDocument } from '../documents/documents.js'
import { isJsonObject, type Json, type JsonObject } from '../json.js'
import { completeCommitments, type Commitments } from './commitments.js'
import { readDeprecation, type Deprecation } from './deprecation.js'
import { channelOf, type Channel } from './versions.js'
import { readWithdrawal, type Withdrawal } from './withdrawal.js'

/** The kinds of applications. */
export const appTypes = ['webapp', 'konnector'] as const

/** A kind of application. */
export type AppType = (typeof appTypes)[number]

/** The texts for users during a maintenance, in one language. */
export interface MaintenanceMessage {
  locale: string
  short: string
  long: string
}

/** The maintenance of an application. */
export interface Maintenance {
  infrastructure: boolean
  /** Whether the maintenance is expected to be short. */
  short: boolean
  noManualExecution: boolean
  messages: MaintenanceMessage[]
}

/** An application, as read from its document. */
export interface AppRecord extends Commitments {
  slug: string
  type: AppType
  editor: string
  createdAt: string
  maintenance: Maintenance | undefined
  /** `undefined` when the application is not deprecated. */
  deprecated: Deprecation | undefined
  /** The document of the record, including members that the registry does not know. */
  document: StoredDocument
}

/** A version, published or pending, as read from its document. */
export interface VersionRecord {
  slug: string
  version: string
  channel: Channel
  type: AppType
  editor: string
  createdAt: string
  /** Milliseconds since 1970 of `createdAt`. */
  time: number
  url: string
  /** Bytes of the archive. */
  size: number
  sha256: string
  /** `''`, or `/` and the single top folder of the archive. */
  prefix: string
  /**
   * The SHA-256 checksums of the files, by the names in their routes: `icon`, `screenshots/images/1.png`, the name of the archive.
   * If an older release of the reference registry stored the archive, the archive is missing here.
   */
  attachments: ReadonlyMap<string, string>
  manifest: Json
  /** `undefined` when the version is not withdrawn. */
  withdrawn: Withdrawal | undefined
  document: StoredDocument
}

/** The overwrite of an application in a virtual space. A member that is `undefined` is not overwritten. */
export interface OverwriteRecord {
  slug: string
  name: string | undefined
  /** SHA-256 of an asset. */
  icon: string | undefined
  /** `NONE` means not in maintenance, even if the application is in maintenance in the source space. */
  maintenance: Maintenance | 'NONE' | undefined
  document: StoredDocument
}

// Members that are `null` or have an unexpected type count as missing. Some registries have documents with such members.
const text = z.string().catch('')
const texts = z
  .unknown()
  .optional()
  .transform((value) => new Map(namedMembers(value).filter(isText)))
const flag = z.boolean().catch(false)
// The same default as in the reference registry: clients require a date.
const date = z.string().min(1).catch('0001-01-01T00:00:00Z')
const appType = z.enum(appTypes).catch('webapp')

const message = z.object({ short_message: text, long_message: text }).catch({ short_message: '', long_message: '' })

const maintenanceOptions = z.object({
  flag_infra_maintenance: flag,
  flag_short_maintenance: flag,
  flag_disallow_manual_exec: flag,
  messages: z
    .unknown()
    .optional()
    .transform((value) => new Map(namedMembers(value).map(([locale, texts]) => [locale, message.parse(texts)]))),
})

const appSchema = z.object({
  slug: text,
  type: appType,
  editor: text,
  created_at: date,
  maintenance_activated: flag,
  maintenance_options: maintenanceOptions.optional().catch(undefined),
  data_usage_commitment: text,
  data_usage_commitment_by: text,
})

/** Reads the document of an application. */
export function readApp(document: StoredDocument): AppRecord {
  const app = appSchema.parse(document)
  return {
    slug: app.slug || document._id,
    type: app.type,
    editor: app.editor,
    createdAt: app.created_at,
    maintenance: app.maintenance_activated ? maintenanceOf(app.maintenance_options) : undefined,
    deprecated: readDeprecation(document),
    ...completeCommitments(app.data_usage_commitment, app.data_usage_commitment_by, app.editor),
    document,
  }
}

const overwriteSchema = z.object({
  name: z.string().optional().catch(undefined),
  icon: z.string().optional().catch(undefined),
  maintenance_activated: z.boolean().optional().catch(undefined),
  maintenance_options: maintenanceOptions.optional().catch(undefined),
})

/** Reads the document of an overwrite. */
export function readOverwrite(document: StoredDocument): OverwriteRecord {
  const { name, icon, maintenance_activated: active, maintenance_options } = overwriteSchema.parse(document)
  const maintenance = active === undefined ? undefined : active ? maintenanceOf(maintenance_options) : 'NONE'
  return { slug: document._id, name, icon, maintenance, document }
}

function maintenanceOf(options: z.infer<typeof maintenanceOptions> | undefined): Maintenance {
  return {
    infrastructure: options?.flag_infra_maintenance ?? false,
    short: options?.flag_short_maintenance ?? false,
    noManualExecution: options?.flag_disallow_manual_exec ?? false,
    messages: [...(options?.messages ?? [])].map(([locale, message]) => ({
      locale,
      short: message.short_message,
      long: message.long_message,
    })),
  }
}

/** The members that a document has when its application is in maintenance. */
export function maintenanceMembers(maintenance: Maintenance): JsonObject {
  return {
    maintenance_activated: true,
    maintenance_options: {
      flag_infra_maintenance: maintenance.infrastructure,
      flag_short_maintenance: maintenance.short,
      flag_disallow_manual_exec: maintenance.noManualExecution,
      messages: Object.fromEntries(
        maintenance.messages.map(({ locale, short, long }) => [locale, { long_message: long, short_message: short }]),
      ),
    },
  }
}

const versionSchema = z.object({
  slug: text,
  version: text,
  type: appType,
  editor: text,
  created_at: date,
  url: text,
  // Stored as a string. Only documents that were written by hand have a number.
  size: z.coerce.number().int().nonnegative().catch(0),
  sha256: text,
  tar_prefix: text,
  attachments: texts,
})

/** Reads the document of a version. */
export function readVersion(document: StoredDocument): VersionRecord {
  const version = versionSchema.parse(document)
  return {
    slug: version.slug,
    version: version.version,
    channel: channelOf(version.version),
    type: version.type,
    editor: version.editor,
    createdAt: version.created_at,
    time: timeOf(document.created_at),
    url: version.url,
    size: version.size,
    sha256: version.sha256,
    prefix: version.tar_prefix,
    attachments: version.attachments,
    manifest: document.manifest ?? null,
    withdrawn: readWithdrawal(document),
    document,
  }
}

// Not `z.record`, which drops a member called `__proto__`.
function namedMembers(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : []
}

function isText(member: [string, unknown]): member is [string, string] {
  return typeof member[1] === 'string'
}

/** Milliseconds since 1970 of a stored date (RFC 3339, up to nine fractional digits). 0 when it can't be read. */
export function timeOf(date: Json | undefined): number {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
  return Number.isNaN(time) ? 0 : time
}
