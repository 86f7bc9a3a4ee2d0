import { checkMessages, type Apps } from './apps.js'
import type { App } from './catalogue/catalogue.js'
import { RegistryError } from './errors.js'
import type { Maintenance } from './records.js'
import type { Space } from './spaces.js'

// Each change is a write to the database.
const maxSlugs = 100

/** The result for one application: the changed application, or the error. */
export interface MaintenanceOutcome {
  slug: string
  outcome: App | Error
}

/**
 * Begins or ends the maintenance of several applications, one after the other, see `Apps.setMaintenance`. The refusal or failure of
 * one application does not prevent the change of the others.
 * @param runLogged runs the change of one application, and logs its outcome
 * @throws RegistryError INVALID_INPUT for too many slugs, and for invalid messages
 */
export async function setMaintenances(
  apps: Apps,
  space: Space,
  slugs: readonly string[],
  maintenance: Maintenance | undefined,
  runLogged: (slug: string, change: () => Promise<App>) => Promise<App>,
): Promise<MaintenanceOutcome[]> {
  if (slugs.length > maxSlugs) {
    const message = `There are ${String(slugs.length)} slugs: give ${String(maxSlugs)} at most`
    throw new RegistryError('INVALID_INPUT', message)
  }
  checkMessages(maintenance?.messages ?? [])
  const outcomes: MaintenanceOutcome[] = []
  for (const slug of slugs) {
    const change = runLogged(slug, () => apps.setMaintenance(space, slug, maintenance))
    outcomes.push({ slug, outcome: await change.catch(asError) })
  }
  return outcomes
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A change failed', { cause: error })
}
