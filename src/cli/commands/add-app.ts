import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { editorNotFound } from '../../registry/editors.js'
import { appTypes } from '../../registry/records.js'
import { commitmentsFrom, typeFrom } from '../../wire-format/from-wire.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { existingSpace } from '../existing.js'
import { choiceFlag, commitmentFlags, jsonFlag, requireFlags, textFlag } from '../flags.js'
import { AddAppDocument, FindAppDocument } from '../generated/operations.js'

interface Options {
  appEditor?: string
  appType?: string
  appSpace?: string
  space?: string
  dataUsageCommitment?: string
  dataUsageCommitmentBy?: string
}

/** `add-app <slug>`: creates an application, and prints it as JSON. */
export function addAppCommand(program: Command, context: Context): void {
  const command = program
    .command('add-app <slug>')
    .alias('create-app')
    .description('create an application, and print it as JSON')
    .addOption(textFlag('--app-editor', 'the editor of the application (required)'))
    .addOption(choiceFlag('--app-type', 'the type of the application (required)', appTypes))
    .addOption(textFlag('--app-space', 'the space of the application'))
    .addOption(textFlag('--space', 'the same as --app-space'))
    .action((slug: string, options: Options) => run(slug, options, context))
  for (const flag of [...commitmentFlags(), jsonFlag()]) command.addOption(flag)
}

async function run(slug: string, options: Options, context: Context): Promise<void> {
  const { appEditor: editor, appType: type } = options
  requireFlags({ 'app-editor': editor, 'app-type': type })
  const space = options.appSpace ?? options.space ?? ''
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'createApp', on: { space, app: slug, editor } },
    async (operations) => {
      // If several values are invalid, scripts expect the first error in this order: editor, space, slug, other values.
      if (!(await operations.editor(editor ?? ''))) throw editorNotFound(editor ?? '')
      const found = await operations.execute(FindAppDocument, { space, slug })
      existingSpace(found.space, space)
      const { createApp } = await operations.execute(AddAppDocument, {
        input: {
          space,
          slug,
          editor: editor ?? '',
          type: typeFrom(type),
          ...commitmentsFrom({
            data_usage_commitment: options.dataUsageCommitment,
            data_usage_commitment_by: options.dataUsageCommitmentBy,
          }),
        },
      })
      context.json(appJson(successOf(createApp).app, { has_versions: false }))
    },
  )
}
