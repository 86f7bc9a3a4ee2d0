import { lookedUpApp } from '../allow-directive.js'
import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers of deprecations, and of the mutations that change them. */
export const deprecation: Pick<Resolvers, 'Deprecation' | 'DeprecationPayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'deprecateApp' | 'undeprecateApp'>
} = {
  Mutation: {
    deprecateApp: async (_parent, { input }, context) => {
      const { registry, viewer } = context
      const space = registry.spaces.getReal(input.space)
      const { slug } = lookedUpApp(context).record
      const request = { message: input.message, successor: input.successor ?? undefined }
      const by = await registry.access.authorOf(viewer)
      return { app: await registry.deprecations.deprecate(space, slug, request, by) }
    },
    undeprecateApp: async (_parent, { input }, context) => {
      const { registry } = context
      const space = registry.spaces.getReal(input.space)
      return { app: await registry.deprecations.end(space, lookedUpApp(context).record.slug) }
    },
  },
  Deprecation: {
    message: ({ deprecated }) => deprecated.message,
    successor: async ({ space, deprecated: { successor } }, _args, { registry }) => {
      if (successor === undefined) return null
      return (await registry.catalogue.app(space, successor)) ?? null
    },
    successorSlug: ({ deprecated }) => deprecated.successor ?? null,
    at: ({ deprecated }) => deprecated.at,
    by: ({ deprecated }) => deprecated.by,
  },
  DeprecationPayload: payload('DeprecationSuccess', 'SpaceNotFound', 'AppNotFound', 'NotAllowed', 'InvalidInput'),
}
