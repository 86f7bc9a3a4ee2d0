import { Command, Help, type OutputConfiguration } from 'commander'
import { globalFlags } from '../config/flags.js'
import { addAppCommand } from './commands/add-app.js'
import { addEditorCommand } from './commands/add-editor.js'
import { addInstanceCommand } from './commands/add-instance.js'
import { approveCommand } from './commands/approve.js'
import { auditCommand } from './commands/audit.js'
import { completionCommand } from './commands/completion.js'
import { configCommand } from './commands/config.js'
import { copyFromCommand } from './commands/copy-from.js'
import { deprecateAppCommand } from './commands/deprecate-app.js'
import { exportCommand } from './commands/export.js'
import { genInstanceTokenCommand } from './commands/gen-instance-token.js'
import { genSessionSecretCommand } from './commands/gen-session-secret.js'
import { genTokenCommand } from './commands/gen-token.js'
import { helpCommand } from './commands/help.js'
import { importCommand } from './commands/import.js'
import { lsAppsCommand } from './commands/ls-apps.js'
import { lsEditorsCommand } from './commands/ls-editors.js'
import { lsInstancesCommand } from './commands/ls-instances.js'
import { lsPendingCommand } from './commands/ls-pending.js'
import { lsSpacesCommand } from './commands/ls-spaces.js'
import { lsTokensCommand } from './commands/ls-tokens.js'
import { lsVersionsCommand } from './commands/ls-versions.js'
import { maintenanceCommand } from './commands/maintenance.js'
import { modifyAppCommand } from './commands/modify-app.js'
import { overwriteAppIconCommand } from './commands/overwrite-app-icon.js'
import { overwriteAppNameCommand } from './commands/overwrite-app-name.js'
import { rejectCommand } from './commands/reject.js'
import { remoteSecretCommand } from './commands/remote-secret.js'
import { repairCommand } from './commands/repair.js'
import { restoreVersionCommand } from './commands/restore-version.js'
import { revokeTokenCommand } from './commands/revoke-token.js'
import { revokeTokensCommand } from './commands/revoke-tokens.js'
import { rmAppVersionCommand } from './commands/rm-app-version.js'
import { rmAppCommand } from './commands/rm-app.js'
import { rmEditorCommand } from './commands/rm-editor.js'
import { rmInstanceCommand } from './commands/rm-instance.js'
import { rmOldVersionsCommand } from './commands/rm-old-versions.js'
import { rmSpaceCommand } from './commands/rm-space.js'
import { serveCommand } from './commands/serve.js'
import { showAppCommand } from './commands/show-app.js'
import { showVirtualSpaceCommand } from './commands/show-virtual-space.js'
import { transferAppCommand } from './commands/transfer-app.js'
import { undeprecateAppCommand } from './commands/undeprecate-app.js'
import { verifyTokenCommand } from './commands/verify-token.js'
import { versionCommand } from './commands/version.js'
import { wellKnownCommand } from './commands/well-known.js'
import { withdrawVersionCommand } from './commands/withdraw-version.js'
import { Context } from './context.js'
import { globalOption, textFlag } from './flags.js'
import type { Io } from './io.js'
import { describeFailure, detailOf } from './errors.js'
import { programVersion } from '../operator/program-version.js'
import { normalizeArgv } from './argv.js'

const commands = [
  serveCommand,
  genSessionSecretCommand,
  addEditorCommand,
  rmEditorCommand,
  lsEditorsCommand,
  genTokenCommand,
  verifyTokenCommand,
  lsTokensCommand,
  revokeTokenCommand,
  revokeTokensCommand,
  lsAppsCommand,
  showAppCommand,
  addAppCommand,
  modifyAppCommand,
  transferAppCommand,
  deprecateAppCommand,
  undeprecateAppCommand,
  rmAppCommand,
  lsVersionsCommand,
  lsPendingCommand,
  approveCommand,
  rejectCommand,
  withdrawVersionCommand,
  restoreVersionCommand,
  rmAppVersionCommand,
  rmOldVersionsCommand,
  overwriteAppNameCommand,
  overwriteAppIconCommand,
  maintenanceCommand,
  wellKnownCommand,
  lsSpacesCommand,
  rmSpaceCommand,
  showVirtualSpaceCommand,
  addInstanceCommand,
  lsInstancesCommand,
  rmInstanceCommand,
  genInstanceTokenCommand,
  remoteSecretCommand,
  exportCommand,
  importCommand,
  copyFromCommand,
  auditCommand,
  repairCommand,
  configCommand,
  completionCommand,
  helpCommand,
  versionCommand,
]

/**
 * Runs the program with these arguments (without the paths of Node and the script). Prints errors on the standard error.
 * @returns the exit status: 0, or 1 after an error
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  return execute(completeProgram(io), argv, io)
}

/** Creates the program with all its commands. */
export function completeProgram(io: Io): Command {
  const program = createProgram()
  const context = new Context(io, program)
  for (const command of commands) command(program, context)
  return program
}

/** Creates the program with its global flags, but without commands. */
export function createProgram(): Command {
  const program = new Command('cozy-registry')
    .description('An application registry for Cozy.')
    .version(`cozy-registry ${programVersion()}`, '--version', 'print the version')
    .helpCommand(false)
    .helpOption('-h, --help', 'print this help')
    .configureHelp({
      showGlobalOptions: true,
      optionTerm: (option) => option.flags.replace(' [bool]', '[=bool]'),
      formatHelp: (command, helper) => new Help().formatHelp(command, helper).replace(/^Usage: /, 'Usage:\n  '),
    })
    .enablePositionalOptions()
    .showHelpAfterError()
    .exitOverride()
    .addOption(
      textFlag(
        '-c, --config',
        'configuration file (default: the first cozy-registry.* found in /etc/cozy, ~/.cozy and the working directory)',
      ),
    )
  for (const flag of globalFlags) program.addOption(globalOption(flag))
  return program
}

/** Runs the program, and prints its error. Returns the exit status. */
export async function execute(program: Command, argv: readonly string[], io: Io): Promise<number> {
  // Commander writes an error, then the usage. Only the usage is kept: `describeFailure` chooses the text to show.
  let usage = ''
  const output = {
    writeOut: (text: string) => io.stdout.write(text),
    writeErr: (text: string) => (usage += text.replace(/^\n/, '')),
    outputError: () => {},
  }
  configureOutput(program, output)
  let words: string[] = []
  try {
    words = normalizeArgv(program, argv)
    await program.parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    const { text, status } = describeFailure(error, usage, words.slice(words.indexOf('--') + 1))
    io.stderr.write(text)
    // Scripts may compare the output with that of the reference registry. On a terminal, the details are printed, too.
    if (io.stderr.isTTY) io.stderr.write(detailOf(error))
    return status
  }
}

function configureOutput(command: Command, output: OutputConfiguration): void {
  command.configureOutput(output)
  for (const inner of command.commands) configureOutput(inner, output)
}
