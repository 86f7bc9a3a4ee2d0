import type { Command } from 'commander'
import { confirmUnlessScripted, type ConfirmationFlags } from '../confirmation.js'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { confirmationFlags, booleanFlag, jsonFlag } from '../flags.js'
import { RepairDocument } from '../generated/operations.js'

interface Options extends ConfirmationFlags {
  fix?: boolean
  json?: boolean
}

/** `repair`: finds leftovers of interrupted work, and damaged archives. With `--fix`, also fixes problems. */
export function repairCommand(program: Command, context: Context): void {
  const command = program
    .command('repair')
    .description(
      'find leftovers of interrupted work, and verify the checksum of every archive. A server may run meanwhile. If a problem ' +
        'remains, the exit status is 1',
    )
    .addOption(booleanFlag('--fix', 'fix the problems that can be fixed without losing data'))
    .action((options: Options) => run(options, context))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(options: Options, context: Context): Promise<void> {
  const { fix = false } = options
  // Scripts need no `--yes`, since `--fix` is clear enough.
  if (fix)
    await confirmUnlessScripted(
      options,
      context,
      'Are you sure you want to fix the problems, and remove unreferenced files ?',
    )
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'repair', on: { fix } },
    async ({ execute }) => {
      const { repair } = await context.withProgress((progress) => execute(RepairDocument, { input: { fix } }, progress))
      const report = successOf(repair)
      const { objects, assets, versions, archives, findings } = report
      if (options.json) context.json(report)
      for (const { kind, subject, message, fixed } of options.json ? [] : findings) {
        context.out(`${kind} ${subject}: ${message}${fixed ? ' (fixed)' : ''}\n`)
      }
      const left = findings.filter(({ fixed }) => !fixed).length
      context.tell(`Objects: ${objects}, assets: ${assets}, versions: ${versions}, archives read: ${archives}`)
      context.tell(`Findings: ${findings.length}, fixed: ${findings.length - left}`)
      if (left > 0) throw new Error(`Remaining findings: ${left}${fix ? '' : ' (see --fix)'}`)
    },
  )
}
