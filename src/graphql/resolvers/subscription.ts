import type { AppChangeEvent } from '../../registry/events/app-events.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The resolvers of subscriptions and their events. */
export const subscription: Pick<Resolvers, 'Subscription' | 'AppChange'> = {
  Subscription: {
    appChanged: {
      subscribe: (_parent, { space, after, ...filter }, context) =>
        context.registry.appEvents.subscribe(context.registry.spaces.get(space), filter, cursorOf(after, context)),
      resolve: (event: AppChangeEvent) => event,
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
}

function cursorOf(after: string | null | undefined, { lastEventId }: Context): string | undefined {
  return lastEventId ?? after ?? undefined
}
