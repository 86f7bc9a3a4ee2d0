import {
  defaultFieldResolver,
  getDirectiveValues,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql'
import { z } from 'zod'
import type { App } from '../registry/catalogue/catalogue.js'
import { EventStream } from '../registry/events/event-stream.js'
import type { Context } from './context.js'

/** The directive `@allow` of a field. */
export interface AllowRule {
  /** Type and name of the field, such as `Mutation.createApp`. */
  field: string
  token: 'EDITOR' | 'MASTER'
  /** The steps before the check of permissions: validating the input, looking up the application. */
  checkedAfter: readonly ('INPUT' | 'APP')[]
}

/** Callbacks that read the input, the application and the editor of an operation. A callback runs only if the rule needs it. */
export interface AllowCallbacks {
  /** Reads the input. */
  input?: () => Promise<unknown>
  /** Looks up the application. */
  app?: () => Promise<App>
  /** Returns the editor that the operation names. Only for operations without an application. */
  editor?: () => Promise<string> | string | undefined
}

const ruleShape = z.object({
  token: z.enum(['EDITOR', 'MASTER']),
  checkedAfter: z.array(z.enum(['INPUT', 'APP'])),
})

/** The rule of a field that has the directive `@allow`. */
export function allowRuleOf(schema: GraphQLSchema, type: string, field: GraphQLField<unknown, unknown>) {
  const directive = schema.getDirective('allow')
  const values = directive && field.astNode && getDirectiveValues(directive, field.astNode)
  return values && { ...ruleShape.parse(values), field: `${type}.${field.name}` }
}

/**
 * Checks whether the viewer may run an operation, in the order of the rule's steps.
 * @returns the context to run the operation in
 * @throws RegistryError UNAUTHORIZED, and the errors of the callbacks
 */
export async function allow(
  { field, token, checkedAfter }: AllowRule,
  context: Context,
  callbacks: AllowCallbacks,
): Promise<Context> {
  const { viewer, registry } = context
  registry.access.requireGenuine(viewer)
  let app: App | undefined
  for (const step of checkedAfter) {
    if (step === 'APP') app = await callbacks.app?.()
    else await callbacks.input?.()
  }
  if (token === 'MASTER')
    await registry.access.requireMaster(viewer, app?.record.editor ?? (await callbacks.editor?.()))
  else if (app) await registry.access.requirePublisher(viewer, app.record.editor, app.record.slug)
  return { ...context, allowed: { field, app } }
}

/** The application that `allow` has looked up. Only for fields with the step `APP` in `@allow`. */
export function lookedUpApp({ allowed }: Context): App {
  if (!allowed?.app) throw new Error('The field has no @allow that looks up its application')
  return allowed.app
}

// The members of an input that identify an application. Some inputs call the slug `slug`, others `app`.
const inputShape = z.object({
  input: z.object({ space: z.string().nullish(), slug: z.string().optional(), app: z.string().optional() }),
})

/**
 * Enforces `@allow`: checks permissions before a field is resolved, unless `allow` has already checked them
 * (`Context.allowed`). Also adds the required token to the field's description, because introspection does not show applied
 * directives.
 */
export function enforceAllow(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const rule = allowRuleOf(schema, type.name, field)
      if (!rule) continue
      const needs = rule.token === 'MASTER' ? 'Needs a master token.' : 'Needs a token.'
      field.description = field.description ? `${field.description} ${needs}` : needs
      if (field.subscribe) {
        field.subscribe = guardedSubscribe(rule, field.subscribe)
        continue
      }
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

// Checks permissions when a client subscribes, and again before each message: the token may expire, or be revoked.
function guardedSubscribe(
  rule: AllowRule,
  subscribe: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return async (parent, args, context, info): Promise<unknown> => {
    // `Access` verifies the token of a viewer once. So each check needs a new viewer.
    const check = () => allow(rule, { ...context, viewer: { ...context.viewer } }, {})
    await check()
    const stream: unknown = await subscribe(parent, args, context, info)
    if (!(stream instanceof EventStream)) throw new Error(`${rule.field} must return an EventStream`)
    stream.guardWith(check)
    return stream
  }
}

async function appIn(args: unknown, { registry }: Context): Promise<App> {
  const { space, slug, app = slug } = inputShape.parse(args).input
  return registry.catalogue.get(registry.spaces.get(space), app ?? '')
}
