import type { JsonObject } from '../json.js'
import { labels } from '../registry/labels.js'
import type { Channel } from '../registry/versions.js'
import { lasting } from './compose.js'
import type { AppPartsFragment, AppVersionsFragment, Label, VersionPartsFragment } from './generated/operations.js'

// The JSON of the REST interface: an older dialect of the schema's facts. The order of members is that of the reference.

/** A version. */
export function versionToWire(version: VersionPartsFragment): JsonObject {
  return {
    attachments: Object.fromEntries(version.files.map(({ name, sha256 }) => [name, sha256])),
    slug: version.slug,
    editor: version.editor.name,
    type: version.type.toLowerCase(),
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
  versions?: JsonObject
  label: Label
  latestVersion?: VersionPartsFragment | null
}

/** An application. */
export function appToWire(app: AppPartsFragment, { versions, label, latestVersion }: AppExtras): JsonObject {
  return {
    slug: app.slug,
    type: app.type.toLowerCase(),
    editor: app.editor.name,
    created_at: dateToWire(app.createdAt),
    ...(app.maintenance && { maintenance_activated: true, maintenance_options: maintenanceToWire(app.maintenance) }),
    data_usage_commitment: app.dataUsageCommitment.toLowerCase(),
    data_usage_commitment_by: app.dataUsageCommitmentBy.toLowerCase(),
    ...(versions && { versions }),
    label: labels.indexOf(label),
    ...(latestVersion && { latest_version: versionToWire(latestVersion) }),
  }
}

function maintenanceToWire(maintenance: NonNullable<AppPartsFragment['maintenance']>): JsonObject {
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
export function versionsToWire({ hasVersions, channels }: AppVersionsFragment, asked: Channel): JsonObject {
  const shown = order.slice(0, order.indexOf(asked) + 1)
  const lists = channels
    .map(({ name, versionNumbers }) => ({ name: name.toLowerCase(), versions: [...versionNumbers] }))
    .filter(({ name, versions }) => versions.length > 0 && shown.some((channel) => channel === name))
  return { has_versions: hasVersions, ...Object.fromEntries(lists.map(({ name, versions }) => [name, versions])) }
}

function dateToWire(date: Date | string): string {
  return typeof date === 'string' ? date : date.toISOString()
}
