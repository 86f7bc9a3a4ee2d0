import type { z } from 'zod'
import { enums } from '../graphql/enums.js'
import { labels, type Label } from '../registry/labels.js'
import { offers, type Channel } from '../registry/versions.js'
import { memoizeJsonText } from './stringify-json.js'
import type { AppPartsFragment, AppVersionsFragment, VersionPartsFragment } from './generated/fragments.js'
import type * as shapes from './shapes.js'

// Maps types of the schema to the JSON of `shapes.ts`. The members are in the order that the reference registry uses.

/** A version. */
export function versionToWire(version: VersionPartsFragment): z.infer<typeof shapes.version> {
  return {
    attachments: Object.fromEntries(version.files.flatMap(({ name, sha256 }) => (sha256 ? [[name, sha256]] : []))),
    slug: version.slug,
    editor: version.editor.name,
    type: enums.AppType[version.type],
    version: version.version,
    manifest: memoizeJsonText(version.manifest),
    created_at: version.createdAt,
    url: version.archive.url,
    // The size is a string: Cozy servers can't parse a number here.
    size: String(version.size),
    sha256: version.sha256,
    tar_prefix: version.archiveFolder === null ? '' : `/${version.archiveFolder}`,
    ...(version.withdrawn && { withdrawn: version.withdrawn }),
  }
}

/** The parts of an application that are not in `AppPartsFragment`. Absent parts are left out of the JSON. */
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
    type: enums.AppType[app.type],
    editor: app.editor.name,
    created_at: app.createdAt,
    ...(app.maintenance && { maintenance_activated: true, maintenance_options: maintenanceToWire(app.maintenance) }),
    data_usage_commitment: enums.DataUsageCommitment[app.dataUsageCommitment],
    data_usage_commitment_by: enums.DataUsageCommitmentBy[app.dataUsageCommitmentBy],
    ...(versions && { versions }),
    label: labels.indexOf(label),
    ...(latestVersion && { latest_version: versionToWire(latestVersion) }),
    ...(app.deprecation && { deprecated: deprecationToWire(app.deprecation) }),
  }
}

function deprecationToWire({
  message,
  successorSlug,
  at,
  by,
}: NonNullable<AppPartsFragment['deprecation']>): z.infer<typeof shapes.deprecation> {
  return { message, ...(successorSlug !== null && { successor: successorSlug }), at, by }
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

/** The versions of a channel and of more stable channels, in one list for each channel. Empty lists are left out. */
export function versionsToWire(
  { hasVersions, channels }: AppVersionsFragment,
  listedChannel: Channel,
): z.infer<typeof shapes.versionLists> {
  const lists = channels
    .map(({ name, versionNumbers }) => [enums.Channel[name], [...versionNumbers]] as const)
    .filter(([channel, versions]) => versions.length > 0 && offers(listedChannel, channel))
  return { has_versions: hasVersions, ...Object.fromEntries(lists) }
}
