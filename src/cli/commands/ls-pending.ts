import type { Command } from 'commander'
import type { Context } from '../context.js'
import { existingApp, existingSpace } from '../existing.js'
import { jsonFlag, checkAppFlag, spaceFlag, textFlag } from '../flags.js'
import { FindAppDocument, ListPendingVersionsDocument, type PrintedVersionFragment } from '../generated/operations.js'
import { withDetails } from '../errors.js'
import { versionJson } from '../version-json.js'

interface Options {
  space: string
  app?: string
  editor?: string
  json?: boolean
}

/** `ls-pending`: prints the pending versions, one per line, ordered by slug and version. */
export function lsPendingCommand(program: Command, context: Context): void {
  program
    .command('ls-pending')
    .description('print the versions that wait for approval, each as slug, version, editor and date of submission')
    .addOption(textFlag('--app', 'print only versions of this application'))
    .addOption(textFlag('--editor', 'print only versions of this editor (case-insensitive)'))
    .addOption(spaceFlag('the space of the applications'))
    .addOption(jsonFlag())
    .action((options: Options) => withDetails(() => run(options, context)))
}

async function run({ space, json, ...options }: Options, context: Context): Promise<void> {
  const app = checkAppFlag(options.app)
  await context.withReadableRegistry('without master secret', async (registry) => {
    if (app !== undefined)
      existingApp((await registry.execute(FindAppDocument, { space, slug: app })).space, space, app)
    const found = await registry.execute(ListPendingVersionsDocument, {
      space,
      app: app ?? null,
      editor: options.editor ?? null,
    })
    const { kind, pendingVersions } = existingSpace(found.space, space)
    if (kind === 'VIRTUAL')
      throw new Error(`Space "${space}" is virtual: versions wait for approval in its source space`)
    // Checked only for an empty list, because a removed editor may still have pending versions.
    if (pendingVersions.length === 0 && options.editor !== undefined && !(await registry.editor(options.editor)))
      throw new Error(`There is no editor "${options.editor}": see ls-editors`)
    if (json) context.json(pendingVersions.map(versionJson))
    else context.out(pendingVersions.map((version) => `${line(version)}\n`).join(''))
  })
}

function line({ slug, version, editor, createdAt }: PrintedVersionFragment): string {
  return `${slug} ${version} ${editor.name} ${new Date(createdAt).toISOString()}`
}
