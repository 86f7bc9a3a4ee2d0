import type { Version } from '../../registry/catalogue/catalogue.js'
import type { AppChangeEvent } from '../../registry/events/app-events.js'
import type { PendingChangeEvent } from '../../registry/events/pending-events.js'
import type { Registry } from '../../registry/registry.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import { dependOnSpace } from '../query-dependencies.js'

/** The resolvers of subscriptions and their events. */
export const subscription: Pick<Resolvers, 'Subscription' | 'AppChange' | 'PendingChange'> & {
  Query: Pick<Resolvers['Query'], 'eventCursor'>
} = {
  Query: {
    eventCursor: (_parent, { space }, context) => {
      const { registry } = context
      return registry.appEvents.cursorOf(dependOnSpace(registry.spaces.get(space), context))
    },
  },
  Subscription: {
    appChanged: {
      subscribe: (_parent, { space, after, ...filter }, context) =>
        context.registry.appEvents.subscribe(
          context.registry.spaces.get(space),
          filter,
          cursorOf(after, context),
          context.signal,
        ),
      resolve: (event: AppChangeEvent) => event,
    },
    pendingChanged: {
      subscribe: (_parent, { space, after }, context) =>
        context.registry.pendingEvents.subscribe(
          context.registry.spaces.getReal(space),
          cursorOf(after, context),
          context.signal,
        ),
      resolve: (event: PendingChangeEvent) => event,
    },
  },
  AppChange: {
    kind: ({ kind }) => kind,
    slug: ({ slug }) => slug,
    space: ({ space }) => space,
    cursor: ({ cursor }) => cursor,
    versionNumber: ({ version }) => version ?? null,
    app: async ({ space, slug }, _args, { registry }) => (await registry.catalogue.app(space, slug)) ?? null,
    version: async ({ space, slug, version }, _args, { registry }) => {
      if (version === undefined) return null
      const app = await registry.catalogue.app(space, slug)
      return (app && (await registry.catalogue.version(app, version))) ?? null
    },
  },
  PendingChange: {
    kind: async (event, _args, { registry }) => {
      if (event.isPending) return 'SUBMITTED'
      return (await publishedVersion(event, registry)) ? 'APPROVED' : 'REJECTED'
    },
    slug: ({ slug }) => slug,
    versionNumber: ({ version }) => version,
    space: ({ space }) => space,
    app: async ({ space, slug }, _args, { registry }) => (await registry.catalogue.app(space, slug)) ?? null,
    version: async (event, _args, { registry }) =>
      (await registry.catalogue.publishedOrPending(event.space, event.slug, event.version)) ?? null,
    cursor: ({ cursor }) => cursor,
  },
}

async function publishedVersion(
  { space, slug, version }: PendingChangeEvent,
  { catalogue }: Registry,
): Promise<Version | undefined> {
  const app = await catalogue.app(space, slug)
  return app && catalogue.version(app, version)
}

function cursorOf(after: string | null | undefined, { lastEventId }: Context): string | undefined {
  return lastEventId ?? after ?? undefined
}
