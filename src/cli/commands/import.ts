import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { absolutePath } from '../../config/path.js'
import { importDamageText } from '../../registry/export/layout.js'
import { inTemporaryFolder } from '../../registry/temporary-folder.js'
import { confirm, confirmUnlessScripted, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { booleanFlag } from '../flags.js'
import type { Io } from '../io.js'
import { openError, pathOrStandardStream } from '../local-file.js'
import { PlainError } from '../errors.js'

interface Options extends ConfirmationFlags {
  drop?: boolean
  replace?: boolean
  skipDamaged?: boolean
  json?: boolean
}

const maxShownConflicts = 20

/** `import [file]`: imports an archive that `export` wrote, here or in the reference registry. */
export function importCommand(program: Command, context: Context): void {
  program
    .command('import [file]')
    .description(
      'import an archive (default, or `-`: the standard input). The archive is checked before anything is changed. An ' +
        'interrupted import can be run again',
    )
    .addOption(booleanFlag('-d, --drop', 'remove all applications, versions and files first; editors stay'))
    .addOption(
      booleanFlag('--replace', 'overwrite existing documents and files whose content differs from the archive'),
    )
    .addOption(
      booleanFlag(
        '--skip-damaged',
        "skip files that are damaged or can't be stored, and import the rest; if there are any, the exit status is 1",
      ),
    )
    .addOption(booleanFlag('--yes', 'ask no questions'))
    .addOption(booleanFlag('--force', 'the same as --yes'))
    .addOption(booleanFlag('--json', 'print the result as JSON'))
    .action((file: string | undefined, options: Options) => run(pathOrStandardStream(file), options, context))
}

async function run(file: string | undefined, options: Options, context: Context): Promise<void> {
  const { drop = false, replace = false, skipDamaged = false } = options
  if (file === undefined && context.io.stdin.isTTY) {
    throw new Error('No archive is given: name a file, or redirect one to the standard input')
  }
  // If the archive comes from the standard input, no input is left for an answer. So `--replace` needs `--yes`. `--drop` runs
  // without an answer, as it does for other scripts (`confirmUnlessScripted`).
  if (replace && !drop && file === undefined && !options.yes && !options.force)
    throw new Error(
      'The archive comes from the standard input, so no question can be answered there: give --yes to overwrite documents and files that differ from the archive',
    )
  if ((drop || replace) && file !== undefined) {
    const effect = drop
      ? 'remove everything except the editors before the import'
      : 'overwrite existing documents and files that differ from the archive'
    const ask = drop ? confirmUnlessScripted : confirm
    await ask(options, context, `Are you sure you want to ${effect} ?`)
  }
  await runUntilSignal(context.io, (signal) =>
    withFile(file, context, signal, (path) =>
      context.withWritableRegistry(
        'without master secret',
        { operation: 'import', on: { file } },
        async (operations) => {
          const result = await context.withProgress((progress) =>
            operations.importFrom(path, { drop, replace, skipDamaged, signal }, progress),
          )
          if (options.json) context.json(result)
          else context.tell(`Imported ${String(result.documents)} documents and ${String(result.files)} files.`)
          const { editors = 0, tokens = 0, conflicts, damaged = [] } = result
          if (editors > 0) context.tell(editorsText(editors))
          if (tokens > 0) context.tell(tokensText(tokens))
          const problems = [
            ...(damaged.length > 0 ? [importDamageText(damaged)] : []),
            ...(conflicts.length > 0 ? [conflictText(conflicts)] : []),
          ]
          if (problems.length > 0) throw new Error(problems.join('\n'))
          if (!options.json) context.out('Import finished successfully.\n')
        },
      ),
    ),
  )
}

// At the first signal, aborts the work. The work cleans up.
async function runUntilSignal(io: Io, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController()
  const removeListener = io.onStop(() => {
    // A second signal ends the process at once.
    removeListener()
    stopping.abort()
  })
  try {
    await work(stopping.signal)
  } catch (error) {
    throw stopping.signal.aborted ? new PlainError('interrupted; run the import again to finish it') : error
  } finally {
    removeListener()
  }
}

function editorsText(editors: number): string {
  return (
    `Editors written: ${String(editors)}. Tokens of these editors that were revoked after the archive was written, if there are any, are valid ` +
    'again. Revoke them again with revoke-tokens or rm-editor.'
  )
}

function tokensText(tokens: number): string {
  return (
    `Tokens written: ${String(tokens)}. Those that were revoked one by one after the archive was written, if there are any, are valid ` +
    'again. Revoke them again with revoke-token.'
  )
}

function conflictText(conflicts: string[]): string {
  const shown = conflicts.slice(0, maxShownConflicts).map((conflict) => `\n  ${conflict}`)
  const rest = conflicts.length - shown.length
  const more = rest > 0 ? `\n  and ${String(rest)} more` : ''
  return (
    `${String(conflicts.length)} conflicts: these exist with other content and were not changed. ` +
    `--replace overwrites them:${shown.join('')}${more}`
  )
}

async function isFolder(path: string, displayedPath: string): Promise<boolean> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw openError(displayedPath, cause)
  })
  return stats.isDirectory()
}

// An archive is read more than once, so the standard input is copied to a file.
async function withFile<T>(
  file: string | undefined,
  { io }: Context,
  signal: AbortSignal,
  use: (path: string) => Promise<T>,
): Promise<T> {
  if (file !== undefined) {
    const path = absolutePath(file, io)
    if (await isFolder(path, file)) throw new Error(`open ${file}: is a directory`)
    return use(path)
  }
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'archive')
    await pipeline(standardInput(io), createWriteStream(path), { signal })
    return use(path)
  })
}

async function* standardInput({ stdin }: Io): AsyncGenerator {
  try {
    yield* stdin
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The standard input can't be read: ${reason}`, { cause })
  }
}
