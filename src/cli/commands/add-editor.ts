import type { Command } from 'commander'
import { RegistryError } from '../../registry/errors.js'
import type { Context } from '../context.js'
import { withEditorName } from '../editor-argument.js'
import { booleanFlag } from '../flags.js'
import type { Operations } from '../../operator/operations.js'

interface Options {
  autoPublication?: boolean
  json?: boolean
}

/** `add-editor [editor]`: creates an editor. */
export function addEditorCommand(program: Command, context: Context): void {
  program
    .command('add-editor [editor]')
    .description('create an editor')
    .addOption(booleanFlag('--auto-publication', 'publish versions of this editor without approval'))
    .addOption(booleanFlag('--json', 'print the editor as JSON'))
    .action(async (argument: string | undefined, options: Options) => {
      await context.withWritableRegistry(
        'without master secret',
        { operation: 'createEditor', on: { name: argument } },
        (operations) =>
          withEditorName(argument, context, ['INVALID_EDITOR_NAME', 'EDITOR_EXISTS'], (name) =>
            create(name, options, context, operations),
          ),
      )
    })
}

async function create(name: string, options: Options, context: Context, operations: Operations): Promise<void> {
  const progress = `Creating new editor "${name}"...`
  try {
    const editor = await operations.createEditor(name, options.autoPublication ?? false)
    if (options.json) return context.json(editor)
    context.out(`${progress}ok\n`)
  } catch (error) {
    // For a refused name, prints only the error.
    if (!(error instanceof RegistryError) && !options.json) context.out(`${progress}failed\n`)
    throw error
  }
}
