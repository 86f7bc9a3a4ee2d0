import { z } from 'zod'

// Decoders of REST responses. Each decoder is as strict as the strictest existing client. It also refuses unknown members,
// so that the gateway adds no member by mistake.

const flags = { flag_infra_maintenance: z.boolean(), flag_short_maintenance: z.boolean() }
const maintenanceOptions = z.strictObject({
  ...flags,
  flag_disallow_manual_exec: z.boolean(),
  messages: z.record(z.string(), z.strictObject({ long_message: z.string(), short_message: z.string() })),
})

const object = z.record(z.string(), z.unknown())

// A date of RFC 3339 with a time zone. Clients in Go can't decode other formats, or dates that do not exist.
const timestamp = z.iso
  .datetime({ offset: true })
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/)

/** The response for one version. */
export const version = z.strictObject({
  attachments: z.record(z.string(), z.string()),
  slug: z.string(),
  editor: z.string(),
  type: z.enum(['webapp', 'konnector']),
  version: z.string().min(1),
  manifest: object,
  created_at: timestamp,
  url: z.url({ protocol: /^https?$/ }),
  size: z.string().regex(/^\d+$/),
  sha256: z.string().regex(/^[0-9a-fA-F]{64}$/),
  tar_prefix: z.string().regex(/^(\/.+)?$/),
})

/** The response for one application. The entries of a list have the same format. */
export const application = z.strictObject({
  slug: z.string(),
  type: z.enum(['webapp', 'konnector']),
  editor: z.string(),
  created_at: timestamp,
  maintenance_activated: z.boolean().optional(),
  maintenance_options: maintenanceOptions.optional(),
  data_usage_commitment: z.string(),
  data_usage_commitment_by: z.string(),
  versions: z.strictObject({
    has_versions: z.boolean(),
    stable: z.array(z.string()).min(1).optional(),
    beta: z.array(z.string()).min(1).optional(),
    dev: z.array(z.string()).min(1).optional(),
  }),
  label: z.int().min(0).max(5),
  latest_version: version.optional(),
})

/** A page of a list. */
export const page = z.strictObject({
  data: z.array(application),
  meta: z.strictObject({ count: z.int(), next_cursor: z.string().regex(/^\d+$/).optional() }),
})

/** The list of applications in maintenance. */
export const maintenances = z.array(
  application
    .omit({ versions: true, latest_version: true })
    .extend({ maintenance_activated: z.literal(true), maintenance_options: maintenanceOptions }),
)

/** The list of slugs. */
export const slugs = z.array(z.string())

/**
 * An entry of a list of applications, decoded as in a stack (the server on which a user installs applications). A stack
 * looks for the service of an intent in this list. It decodes an entry like the manifest of an installed application.
 */
export const installedApplication = z.object({
  slug: z.string(),
  name: z.string().optional(),
  icon: z.string().optional(),
  editor: z.string().optional(),
  version: z.string().optional(),
  state: z.string().optional(),
  source: z.string().optional(),
  name_prefix: z.string().optional(),
  checksum: z.string().optional(),
  available_version: z.string().optional(),
  error: z.string().optional(),
  client_url_flag: z.string().optional(),
  created_at: timestamp.optional(),
  updated_at: timestamp.optional(),
  permissions: object.optional(),
  terms: object.optional(),
  intents: z.array(z.unknown()).optional(),
  routes: object.optional(),
  services: object.optional(),
  locales: object.optional(),
  notifications: object.optional(),
})

/** The members of a manifest that a stack needs to link a mobile client to the application. */
export const linkableManifest = z.object({ slug: z.string(), name: z.string(), permissions: object })

/** An error. Stacks and publishing clients read `error` or `message`. Some errors have an explanation in `detail`. */
export const problem = z.strictObject({
  error: z.string().min(1),
  message: z.string().min(1),
  detail: z.string().min(1).optional(),
})
