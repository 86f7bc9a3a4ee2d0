import { defaultFieldResolver, getNamedType, isInputObjectType, type GraphQLField, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { defaultSpace } from '../registry/spaces.js'
import type { Context } from './context.js'

/**
 * Logs every mutation when it has ended, even if `@allow` refuses it. GraphQL, REST and the command line change the registry
 * only through fields of `Mutation`. So every change is logged.
 */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const [operation, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver
    const hasSpace = takesSpace(field)
    field.resolve = async (parent, args: { input?: unknown }, context: Context, info): Promise<unknown> => {
      const { space, ...others } = inputToLog(args.input)
      const on = hasSpace ? { space: space || defaultSpace, ...others } : others
      const work = async (beginChange: () => Promise<void>): Promise<unknown> =>
        resolve(parent, args, { ...context, beginChange }, info)
      return context.audit.runLogged({ operation, on }, work, detailsOf)
    }
  }
  return schema
}

/**
 * Records the beginning of every mutation, before its resolver runs. `@allow` must be enforced before that, so that clients without
 * a valid token can't fill the audit log.
 */
export function recordMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver
    field.resolve = async (parent, args: unknown, context: Context, info): Promise<unknown> => {
      await context.beginChange?.()
      const value: unknown = await resolve(parent, args, context, info)
      return value
    }
  }
  return schema
}

function takesSpace({ args }: GraphQLField<unknown, unknown>): boolean {
  const types = args.map(({ type }) => getNamedType(type))
  return types.some((type) => isInputObjectType(type) && 'space' in type.getFields())
}

// The input members that identify the change. Only these are logged. Other members may be long or secret.
const loggedMembers = new Set([
  ...['space', 'app', 'version', 'editor', 'id', 'name', 'kind', 'channel', 'domain', 'scope', 'doctype'],
  ...['source', 'permissionsAcked', 'deactivated', 'sha256', 'maxAge', 'autoPublication', 'dryRun', 'fix', 'successor'],
])
const maxValueLength = 200
const maxLoggedVersions = 100
const maxLoggedSlugs = 20
const maxSlugLength = 50

/** The members of an input that identify the change, for its line in the log. */
export function inputToLog(input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return {}
  const on: Record<string, unknown> = {}
  for (const [member, value] of Object.entries<unknown>({ ...input })) {
    // In a log line, the slug of the application is always `app`. Some inputs call it `slug`.
    const name = member === 'slug' ? 'app' : member
    if (loggedMembers.has(name)) on[name] = typeof value === 'string' ? value.slice(0, maxValueLength) : value
  }
  return { ...on, ...severalSlugsOf(input) }
}

const severalSlugs = z.object({ slugs: z.array(z.string()) })

// The number of slugs of a mutation of several applications, and the first slugs. Each application has its own entry, too.
function severalSlugsOf(input: object): Record<string, unknown> {
  const { data } = severalSlugs.safeParse(input)
  if (!data) return {}
  const slugs = data.slugs.slice(0, maxLoggedSlugs).map((slug) => slug.slice(0, maxSlugLength))
  return { slugs, slugCount: data.slugs.length }
}

const createdToken = z.object({ token: z.string(), id: z.string() })

// Further names for the log, from the result of a mutation.
function detailsOf(value: unknown): Record<string, unknown> {
  const { data } = createdToken.safeParse(value)
  return data ? { id: data.id } : removedVersions(value)
}

const removal = z.object({ versions: z.array(z.object({ slug: z.string(), version: z.string() })) })

// The number of removed versions, and the names of the first ones. A mutation may remove thousands of versions.
function removedVersions(value: unknown): Record<string, unknown> {
  const { data } = removal.safeParse(value)
  if (!data) return {}
  const removed = data.versions.slice(0, maxLoggedVersions).map(({ slug, version }) => `${slug} ${version}`)
  return { removed, removedCount: data.versions.length }
}
