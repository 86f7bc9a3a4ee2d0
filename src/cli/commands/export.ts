import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import type { ExportResult } from '../../registry/export/export.js'
import { damageText } from '../../registry/export/layout.js'
import type { Context } from '../context.js'
import { booleanFlag, jsonFlag } from '../flags.js'
import { pathOrStandardStream, writeLocalFile, writeStandardOutput } from '../local-file.js'

interface Options {
  force?: boolean
  skipDamaged?: boolean
  json?: boolean
}

/**
 * `export [file]`: writes an archive that this program and the reference registry can import. It contains neither the session secret
 * nor the instances.
 */
export function exportCommand(program: Command, context: Context): void {
  program
    .command('export [file]')
    .description(
      'write all applications, versions and files to an archive (default, or `-`: to the standard output). The archive also has ' +
        'the editors and virtual spaces (unlike an archive of the reference registry), but neither the session secret nor the instances. The ' +
        'checksum of every file is verified',
    )
    .addOption(booleanFlag('--force', 'replace an existing file'))
    .addOption(
      booleanFlag(
        '--skip-damaged',
        "leave out files that are damaged or that can't be read; if there are any, the exit status is 1",
      ),
    )
    .addOption(jsonFlag())
    .action((file: string | undefined, options: Options) => run(pathOrStandardStream(file), options, context))
}

async function run(file: string | undefined, options: Options, context: Context): Promise<void> {
  const { force = false, skipDamaged = false, json } = options
  if (file === undefined && json)
    throw new Error('With --json, name a file: the standard output can contain only the archive or the JSON')
  if (file === undefined && context.io.stdout.isTTY) {
    throw new Error("An archive can't be printed on a terminal: name a file, or redirect the standard output")
  }
  await context.withReadableRegistry('without master secret', async (operations) => {
    const write = (stream: Writable): Promise<ExportResult> =>
      context.withProgress((progress) => operations.exportTo(stream, progress, { skipDamaged }))
    const result = await (file === undefined
      ? writeStandardOutput(context.io, write)
      : writeLocalFile(file, { replace: force }, context.io, write))
    const { documents, files, damaged = [] } = result
    if (json) context.json(result)
    context.tell(
      `Exported ${String(documents)} documents and ${String(files)} files. The archive contains neither the session secret, nor the instances (their documents, installed applications and keys), nor the secrets of remote doctypes, nor the audit log.`,
    )
    if (damaged.length > 0) throw new Error(`The archive was made, but ${damageText(damaged)}`)
  })
}
