import type { Command } from 'commander'
import { RegistryError } from '../../registry/errors.js'
import { parseMaxAge } from '../max-age.js'
import type { Context } from '../context.js'
import { existingEditor } from '../editor-argument.js'
import { booleanFlag, listFlag, checkAppFlag, textFlag } from '../flags.js'
import type { TokenRequest } from '../../operator/operations.js'

interface Options {
  master?: boolean
  app?: string
  apps?: string[]
  space?: string
  name?: string
  maxAge?: string
  json?: boolean
}

/** `gen-editor-token [editor]`: creates tokens, and prints one per line. */
export function genTokenCommand(program: Command, context: Context): void {
  program
    .command('gen-editor-token [editor]')
    .alias('gen-token')
    .description('create a token for an editor. The same arguments give the same token, except with --name')
    .addOption(booleanFlag('--master', 'create a token that administers the registry'))
    .addOption(textFlag('--app', 'bind the token to this application'))
    .addOption(listFlag('--apps', 'create a token for each of these applications'))
    .addOption(textFlag('--space', 'the space of the applications'))
    .addOption(
      textFlag(
        '--name',
        'list the token under this name in `ls-tokens` and in the audit log, with an id to revoke it alone',
      ),
    )
    .addOption(textFlag('--max-age', 'time until the token expires, such as 30d, 1y30d or 12h (default: never)'))
    .addOption(
      booleanFlag('--json', 'print a JSON list of tokens with their warnings, and with --name their ids and names'),
    )
    .action((argument: string | undefined, options: Options) => run(argument, options, context))
}

async function run(argument: string | undefined, options: Options, context: Context): Promise<void> {
  const apps = applications(options)
  const maxAgeMs = inMilliseconds(parseMaxAge(options.maxAge ?? ''))
  const change = { operation: 'createToken', on: { editor: argument, kind: options.master ? 'MASTER' : 'EDITOR' } }
  await context.withReadableRegistry(
    'with master secret',
    async (operations) => {
      const editor = await existingEditor(argument, context, operations)
      const created = []
      for (const app of apps) {
        const request: TokenRequest = {
          editor,
          kind: options.master ? 'MASTER' : 'EDITOR',
          ...(app !== undefined && { app }),
          ...(options.space !== undefined && { space: options.space }),
          ...(options.name !== undefined && { name: options.name }),
          ...(maxAgeMs !== undefined && { maxAgeMs }),
        }
        created.push(await explainFailure(editor, operations.createToken(request)))
      }
      if (maxAgeMs === undefined && context.io.stderr.isTTY)
        context.tell('Warning: the token never expires, see --max-age')
      for (const warning of new Set(created.flatMap(({ warnings }) => warnings))) context.tell(`Warning: ${warning}`)
      if (options.json) return context.json(created)
      for (const { token } of created) context.out(`${token}\n`)
    },
    change,
  )
}

function inMilliseconds(nanoseconds: bigint | undefined): number | undefined {
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6
}

/** The applications to create tokens for. `undefined` stands for a token for all applications. */
function applications({ master, app, apps }: Options): (string | undefined)[] {
  if (master || (app === undefined && apps === undefined)) return [undefined]
  const named: string[] = [...(app === undefined ? [] : [app]), ...(apps ?? [])]
  // An empty `--apps` is refused like an empty `--app`.
  return (named.length > 0 ? named : ['']).map(checkAppFlag)
}

async function explainFailure<T>(editor: string, creation: Promise<T>): Promise<T> {
  try {
    return await creation
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    throw new Error(`Could not generate editor token for "${editor}": ${error.message}`, { cause: error })
  }
}
