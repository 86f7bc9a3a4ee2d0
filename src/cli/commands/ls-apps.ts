import type { Command } from 'commander'
import type { Context } from '../context.js'
import { existingEditor } from '../editor-argument.js'
import { booleanFlag, jsonFlag, spaceFlag } from '../flags.js'
import { FindSpaceDocument, ListAppsDocument } from '../generated/operations.js'
import type { Operations } from '../../operator/operations.js'
import { UsageError } from '../errors.js'

interface Options {
  space: string
  all?: boolean
  json?: boolean
}

/** `ls-apps [editor]`: prints the slugs of an editor's applications, or of all applications, one per line. */
export function lsAppsCommand(program: Command, context: Context): void {
  program
    .command('ls-apps [editor]')
    // As in cozy-apps-registry, more arguments are ignored.
    .allowExcessArguments()
    .description("print the slugs of an editor's applications")
    .addOption(booleanFlag('--all', 'print the applications of all editors'))
    .addOption(spaceFlag('the space of the applications'))
    .addOption(jsonFlag())
    .action((argument: string | undefined, options: Options) => run(argument, options, context))
}

async function run(argument: string | undefined, { space, all, json }: Options, context: Context): Promise<void> {
  if (all && argument !== undefined) throw new UsageError('give the name of an editor or --all, not both')
  await context.withReadableRegistry('without master secret', async (operations) => {
    const found = await operations.execute(FindSpaceDocument, { space })
    if (!found.space) throw new Error(`cannot get space ${space}`)
    const editor = all ? null : await existingEditor(argument, context, operations)
    const slugs = await slugsOf(editor, space, operations)
    if (json) return context.json(slugs)
    if (slugs.length === 0 && editor !== null) throw new Error(`no apps found for editor ${editor}`)
    context.out(slugs.map((slug) => `${slug}\n`).join(''))
  })
}

// The slugs of an editor's applications or, with `null`, of all applications.
async function slugsOf(editor: string | null, space: string, { execute }: Operations): Promise<string[]> {
  const slugs: string[] = []
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(after)
    slugs.push(...page.slugs)
    if (page.next === null) return slugs
    after = page.next
  }

  async function pageAfter(cursor: string | null): Promise<{ slugs: string[]; next: string | null }> {
    const { space: found } = await execute(ListAppsDocument, { space, editor, after: cursor })
    const { nodes = [], pageInfo } = found?.apps ?? {}
    return { slugs: nodes.map(({ slug }) => slug), next: pageInfo?.hasNextPage ? pageInfo.endCursor : null }
  }
}
