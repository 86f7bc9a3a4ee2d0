import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers of files below `/.well-known/`. */
export const wellKnown: Pick<Resolvers, 'WellKnownFile' | 'PutWellKnownFilePayload' | 'RemoveWellKnownFilePayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'putWellKnownFile' | 'removeWellKnownFile'>
} = {
  Mutation: {
    putWellKnownFile: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.getReal(input.space)
      const file = { fileName: input.name, content: Buffer.from(input.content, 'base64') }
      return { file: await registry.wellKnown.put(space, file, input.contentType ?? undefined) }
    },
    removeWellKnownFile: async (_parent, { input }, { registry }) => {
      await registry.wellKnown.remove(registry.spaces.getReal(input.space), input.name)
      return { name: input.name }
    },
  },
  PutWellKnownFilePayload: payload('PutWellKnownFileSuccess', 'SpaceNotFound', 'InvalidInput'),
  RemoveWellKnownFilePayload: payload('RemoveWellKnownFileSuccess', 'SpaceNotFound', 'FileNotFound'),
  WellKnownFile: {
    name: ({ name }) => name,
    contentType: ({ contentType }) => contentType || null,
    size: ({ size }) => size,
  },
}
