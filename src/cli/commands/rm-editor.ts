import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { defaultSpace } from '../../registry/spaces.js'
import { confirmUnlessScripted, type ConfirmationFlags } from '../confirmation.js'
import type { Context } from '../context.js'
import { existingEditor } from '../editor-argument.js'
import { confirmationFlags, jsonFlag } from '../flags.js'
import { AppsOfEditorDocument, RemoveEditorDocument } from '../generated/operations.js'
import type { Operations } from '../../operator/operations.js'

interface Options extends ConfirmationFlags {
  json?: boolean
}

/** `rm-editor [editor]`: removes an editor, which also revokes its tokens. */
export function rmEditorCommand(program: Command, context: Context): void {
  const command = program
    .command('rm-editor [editor]')
    .aliases(['delete-editor', 'remove-editor'])
    .description('remove an editor, and revoke all its tokens. Its applications stay')
    .action((argument: string | undefined, options: Options) => run(argument, options, context))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(argument: string | undefined, options: Options, context: Context): Promise<void> {
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'removeEditor', on: { name: argument } },
    async (operations) => {
      const name = await existingEditor(argument, context, operations)
      const apps = await warningEntries(name, operations)
      if (apps.length > 0) {
        context.tell(`Warning: nobody can publish these applications of "${name}" any more: ${apps.join(', ')}`)
      }
      await confirmUnlessScripted(options, context, `Are you sure you want to delete the editor "${name}" ?`)
      const { removeEditor } = await operations.execute(RemoveEditorDocument, { input: { name } })
      const removed = successOf(removeEditor)
      if (options.json) context.json({ name: removed.name })
      else context.out(`Deleting editor "${removed.name}"...ok\n`)
    },
  )
}

// The entries of the warning: for each space, the first applications of the editor, then how many more there are.
async function warningEntries(editor: string, { execute }: Operations): Promise<string[]> {
  const { spaces } = await execute(AppsOfEditorDocument, { editor })
  return spaces
    .filter(({ kind }) => kind === 'REAL')
    .flatMap(({ name, apps: { nodes, totalCount } }) => {
      const slugs = nodes.map(({ slug }) => (name === defaultSpace ? slug : `${name}/${slug}`))
      const more = totalCount - nodes.length
      return more > 0 ? [...slugs, `${more} more`] : slugs
    })
}
