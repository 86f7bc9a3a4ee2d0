import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { jsonFlag, spaceFlag, textFlag } from '../flags.js'
import { PutWellKnownFileDocument } from '../generated/operations.js'
import { readLocalFile } from '../local-file.js'

interface Options {
  space: string
  name?: string
  contentType?: string
  json?: boolean
}

/** `well-known put <file>`: puts a file below `/.well-known/`, or replaces it. */
export function wellKnownPutCommand(wellKnown: Command, context: Context): void {
  wellKnown
    .command('put <file>')
    .description('put a file below /.well-known/, or replace it')
    .addOption(spaceFlag('the space on whose hosts the file is served'))
    .addOption(textFlag('--name', 'the path of the file below /.well-known/ (default: its file name)'))
    .addOption(textFlag('--content-type', 'the media type of the file (default: by its extension)'))
    .addOption(jsonFlag())
    .action((path: string, options: Options) => run(path, options, context))
}

async function run(path: string, options: Options, context: Context): Promise<void> {
  const { space, contentType = null } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'putWellKnownFile', on: { space, name: options.name ?? path } },
    async ({ execute }) => {
      const file = await readLocalFile(path, context.io)
      const { putWellKnownFile } = await execute(PutWellKnownFileDocument, {
        input: { space, name: options.name ?? file.name, content: file.content, contentType },
      })
      const { file: put } = successOf(putWellKnownFile)
      if (options.json) context.json(put)
    },
  )
}
