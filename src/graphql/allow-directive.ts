import { defaultFieldResolver, getDirectiveValues, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import type { App } from '../registry/catalogue/catalogue.js'
import type { Context } from './context.js'

/** What `@allow` says about a field. */
export interface AllowRule {
  /** Type and name of the field, such as `Mutation.createApp`. */
  field: string
  token: 'EDITOR' | 'MASTER'
  after: readonly ('INPUT' | 'APP')[]
}

/** What an operation is about. Each is asked for when it is its turn, if at all. */
export interface Subject {
  /** Reads the input. */
  input?: () => Promise<unknown>
  /** Looks up the application. */
  app?: () => Promise<App>
  /** The editor on whose behalf something is asked, where no application tells. */
  editor?: () => Promise<string> | string | undefined
}

const ruleShape = z.object({
  token: z.enum(['EDITOR', 'MASTER']),
  after: z.array(z.enum(['INPUT', 'APP'])),
})

/** The rule of a field that has the directive `@allow`. */
export function allowRuleOf(schema: GraphQLSchema, type: string, field: GraphQLField<unknown, unknown>) {
  const directive = schema.getDirective('allow')
  const values = directive && field.astNode && getDirectiveValues(directive, field.astNode)
  return values && { ...ruleShape.parse(values), field: `${type}.${field.name}` }
}

/**
 * Judges whether the viewer may do something, in the order of the rule.
 * @returns the context to do it in
 * @throws RegistryError UNAUTHORIZED, and what the subject throws
 */
export async function allow({ field, token, after }: AllowRule, context: Context, subject: Subject): Promise<Context> {
  const { viewer, registry } = context
  registry.access.requireGenuine(viewer)
  let app: App | undefined
  for (const step of after) {
    if (step === 'APP') app = await subject.app?.()
    else await subject.input?.()
  }
  if (token === 'MASTER') await registry.access.requireMaster(viewer, app?.record.editor ?? (await subject.editor?.()))
  else if (app) await registry.access.requirePublisher(viewer, app.record.editor, app.record.slug)
  return { ...context, allowed: { field, app } }
}

/** The application that a field was allowed for; its `@allow` has the step `APP`. */
export function lookedUpApp({ allowed }: Context): App {
  if (!allowed?.app) throw new Error('The field has no @allow that looks up its application')
  return allowed.app
}

// Where inputs name an application.
const inputShape = z.object({
  input: z.object({ space: z.string(), slug: z.string().optional(), app: z.string().optional() }),
})

/**
 * Makes `@allow` hold: a field that has it is resolved only for who may, unless the door has asked before. Its description says
 * so, since clients can't ask for directives.
 */
export function enforceAllow(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const rule = allowRuleOf(schema, type.name, field)
      if (!rule) continue
      const needs = rule.token === 'MASTER' ? 'Needs a master token.' : 'Needs a token.'
      field.description = field.description ? `${field.description} ${needs}` : needs
      const resolve = field.resolve ?? defaultFieldResolver
      field.resolve = async (parent, args: unknown, context: Context, info): Promise<unknown> => {
        const isAllowed = context.allowed?.field === rule.field
        const app = () => appIn(args, context)
        const value: unknown = await resolve(
          parent,
          args,
          isAllowed ? context : await allow(rule, context, { app }),
          info,
        )
        return value
      }
    }
  }
  return schema
}

async function appIn(args: unknown, { registry }: Context): Promise<App> {
  const { space, slug, app = slug } = inputShape.parse(args).input
  return registry.catalogue.get(registry.spaces.get(space), app ?? '')
}
