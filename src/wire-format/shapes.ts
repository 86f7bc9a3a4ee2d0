import { z } from 'zod'
import type { Json, JsonObject } from '../json.js'
import { commitmentAuthors, commitments } from '../registry/commitments.js'
import { appTypes } from '../registry/records.js'

// The shapes of the JSON in REST answers. The answers have the format of the reference registry. `to-wire.ts` makes the JSON.
// The OpenAPI document describes it. Answers are not validated against these shapes at run time.

/** All shapes, with their names in the OpenAPI document. */
export const shapes = z.registry<{ id: string }>()

const anyJson = z.custom<Json>()
const date = z.iso.datetime({ offset: true })
const versionNumber = z.string()
const sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/)

/** The options of a maintenance. */
export const maintenanceOptions = z
  .object({
    flag_infra_maintenance: z.boolean().describe('Whether the cause lies outside the application.'),
    flag_short_maintenance: z.boolean().describe('Whether the maintenance is expected to be short.'),
    flag_disallow_manual_exec: z.boolean().describe('Whether users are prevented from running the konnector manually.'),
    messages: z
      .record(z.string(), z.object({ long_message: z.string(), short_message: z.string() }))
      .describe('Messages for users, by locale.'),
  })
  .register(shapes, { id: 'MaintenanceOptions' })

/** A version. */
export const version = z
  .object({
    attachments: z.record(z.string(), z.string()).describe('SHA-256 checksums of the stored files, by file name.'),
    slug: z.string(),
    editor: z.string(),
    type: z.enum(appTypes),
    version: versionNumber,
    manifest: anyJson.describe('The manifest in the archive, with the `parameters` of the publication.'),
    created_at: date.describe('The time when the version was submitted.'),
    url: z.url().describe('The URL of the archive.'),
    size: z.string().regex(/^\d+$/).describe('The size of the archive in bytes, as a string.'),
    sha256: sha256.describe('The SHA-256 checksum of the archive, in upper or lower case as the editor has sent it.'),
    tar_prefix: z
      .string()
      .regex(/^(\/.+)?$/)
      .describe('A slash and the top folder of the archive. Empty when the archive has no top folder.'),
    withdrawn: z
      .object({
        reason: z.string().describe('The reason, for people.'),
        at: date.describe('The time of the withdrawal.'),
        by: z.string().describe('The editor whose token was used, or `operator`.'),
      })
      .optional()
      .describe('Only if the version is withdrawn. No channel offers it then, and no list contains it.'),
  })
  .register(shapes, { id: 'Version' })

/** A version that has just been submitted. */
export const publication = version
  .extend({
    warnings: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .optional()
      .describe('Problems that did not prevent the publication.'),
  })
  .register(shapes, { id: 'Publication' })

/** The versions that each channel offers, the oldest first. A channel without versions is left out. */
export const versionLists = z
  .object({
    has_versions: z.boolean().describe('Whether a version is published in any channel.'),
    stable: z.array(versionNumber).optional(),
    beta: z.array(versionNumber).optional(),
    dev: z.array(versionNumber).optional(),
  })
  .register(shapes, { id: 'VersionLists' })

/** The deprecation of an application. */
export const deprecation = z
  .object({
    message: z.string().describe('The message, for people.'),
    successor: z
      .string()
      .optional()
      .describe('The slug of the application to use instead, if one is named. It may have been removed.'),
    at: date.describe('The time of the deprecation.'),
    by: z.string().describe('The editor whose token was used, or `operator`.'),
  })
  .register(shapes, { id: 'Deprecation' })

/** An application. */
export const app = z
  .object({
    slug: z.string(),
    type: z.enum(appTypes),
    editor: z.string(),
    created_at: date,
    maintenance_activated: z.literal(true).optional(),
    maintenance_options: maintenanceOptions.optional(),
    data_usage_commitment: z.enum(commitments),
    data_usage_commitment_by: z.enum(commitmentAuthors),
    versions: versionLists.optional(),
    label: z.int().min(0).max(5).describe('The confidence label, from 0 (A) to 5 (F).'),
    latest_version: version.optional(),
    deprecated: deprecation.optional().describe('Only if the application is deprecated.'),
  })
  .register(shapes, { id: 'Application' })

/** One page of applications. */
export const appList = z
  .object({
    data: z.array(app),
    meta: z.object({
      count: z.int().min(0).describe('The number of applications on this page.'),
      next_cursor: z
        .string()
        .regex(/^\d+$/)
        .optional()
        .describe('The `cursor` of the next page. Absent on the last page.'),
    }),
  })
  .register(shapes, { id: 'ApplicationList' })

/** Applications without their versions. */
export const apps = z.array(app).register(shapes, { id: 'Applications' })

/** Versions that wait for approval. */
export const versions = z.array(version).register(shapes, { id: 'Versions' })

/** Slugs, in byte order. */
export const slugs = z.array(z.string()).register(shapes, { id: 'Slugs' })

/** The answer to a successful change that has no other result. */
export const done = z.object({ ok: z.literal(true) }).register(shapes, { id: 'Done' })

/** An editor. */
export const editor = z.object({ name: z.string() }).register(shapes, { id: 'Editor' })

/** All editors, in the case-insensitive order of their names. */
export const editors = z.array(editor).register(shapes, { id: 'Editors' })

/** A refusal. The publishing client reads `error`, Cozy servers read `message`. */
export const refusal = z
  .object({
    error: z.string(),
    message: z.string(),
    detail: z.string().optional().describe('A sentence with more details, such as why a token is refused.'),
  })
  .register(shapes, { id: 'Refusal' })

/** The OpenAPI document itself. */
export const openApi = z.custom<JsonObject>().register(shapes, { id: 'OpenApi' })

const partStatus = z
  .object({
    status: z.enum(['ok', 'failed']),
    reason: z.string().optional().describe('The kind of failure, such as `unreachable`. The log has the cause.'),
  })
  .register(shapes, { id: 'PartStatus' })

/** The status of the engines, under the names that the reference registry uses. */
export const status = z
  .object({
    couchDB: partStatus.describe('The database, of any kind.'),
    redis: partStatus.describe('The cache, of any kind.'),
    status: z.enum(['ok', 'failed']),
    swift: partStatus.describe('The object store, of any kind.'),
  })
  .register(shapes, { id: 'Status' })

/** The answer of the liveness probe. */
export const health = z.object({ status: z.literal('ok') }).register(shapes, { id: 'Health' })

/** The answer of the readiness probe. */
export const readiness = z
  .object({
    status: z.enum(['ok', 'failed', 'stopping']),
    documents: partStatus,
    objects: partStatus,
    cache: partStatus,
    temporary_folder: partStatus.optional(),
  })
  .register(shapes, { id: 'Readiness' })
