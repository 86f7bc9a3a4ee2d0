import type { Command } from 'commander'
import type { Context } from '../context.js'
import { remoteSecretLsCommand } from './remote-secret-ls.js'
import { remoteSecretRmCommand } from './remote-secret-rm.js'
import { remoteSecretSetCommand } from './remote-secret-set.js'

/** `remote-secret set|ls|rm`: the secrets that definitions of remote doctypes use. */
export function remoteSecretCommand(program: Command, context: Context): void {
  const command = program
    .command('remote-secret')
    .helpCommand(false)
    .description('manage the secrets that definitions of remote doctypes use')
  remoteSecretSetCommand(command, context)
  remoteSecretLsCommand(command, context)
  remoteSecretRmCommand(command, context)
}
