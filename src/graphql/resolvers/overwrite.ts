import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers of overwrites: the names and icons that a virtual space gives to applications of its source space. */
export const overwrite: Pick<Resolvers, 'OverwriteAppPayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'overwriteApp'>
} = {
  Mutation: {
    overwriteApp: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.getVirtual(input.space)
      const { slug, name, icon } = input
      await registry.overwrites.overwrite(space, slug, {
        name: name ?? undefined,
        icon: icon ? { fileName: icon.fileName, content: Buffer.from(icon.content, 'base64') } : undefined,
      })
      return { app: (await registry.catalogue.app(space, slug)) ?? null }
    },
  },
  OverwriteAppPayload: payload('OverwriteAppSuccess', 'SpaceNotFound', 'InvalidInput'),
}
