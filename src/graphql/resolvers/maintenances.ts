import { RegistryError } from '../../registry/errors.js'
import { setMaintenances, type MaintenanceOutcome } from '../../registry/maintenances.js'
import type { Maintenance } from '../../registry/records.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import { payload, Refused } from '../refusals.js'

interface Input {
  space?: string | null | undefined
  slugs: readonly string[]
}

/** The resolvers that put several applications in maintenance at once. */
export const maintenances: Pick<Resolvers, 'MaintenancesPayload' | 'MaintenanceResult'> & {
  Mutation: Pick<Resolvers['Mutation'], 'activateMaintenances' | 'deactivateMaintenances'>
} = {
  Mutation: {
    activateMaintenances: (_parent, { input }, context) => {
      const { infrastructure, short, noManualExecution, messages } = input
      const state = { infrastructure, short, noManualExecution, messages: [...messages] }
      return change('activateMaintenance', input, state, context)
    },
    deactivateMaintenances: (_parent, { input }, context) => change('deactivateMaintenance', input, undefined, context),
  },
  MaintenancesPayload: payload('MaintenancesSuccess', 'SpaceNotFound', 'InvalidInput'),
  MaintenanceResult: {
    slug: ({ slug }) => slug,
    result: ({ outcome }) => {
      if (outcome instanceof RegistryError) return new Refused(outcome)
      if (outcome instanceof Error) throw outcome
      return { app: outcome }
    },
  },
}

// Each application has its own line in the log, with the name of the mutation for a single application.
async function change(
  operation: 'activateMaintenance' | 'deactivateMaintenance',
  input: Input,
  state: Maintenance | undefined,
  { registry, audit }: Context,
): Promise<{ results: MaintenanceOutcome[] }> {
  const space = registry.spaces.get(input.space)
  const results = await setMaintenances(registry.apps, space, input.slugs, state, (slug, work) =>
    audit.runLogged({ operation, on: { space: space.name, app: slug.slice(0, 200) } }, async (begin) => {
      await begin()
      return work()
    }),
  )
  return { results }
}
