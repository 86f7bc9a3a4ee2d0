import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers that transfer an application to another editor. */
export const transfer: Pick<Resolvers, 'TransferAppPayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'transferApp'>
} = {
  Mutation: {
    transferApp: (_parent, { input }, { registry }) =>
      registry.apps.transfer(registry.spaces.getReal(input.space), input.slug, input.editor),
  },
  TransferAppPayload: payload('TransferAppSuccess', 'SpaceNotFound', 'AppNotFound', 'EditorNotFound', 'InvalidInput'),
}
