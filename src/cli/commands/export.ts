import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import type { ExportResult } from '../../registry/export/export.js'
import type { Context } from '../context.js'

/** `export [file]`: writes everything but the secret to an archive that `import` reads, here or on the reference registry. */
export function exportCommand(program: Command, context: Context): void {
  program
    .command('export [file]')
    .description(
      'write all applications, versions and files to an archive (default: to the standard output). Editors and virtual ' +
        'spaces are in it, too, where the reference registry skips them; the session secret is not',
    )
    .action((file: string | undefined) => run(file, context))
}

async function run(file: string | undefined, context: Context): Promise<void> {
  if (file === undefined && context.io.stdout.isTTY) {
    throw new Error('An archive is no text for a terminal: name a file, or redirect the standard output')
  }
  await context.withRegistry('no secret', async (operations) => {
    const progress = context.progress()
    const write = (stream: Writable): Promise<ExportResult> => operations.exportTo(stream, progress)
    try {
      const { documents, files } = await (file === undefined
        ? write(context.io.stdout)
        : writeWhole(resolve(context.io.cwd, file), write))
      progress.end()
      context.tell(`Exported ${String(documents)} documents and ${String(files)} files. Not in it: the session secret.`)
    } finally {
      progress.end()
    }
  })
}

// A file of this name is a whole archive, whatever happens.
async function writeWhole<T>(path: string, write: (stream: Writable) => Promise<T>): Promise<T> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    const stream = createWriteStream(temporary, { mode: 0o600, flush: true })
    const result = await write(stream)
    await rename(temporary, path)
    return result
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
