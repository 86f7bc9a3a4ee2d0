import type { Command } from 'commander'
import type { Context } from '../context.js'
import { wellKnownLsCommand } from './well-known-ls.js'
import { wellKnownPutCommand } from './well-known-put.js'
import { wellKnownRmCommand } from './well-known-rm.js'

/** `well-known put|ls|rm`: the files below `/.well-known/` on the hosts of a space. */
export function wellKnownCommand(program: Command, context: Context): void {
  const command = program
    .command('well-known')
    .helpCommand(false)
    .description('manage the files below /.well-known/ on the hosts of a space')
  wellKnownPutCommand(command, context)
  wellKnownLsCommand(command, context)
  wellKnownRmCommand(command, context)
}
