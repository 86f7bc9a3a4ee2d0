import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import type { ExportResult } from '../../registry/export/export.js'
import type { Context } from '../context.js'
import { jsonFlag } from '../flags.js'
import type { Io } from '../io.js'
import { notOpened } from '../local-file.js'

/** `export [file]`: writes everything but the secret to an archive that `import` reads, here or on the reference registry. */
export function exportCommand(program: Command, context: Context): void {
  program
    .command('export [file]')
    .description(
      'write all applications, versions and files to an archive (default: to the standard output). Editors and virtual ' +
        'spaces are in it, too, where the reference registry skips them; the session secret is not',
    )
    .addOption(jsonFlag())
    .action((file: string | undefined, options: { json?: boolean }) => run(file, options, context))
}

async function run(file: string | undefined, { json }: { json?: boolean }, context: Context): Promise<void> {
  if (file === undefined && json)
    throw new Error('With --json, name a file: the archive would be mixed with the result')
  if (file === undefined && context.io.stdout.isTTY) {
    throw new Error('An archive is no text for a terminal: name a file, or redirect the standard output')
  }
  await context.readingRegistry('no secret', async (operations) => {
    const progress = context.progress()
    const write = (stream: Writable): Promise<ExportResult> => operations.exportTo(stream, progress)
    try {
      const result = await (file === undefined ? write(context.io.stdout) : writeWhole(file, context.io, write))
      const { documents, files } = result
      progress.end()
      if (json) context.json(result)
      context.tell(`Exported ${String(documents)} documents and ${String(files)} files. Not in it: the session secret.`)
    } finally {
      progress.end()
    }
  })
}

// A file of this name is a whole archive, whatever happens.
async function writeWhole<T>(file: string, { cwd }: Io, write: (stream: Writable) => Promise<T>): Promise<T> {
  const path = resolve(cwd, file)
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`
  const handle = await open(temporary, 'wx', 0o600).catch((cause: unknown) => {
    throw notOpened(file, cause)
  })
  try {
    const result = await write(handle.createWriteStream({ flush: true }))
    await rename(temporary, path)
    return result
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
