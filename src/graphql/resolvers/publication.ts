import { appNotFound } from '../../registry/apps.js'
import type { App } from '../../registry/catalogue/catalogue.js'
import type { RealSpace } from '../../registry/spaces.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import { payload, refusable } from '../refusals.js'

/** Publication of versions. */
export const publication: Pick<
  Resolvers,
  'PublishVersionPayload' | 'ApprovePendingVersionPayload' | 'RejectPendingVersionPayload'
> & {
  Mutation: Pick<Resolvers['Mutation'], 'publishVersion' | 'approvePendingVersion' | 'rejectPendingVersion'>
} = {
  Mutation: {
    publishVersion: (_parent, { input }, context) =>
      refusable(async () => {
        const space = context.registry.spaces.getReal(input.space)
        const app = await appOf(context, space, input.app)
        const { version, url, sha256, parameters } = input
        const submission = {
          version,
          url,
          sha256,
          parameters,
          icon: input.icon ?? undefined,
          partnershipIcon: input.partnershipIcon ?? undefined,
          screenshots: input.screenshots ?? undefined,
        }
        const { registry, viewer, baseUrl, signal } = context
        return registry.publisher.publish(viewer, space, app, submission, baseUrl, signal)
      }),
    approvePendingVersion: (_parent, { input }, context) =>
      refusable(async () => {
        const space = context.registry.spaces.getReal(input.space)
        const app = await appOf(context, space, input.app)
        return { version: await context.registry.pending.approve(space, app, input.version) }
      }),
    rejectPendingVersion: (_parent, { input }, { registry }) =>
      refusable(async () => {
        await registry.pending.reject(registry.spaces.getReal(input.space), input.app, input.version)
        return { version: input.version }
      }),
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

async function appOf({ registry }: Context, space: RealSpace, slug: string): Promise<App> {
  const app = await registry.catalogue.app(space, slug)
  if (!app) throw appNotFound(space, slug)
  return app
}
