import type { Command } from 'commander'
import { enumName, enums } from '../../graphql/enums.js'
import { channels, checkChannel } from '../../registry/versions.js'
import type { Context } from '../context.js'
import { existingApp } from '../existing.js'
import { choiceFlag, jsonFlag, spaceFlag } from '../flags.js'
import { ListVersionsDocument, type PrintedVersionFragment } from '../generated/operations.js'
import { withDetails } from '../errors.js'
import type { Operations } from '../../operator/operations.js'
import { versionJson } from '../version-json.js'

interface Options {
  space: string
  channel: string
  json?: boolean
}

/** `ls-versions <slug>`: prints the numbers of an application's published versions, one per line, newest first. */
export function lsVersionsCommand(program: Command, context: Context): void {
  program
    .command('ls-versions <slug>')
    .description("print the numbers of an application's published versions, newest first")
    .addOption(choiceFlag('--channel', 'the channel; dev has the versions of all channels', channels).default('dev'))
    .addOption(spaceFlag())
    .addOption(jsonFlag())
    .action((slug: string, options: Options) => withDetails(() => run(slug, options, context)))
}

async function run(app: string, { space, channel, json }: Options, context: Context): Promise<void> {
  const target = { space, app, channel: enumName(enums.Channel, checkChannel(channel)) }
  await context.withReadableRegistry('without master secret', async ({ execute }) => {
    const versions = await listVersions(target, execute)
    if (json) context.json(versions.map(versionJson))
    else context.out(versions.map(({ version }) => `${version}\n`).join(''))
  })
}

interface Target {
  space: string
  app: string
  channel: keyof typeof enums.Channel
}

async function listVersions(target: Target, execute: Operations['execute']): Promise<PrintedVersionFragment[]> {
  const versions: PrintedVersionFragment[] = []
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(after)
    versions.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return versions
    after = page.pageInfo.endCursor
  }

  async function pageAfter(after: string | null) {
    const found = await execute(ListVersionsDocument, { ...target, after })
    return existingApp(found.space, target.space, target.app).versions
  }
}
