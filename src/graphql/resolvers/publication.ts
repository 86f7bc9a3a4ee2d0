import { lookedUpApp } from '../allow-directive.js'
import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers that publish versions, and approve or reject pending ones. */
export const publication: Pick<
  Resolvers,
  'PublishVersionPayload' | 'ApprovePendingVersionPayload' | 'RejectPendingVersionPayload'
> & {
  Mutation: Pick<Resolvers['Mutation'], 'publishVersion' | 'approvePendingVersion' | 'rejectPendingVersion'>
} = {
  Mutation: {
    publishVersion: async (_parent, { input }, context) => {
      const space = context.registry.spaces.getReal(input.space)
      const { version, url, sha256, parameters } = input
      const submission = {
        version,
        url,
        sha256,
        parameters,
        icon: input.icon ?? undefined,
        partnershipIcon: input.partnershipIcon ?? undefined,
        screenshots: input.screenshots ?? undefined,
        releaseNotes: input.releaseNotes ?? undefined,
      }
      const { registry, baseUrl, signal } = context
      return registry.publisher.publish(space, lookedUpApp(context), submission, baseUrl, signal)
    },
    approvePendingVersion: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.getReal(input.space)
      const app = await registry.catalogue.get(space, input.app)
      return { version: await registry.pending.approve(space, app, input.version) }
    },
    rejectPendingVersion: async (_parent, { input }, { registry }) => {
      await registry.pending.reject(registry.spaces.getReal(input.space), input.app, input.version)
      return { version: input.version }
    },
  },
  PublishVersionPayload: payload(
    'PublishVersionSuccess',
    'SpaceNotFound',
    'AppNotFound',
    'NotAllowed',
    'InvalidInput',
    'VersionExists',
    'ArchiveRejected',
    'Busy',
  ),
  ApprovePendingVersionPayload: payload(
    'ApprovePendingVersionSuccess',
    'SpaceNotFound',
    'AppNotFound',
    'VersionNotFound',
    'VersionExists',
    'InvalidInput',
  ),
  RejectPendingVersionPayload: payload(
    'RejectPendingVersionSuccess',
    'SpaceNotFound',
    'VersionNotFound',
    'InvalidInput',
  ),
}
