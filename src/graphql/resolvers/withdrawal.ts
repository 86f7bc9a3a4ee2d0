import { lookedUpApp } from '../allow-directive.js'
import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers that withdraw and restore versions. */
export const withdrawal: Pick<Resolvers, 'WithdrawalPayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'withdrawVersion' | 'restoreVersion'>
} = {
  Mutation: {
    withdrawVersion: async (_parent, { input }, context) => {
      const { registry, viewer } = context
      const space = registry.spaces.getReal(input.space)
      const { slug } = lookedUpApp(context).record
      const by = await registry.access.authorOf(viewer)
      return { version: await registry.withdrawals.withdraw(space, slug, input.version, input.reason, by) }
    },
    restoreVersion: async (_parent, { input }, context) => {
      const { registry } = context
      const space = registry.spaces.getReal(input.space)
      const { slug } = lookedUpApp(context).record
      return { version: await registry.withdrawals.restore(space, slug, input.version) }
    },
  },
  WithdrawalPayload: payload(
    'WithdrawalSuccess',
    'SpaceNotFound',
    'AppNotFound',
    'VersionNotFound',
    'NotAllowed',
    'InvalidInput',
  ),
}
