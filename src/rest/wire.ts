import type { z } from 'zod'
import { labels } from '../registry/labels.js'
import type { Channel } from '../registry/versions.js'
import { lasting } from './compose.js'
import type { AppPartsFragment, AppVersionsFragment, Label, VersionPartsFragment } from './generated/operations.js'
import type * as shapes from './shapes.js'

// How the schema's facts are written in the JSON of `shapes.ts`. The order of members is that of the reference.

const types = { WEBAPP: 'webapp', KONNECTOR: 'konnector' } as const
const promises = { USER_CIPHERED: 'user_ciphered', USER_RESERVED: 'user_reserved', NONE: 'none' } as const
const promisers = { COZY: 'cozy', EDITOR: 'editor', NONE: 'none' } as const

/** A version. */
export function versionToWire(version: VersionPartsFragment): z.infer<typeof shapes.version> {
  return {
    attachments: Object.fromEntries(version.files.flatMap(({ name, sha256 }) => (sha256 ? [[name, sha256]] : []))),
    slug: version.slug,
    editor: version.editor.name,
    type: types[version.type],
    version: version.version,
    manifest: lasting(version.manifest),
    created_at: dateToWire(version.createdAt),
    url: version.archive.url,
    // A text: stacks can't read a number here.
    size: String(version.size),
    sha256: version.sha256,
    tar_prefix: version.archiveFolder === null ? '' : `/${version.archiveFolder}`,
  }
}

/** What an application has beside its own facts; absent members are not sent. */
export interface AppExtras {
  versions?: z.infer<typeof shapes.versionLists>
  label: Label
  latestVersion?: VersionPartsFragment | null
}

/** An application. */
export function appToWire(
  app: AppPartsFragment,
  { versions, label, latestVersion }: AppExtras,
): z.infer<typeof shapes.app> {
  return {
    slug: app.slug,
    type: types[app.type],
    editor: app.editor.name,
    created_at: dateToWire(app.createdAt),
    ...(app.maintenance && { maintenance_activated: true, maintenance_options: maintenanceToWire(app.maintenance) }),
    data_usage_commitment: promises[app.dataUsageCommitment],
    data_usage_commitment_by: promisers[app.dataUsageCommitmentBy],
    ...(versions && { versions }),
    label: labels.indexOf(label),
    ...(latestVersion && { latest_version: versionToWire(latestVersion) }),
  }
}

function maintenanceToWire(
  maintenance: NonNullable<AppPartsFragment['maintenance']>,
): z.infer<typeof shapes.maintenanceOptions> {
  return {
    flag_infra_maintenance: maintenance.infrastructure,
    flag_short_maintenance: maintenance.short,
    flag_disallow_manual_exec: maintenance.noManualExecution,
    messages: Object.fromEntries(
      maintenance.messages.map(({ locale, short, long }) => [locale, { long_message: long, short_message: short }]),
    ),
  }
}

const order: Channel[] = ['stable', 'beta', 'dev']

/** The lists of versions that a channel shows: its own and those of the narrower ones; empty lists are not sent. */
export function versionsToWire(
  { hasVersions, channels }: AppVersionsFragment,
  asked: Channel,
): z.infer<typeof shapes.versionLists> {
  const shown = order.slice(0, order.indexOf(asked) + 1)
  const lists = channels
    .map(({ name, versionNumbers }) => ({ name: name.toLowerCase(), versions: [...versionNumbers] }))
    .filter(({ name, versions }) => versions.length > 0 && shown.some((channel) => channel === name))
  return { has_versions: hasVersions, ...Object.fromEntries(lists.map(({ name, versions }) => [name, versions])) }
}

function dateToWire(date: Date | string): string {
  return typeof date === 'string' ? date : date.toISOString()
}
