import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers that put applications in maintenance. */
export const maintenance: Pick<Resolvers, 'MaintenancePayload'> & {
  Mutation: Pick<Resolvers['Mutation'], 'activateMaintenance' | 'deactivateMaintenance'>
} = {
  Mutation: {
    activateMaintenance: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.get(input.space)
      const { infrastructure, short, noManualExecution, messages } = input
      const state = { infrastructure, short, noManualExecution, messages: [...messages] }
      return { app: await registry.apps.setMaintenance(space, input.slug, state) }
    },
    deactivateMaintenance: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.get(input.space)
      return { app: await registry.apps.setMaintenance(space, input.slug, undefined) }
    },
  },
  MaintenancePayload: payload('MaintenanceSuccess', 'SpaceNotFound', 'AppNotFound', 'InvalidInput'),
}
