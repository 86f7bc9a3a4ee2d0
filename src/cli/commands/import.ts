import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { agreed, type Agreement } from '../agreement.js'
import type { Context } from '../context.js'
import { booleanFlag } from '../flags.js'

interface Options extends Agreement {
  drop?: boolean
  replace?: boolean
  json?: boolean
}

const conflictsShown = 20

/** `import [file]`: reads an archive of `export`, of this registry or of the reference one. */
export function importCommand(program: Command, context: Context): void {
  program
    .command('import [file]')
    .description(
      'read an archive (default: the standard input). It is checked before anything is changed; an import that was ' +
        'interrupted is simply run again',
    )
    .addOption(booleanFlag('-d, --drop', 'remove all applications, versions and files first; editors stay'))
    .addOption(booleanFlag('--replace', 'replace what is there with other content, instead of leaving it as it is'))
    .addOption(booleanFlag('--yes', 'ask nothing'))
    .addOption(booleanFlag('--force', 'the same as --yes'))
    .addOption(booleanFlag('--json', 'print the result as JSON'))
    .action((file: string | undefined, options: Options) => run(file, options, context))
}

async function run(file: string | undefined, options: Options, context: Context): Promise<void> {
  const { drop = false, replace = false } = options
  if (
    drop &&
    !(await agreed(options, context, 'Are you sure you want to remove all that is stored, but for the editors?'))
  ) {
    return
  }
  await withFile(file, context, (path) =>
    context.withRegistry('no secret', async (operations) => {
      const progress = context.progress()
      try {
        const result = await operations.importFrom(path, { drop, replace }, progress)
        progress.end()
        if (options.json) context.json(result)
        else context.tell(`Imported ${String(result.documents)} documents and ${String(result.files)} files.`)
        if (result.conflicts.length > 0) throw new Error(conflictText(result.conflicts))
        if (!options.json) context.out('Import finished successfully.\n')
      } finally {
        progress.end()
      }
    }),
  )
}

function conflictText(conflicts: string[]): string {
  const shown = conflicts.slice(0, conflictsShown).map((conflict) => `\n  ${conflict}`)
  const rest = conflicts.length - shown.length
  const more = rest > 0 ? `\n  and ${String(rest)} more` : ''
  return (
    `${String(conflicts.length)} conflicts: these are there with other content and were left as they were; ` +
    `--replace replaces them:${shown.join('')}${more}`
  )
}

// An archive is read more than once, which a pipe can't be.
async function withFile<T>(file: string | undefined, { io }: Context, use: (path: string) => Promise<T>): Promise<T> {
  if (file !== undefined) return use(resolve(io.cwd, file))
  const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-'))
  try {
    const path = join(folder, 'archive')
    await pipeline(io.stdin, createWriteStream(path))
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
