import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Operations } from '../../operator/operations.js'
import type { Context } from '../context.js'
import { UsageError, withDetails } from '../errors.js'
import { jsonFlag, textFlag } from '../flags.js'
import { CreateAppTokenDocument, CreateCliTokenDocument } from '../generated/operations.js'
import { parseMaxAge } from '../max-age.js'

interface Options {
  app?: string
  konnector?: string
  scope?: string
  maxAge?: string
  json?: boolean
}

/** `gen-instance-token <domain>`: creates a token of an instance, and prints it. */
export function genInstanceTokenCommand(program: Command, context: Context): void {
  program
    .command('gen-instance-token <domain>')
    .description('create a token of an instance, for an installed application or for the command line')
    .addOption(textFlag('--app', 'the slug of an installed web application'))
    .addOption(textFlag('--konnector', 'the slug of an installed konnector'))
    .addOption(textFlag('--scope', 'the permissions, such as "io.cozy.apps:GET,POST io.cozy.contacts"'))
    .addOption(
      textFlag(
        '--max-age',
        'time until the token expires, such as 1h (default: a day with --app, otherwise half an hour)',
      ),
    )
    .addOption(jsonFlag())
    .action((domain: string, options: Options) => withDetails(() => run(domain, options, context)))
}

async function run(domain: string, options: Options, context: Context): Promise<void> {
  const create = creatorOf(options)
  const maxAge = secondsIn(options.maxAge ?? '')
  const operation = options.scope === undefined ? 'createAppToken' : 'createCliToken'
  await context.withReadableRegistry(
    'with master secret',
    async (operations) => {
      const token = await create(operations, { domain, maxAge })
      if (options.json) return context.json({ token })
      context.out(`${token}\n`)
    },
    { operation, on: { domain } },
  )
}

type Create = (operations: Operations, input: { domain: string; maxAge: number | null }) => Promise<string>

function creatorOf({ app, konnector, scope }: Options): Create {
  if ([app, konnector, scope].filter((given) => given !== undefined).length !== 1) {
    throw new UsageError('give one of --app, --konnector and --scope')
  }
  if (scope !== undefined) {
    return async ({ execute }, input) =>
      successOf((await execute(CreateCliTokenDocument, { input: { ...input, scope } })).createCliToken).token
  }
  const application = {
    app: app ?? konnector ?? '',
    type: app === undefined ? ('KONNECTOR' as const) : ('WEBAPP' as const),
  }
  return async ({ execute }, input) =>
    successOf((await execute(CreateAppTokenDocument, { input: { ...input, ...application } })).createAppToken).token
}

function secondsIn(text: string): number | null {
  const nanoseconds = parseMaxAge(text)
  return nanoseconds === undefined ? null : Math.ceil(Number(nanoseconds) / 1e9)
}
