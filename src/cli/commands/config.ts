import type { Command } from 'commander'
import type { Context } from '../context.js'
import { configCheckCommand } from './config-check.js'

/** `config`: the group of the commands about the configuration. */
export function configCommand(program: Command, context: Context): void {
  const command = program.command('config').helpCommand(false).description('check the configuration')
  configCheckCommand(command, context)
}
