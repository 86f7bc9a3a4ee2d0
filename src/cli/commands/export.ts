import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import type { ExportResult } from '../../registry/export/export.js'
import { damageText } from '../../registry/export/layout.js'
import type { Context } from '../context.js'
import { booleanFlag, jsonFlag } from '../flags.js'
import { unlessStandard, writeLocalFile } from '../local-file.js'

interface Options {
  force?: boolean
  skipDamaged?: boolean
  json?: boolean
}

/** `export [file]`: writes everything but the secret to an archive for `import`, here or in the reference registry. */
export function exportCommand(program: Command, context: Context): void {
  program
    .command('export [file]')
    .description(
      'write all applications, versions and files to an archive (default, or `-`: to the standard output). Editors and virtual ' +
        'spaces are in it, too, where the reference registry skips them; the session secret is not. Every file is compared ' +
        'with its checksum',
    )
    .addOption(booleanFlag('--force', 'replace an existing file'))
    .addOption(booleanFlag('--skip-damaged', 'leave out files that are damaged; the status is 1 then'))
    .addOption(jsonFlag())
    .action((file: string | undefined, options: Options) => run(unlessStandard(file), options, context))
}

async function run(file: string | undefined, options: Options, context: Context): Promise<void> {
  const { force = false, skipDamaged = false, json } = options
  if (file === undefined && json)
    throw new Error('With --json, name a file: the archive would be mixed with the result')
  if (file === undefined && context.io.stdout.isTTY) {
    throw new Error('An archive is no text for a terminal: name a file, or redirect the standard output')
  }
  await context.readingRegistry('no secret', async (operations) => {
    const write = (stream: Writable): Promise<ExportResult> =>
      context.withProgress((progress) => operations.exportTo(stream, progress, { skipDamaged }))
    const result = await (file === undefined
      ? write(context.io.stdout)
      : writeLocalFile(file, { replace: force }, context.io, write))
    const { documents, files, damaged = [] } = result
    if (json) context.json(result)
    context.tell(`Exported ${String(documents)} documents and ${String(files)} files. Not in it: the session secret.`)
    if (damaged.length > 0) throw new Error(`The archive was made, but ${damageText(damaged)}`)
  })
}
