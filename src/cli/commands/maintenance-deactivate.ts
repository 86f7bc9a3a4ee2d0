import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { jsonFlag, spaceFlag } from '../flags.js'
import { DeactivateMaintenanceDocument } from '../generated/operations.js'

/** `maintenance deactivate <slug>`: ends the maintenance of an application. */
export function maintenanceDeactivateCommand(maintenance: Command, context: Context): void {
  maintenance
    .command('deactivate <slug>')
    .description('end the maintenance of an application')
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action(async (slug: string, { space, json }: { space: string; json?: boolean }) => {
      await context.withWritableRegistry(
        'without master secret',
        { operation: 'deactivateMaintenance', on: { space, app: slug } },
        async ({ execute }) => {
          const { deactivateMaintenance } = await execute(DeactivateMaintenanceDocument, { input: { space, slug } })
          const { app } = successOf(deactivateMaintenance)
          if (json) context.json(appJson(app))
        },
      )
    })
}
