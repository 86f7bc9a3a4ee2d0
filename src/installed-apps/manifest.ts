import { z } from 'zod'
import { InstanceError } from '../instances/errors.js'
import { orderedVerbs, readRules, verbs } from '../instances/permissions/rule.js'
import { isJsonObject, type Json, type JsonObject } from '../json.js'
import { describeInvalid } from '../registry/describe-invalid.js'
import type { AppType } from '../registry/records.js'
import { unstorableReason } from '../registry/storable.js'
import { InstalledAppError, invalidManifest } from './errors.js'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const date = z.iso.datetime({ offset: true }).nullish()
const mapOf = <T extends z.ZodType>(member: T) => z.record(z.string(), member).nullish()

// Members that the manifests of web applications and of konnectors have.
const common = {
  ...{ slug: text, source: text, state: text, version: text, available_version: text, checksum: text, error: text },
  ...{ name: text, name_prefix: text, editor: text, icon: text, type: text, created_at: date, updated_at: date },
}

const webappShape = z.object({
  ...common,
  terms: z.object({ url: text, version: text }).nullish(),
  intents: z.array(z.object({ action: text, type: z.array(z.string()).nullish(), href: text })).nullish(),
  routes: mapOf(z.object({ folder: text, index: text, public: flag })),
  services: mapOf(z.object({ type: text, file: text, debounce: text, trigger: text, trigger_id: text })),
  locales: mapOf(z.unknown()),
  notifications: mapOf(
    z.object({
      description: text,
      collapsible: flag,
      multiple: flag,
      stateful: flag,
      default_priority: text,
      time_to_live: z.number().nullish(),
      templates: mapOf(z.string()),
      min_interval: z.number().nullish(),
    }),
  ),
})

const konnectorShape = z.object({
  ...common,
  language: text,
  frequency: text,
  on_delete_account: text,
  clientSide: flag,
  parameters: mapOf(z.unknown()),
})

/**
 * Checks a manifest, and converts its members to the form of the application's document. Unknown members stay.
 * @param slug is quoted in error messages
 * @throws InstalledAppError INVALID_MANIFEST, INVALID_DOCTYPE, WRONG_TYPE
 */
export function readManifest(manifest: Json, type: AppType, slug: string): JsonObject {
  if (!isJsonObject(manifest)) throw invalidManifest('it is not an object')
  const reason = unstorableReason(manifest)
  if (reason !== undefined) throw invalidManifest(reason)
  const { error } = (type === 'webapp' ? webappShape : konnectorShape).safeParse(manifest)
  if (error) throw invalidManifest(describeInvalid(error, manifest), error)
  checkRules(manifest.permissions)
  if (typeof manifest.type === 'string' && manifest.type !== '' && manifest.type !== type) throw wrongType(type, slug)
  // CouchDB reserves names that begin with an underscore.
  const members = Object.entries(manifest).filter(([name]) => !name.startsWith('_'))
  const normalised = type === 'webapp' ? webappMembers(manifest) : {}
  return { ...Object.fromEntries(members), ...normalised, permissions: rulesAsStored(manifest.permissions) }
}

function checkRules(permissions: Json | undefined): void {
  try {
    readRules(permissions)
  } catch (error) {
    if (!(error instanceof InstanceError)) throw error
    if (error.code !== 'INVALID_DOCTYPE') throw invalidManifest(error.detail ?? error.message, error)
    throw new InstalledAppError('INVALID_DOCTYPE', { message: error.message, cause: error })
  }
}

function wrongType(type: AppType, slug: string): InstalledAppError {
  const other = type === 'webapp' ? 'konnector' : 'webapp'
  return new InstalledAppError('WRONG_TYPE', {
    message: `[${slug}] Manifest type is not valid for a ${type}. Maybe you want to install a ${other}?`,
  })
}

// The values that cozy-stack writes for members that a manifest leaves out.
const noIntent = { action: '', type: [], href: '' }
const noRoute = { folder: '', index: '', public: false }
const defaultRoutes = { '/': { folder: '/', index: 'index.html', public: false } }

function webappMembers({ terms, intents, routes, services, locales, notifications }: JsonObject): JsonObject {
  return {
    terms: { url: '', version: '', ...withoutNull(terms) },
    intents: Array.isArray(intents) ? intents.map((each) => ({ ...noIntent, ...withoutNull(each) })) : null,
    routes: isJsonObject(routes) ? mapValues(routes, (each) => ({ ...noRoute, ...withoutNull(each) })) : defaultRoutes,
    services: services ?? null,
    locales: locales ?? null,
    notifications: notifications ?? null,
  }
}

function mapValues(members: JsonObject, change: (value: Json | undefined) => Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]))
}

function withoutNull(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
}

// Unknown members of rules stay. A rule for all verbs has no member `verbs`.
function rulesAsStored(permissions: Json | undefined): JsonObject {
  if (!isJsonObject(permissions)) return {}
  return mapValues(permissions, (rule) => (isJsonObject(rule) ? ruleAsStored(rule) : rule))
}

const isEmpty = (value: Json | undefined): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

function ruleAsStored({ verbs: given, ...members }: JsonObject): JsonObject {
  const names = [...verbs, 'ALL' as const].filter((verb) => Array.isArray(given) && given.includes(verb))
  const kept = Object.entries(members).filter(([, value]) => !isEmpty(value))
  const ordered = orderedVerbs(names)
  return { ...Object.fromEntries(kept), ...(ordered.length > 0 && { verbs: ordered }) }
}

/** The sources of the ids of triggers. */
export interface TriggerIds {
  /** The services of the installed version. */
  before: Json | undefined
  /** Makes the id of a new trigger. */
  create: () => string
}

// Manifests give this trigger to services that start only when a program asks for it. Such services get an empty `trigger_id`.
const noTrigger = '@at 2000-01-01T00:00:00.000Z'
const comparedMembers = ['type', 'file', 'debounce', 'trigger'] as const

/** Adds ids of triggers to the services of a web application. A service that has not changed keeps its id. */
export function withTriggers(services: Json | undefined, { before, create }: TriggerIds): Json {
  if (!isJsonObject(services)) return null
  const old = isJsonObject(before) ? before : {}
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => {
      const members = { ...{ type: '', file: '', debounce: '', trigger: '' }, ...withoutNull(service) }
      return [name, { ...members, trigger_id: triggerId(members, old[name], create) }]
    }),
  )
}

function triggerId(service: JsonObject, before: Json | undefined, create: () => string): string {
  if (service.trigger === '' || service.trigger === noTrigger) return ''
  const isSame = isJsonObject(before) && comparedMembers.every((name) => before[name] === service[name])
  return isSame && typeof before.trigger_id === 'string' && before.trigger_id !== '' ? before.trigger_id : create()
}
