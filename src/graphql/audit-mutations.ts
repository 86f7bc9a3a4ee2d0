import { defaultFieldResolver, getNamedType, isInputObjectType, type GraphQLField, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { defaultSpace } from '../registry/spaces.js'
import type { Context } from './context.js'

/**
 * Logs every mutation when it has ended, also when `@allow` refuses it. GraphQL, REST and the command line change the registry
 * only through fields of `Mutation`, so no change is missed.
 */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const [operation, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver
    const isInSpace = takesSpace(field)
    field.resolve = async (parent, args: { input?: unknown }, context: Context, info): Promise<unknown> => {
      const { space, ...others } = namesIn(args.input)
      const on = isInSpace ? { space: space ?? defaultSpace, ...others } : others
      try {
        const value: unknown = await resolve(parent, args, context, info)
        await context.audit.done({ operation, on: { ...on, ...removedBy(value) } })
        return value
      } catch (error) {
        await context.audit.failed({ operation, on }, error)
        throw error
      }
    }
  }
  return schema
}

function takesSpace({ args }: GraphQLField<unknown, unknown>): boolean {
  const types = args.map(({ type }) => getNamedType(type))
  return types.some((type) => isInputObjectType(type) && 'space' in type.getFields())
}

// The members of an input that are logged: they identify the change. Other members may be long, or secret.
const loggedMembers = new Set([
  ...['space', 'app', 'version', 'editor', 'name', 'kind', 'channel', 'domain', 'scope'],
  ...['sha256', 'maxAge', 'autoPublication', 'dryRun', 'fix'],
])
const longestName = 200
const mostVersions = 100

function namesIn(input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return {}
  const on: Record<string, unknown> = {}
  for (const [member, value] of Object.entries<unknown>({ ...input })) {
    // The log calls the application `app` in every line, while some inputs call it `slug`.
    const name = member === 'slug' ? 'app' : member
    if (loggedMembers.has(name)) on[name] = typeof value === 'string' ? value.slice(0, longestName) : value
  }
  return on
}

const removal = z.object({ versions: z.array(z.object({ slug: z.string(), version: z.string() })) })

// The versions that a mutation has removed: their number, and the first of them, since there may be thousands.
function removedBy(value: unknown): Record<string, unknown> {
  const { data } = removal.safeParse(value)
  if (!data) return {}
  const removed = data.versions.slice(0, mostVersions).map(({ slug, version }) => `${slug} ${version}`)
  return { removed, removedCount: data.versions.length }
}
