import type { Command } from 'commander'
import type { Context } from '../context.js'
import { maintenanceActivateCommand } from './maintenance-activate.js'
import { maintenanceDeactivateCommand } from './maintenance-deactivate.js'

/** `maintenance activate|deactivate`: the maintenance of an application. */
export function maintenanceCommand(program: Command, context: Context): void {
  const command = program
    .command('maintenance')
    .helpCommand(false)
    .description('begin or end the maintenance of an application')
  maintenanceActivateCommand(command, context)
  maintenanceDeactivateCommand(command, context)
}
