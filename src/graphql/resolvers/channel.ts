import { offers } from '../../registry/versions.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The resolvers of the channels of an application. */
export const channel: Pick<Resolvers, 'AppChannel'> = {
  AppChannel: {
    name: ({ name }) => name,
    latest: async ({ app, name }, _args, { registry }) => (await registry.catalogue.latest(app, name)) ?? null,
    versionNumbers: async ({ app, name }, _args, { registry }) => {
      const { entries } = await registry.catalogue.versionsOf(app)
      return entries.filter((entry) => offers(name, entry.channel)).map(({ version }) => version)
    },
  },
}
