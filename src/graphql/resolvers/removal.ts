import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers that remove versions. */
export const removal: Pick<Resolvers, 'RemoveVersionPayload' | 'RemoveOldVersionsPayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'removeVersion' | 'removeOldVersions'>
} = {
  Mutation: {
    removeVersion: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.getReal(input.space)
      return { version: await registry.removal.removeVersion(space, input.app, input.version) }
    },
    removeOldVersions: async (_parent, { input }, { registry, progress }) => {
      const space = registry.spaces.getReal(input.space)
      const { app, channel, dryRun } = input
      return { versions: await registry.retention.removeOld(space, app, channel, input, progress), dryRun }
    },
  },
  RemoveVersionPayload: payload(
    'RemoveVersionSuccess',
    'SpaceNotFound',
    'AppNotFound',
    'VersionNotFound',
    'InvalidInput',
  ),
  RemoveOldVersionsPayload: payload(
    'RemoveOldVersionsSuccess',
    'SpaceNotFound',
    'AppNotFound',
    'VersionNotFound',
    'InvalidInput',
  ),
}
