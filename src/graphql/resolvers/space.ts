import { shows } from '../../registry/spaces.js'
import type { Resolvers } from '../generated/resolvers.js'
import { encodeId } from '../ids.js'
import { dependOnSpace } from '../query-dependencies.js'
import { payload } from '../refusals.js'

/** The resolvers of spaces. */
export const space: Pick<Resolvers, 'RemoveSpacePayload'> & {
  Space: Omit<Resolvers['Space'], 'apps' | 'suggest'>
  Query: Pick<Resolvers['Query'], 'space' | 'spaces'>
  Mutation: Pick<Resolvers['Mutation'], 'removeSpace'>
} = {
  Query: {
    space: (_parent, { name }, context) => {
      const found = context.registry.spaces.find(name)
      return found ? dependOnSpace(found, context) : null
    },
    spaces: (_parent, _args, context) => context.registry.spaces.all.map((found) => dependOnSpace(found, context)),
  },
  Mutation: {
    removeSpace: (_parent, { input }, { registry, progress }) =>
      registry.removal.removeSpace(registry.spaces.getReal(input.name), progress),
  },
  RemoveSpacePayload: payload('RemoveSpaceSuccess', 'SpaceNotFound'),
  Space: {
    id: ({ name }) => encodeId('Space', name),
    name: ({ name }) => name,
    kind: ({ kind }) => kind,
    // No dependency is added: a change of the source also changes the revision of the virtual space.
    source: (parent) => (parent.kind === 'VIRTUAL' ? parent.source : null),
    shows: (parent, { slug }) => shows(parent, slug),
    wellKnownFiles: (parent, _args, { registry }) => (parent.kind === 'REAL' ? registry.wellKnown.list(parent) : []),
    app: async (parent, { slug }, { registry }) => (await registry.catalogue.app(parent, slug)) ?? null,
    slugs: (parent, _args, { registry }) => registry.catalogue.slugs(parent),
    maintenance: async (parent, _args, { registry }) => {
      const apps = await registry.catalogue.apps(parent)
      return apps.filter(({ record }) => record.maintenance)
    },
    pendingVersions: (parent, filter, { registry }) =>
      parent.kind === 'REAL' ? registry.pending.list(parent, filter) : [],
    pendingVersion: async (parent, { app, version }, { registry }) => {
      const found = parent.kind === 'REAL' ? await registry.pending.find(parent, app, version) : undefined
      return found ?? null
    },
  },
}
