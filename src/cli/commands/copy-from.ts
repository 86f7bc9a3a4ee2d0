import type { Command } from 'commander'
import { isWebAddress } from '../../config/values.js'
import type { Context } from '../context.js'
import { booleanFlag, textFlag } from '../flags.js'

interface Options {
  space?: string
  json?: boolean
}

const maxShownProblems = 50

/** `copy-from <url>`: copies the public content of another registry. */
export function copyFromCommand(program: Command, context: Context): void {
  program
    .command('copy-from <url>')
    .description(
      'copy applications, versions, archives and images of another registry over its REST interface. The URL is the part before ' +
        '/registry. Existing versions are skipped. An interrupted copy can be run again. Editors are created without tokens',
    )
    .addOption(textFlag('--space', 'the space to copy into (default: the default space)'))
    .addOption(booleanFlag('--json', 'print the result as JSON'))
    .action((url: string, options: Options) => run(url, options, context))
}

async function run(url: string, { space = '', json }: Options, context: Context): Promise<void> {
  if (!isWebAddress(url)) {
    throw new Error(`"${url}" is not the URL of a registry: give one such as https://apps.example.org`)
  }
  const { config } = await context.config()
  // Throws for an invalid proxy, before anything is opened.
  config.publish.readProxies()
  if (config.publicUrl === undefined) {
    context.tell(
      'Warning: "public_url" is not set, so the URLs of the copied archives begin with the listening address',
    )
  }
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'copyFrom', on: { space } },
    async (operations) => {
      const progress = context.progress()
      try {
        const result = await operations.copyFrom(url, space, progress)
        progress.end()
        const { editors, apps, versions, present, problems } = result
        if (json) context.json(result)
        else {
          context.out(
            `Copied ${String(editors)} editors, ${String(apps)} applications and ${String(versions)} versions; ` +
              `${String(present)} versions already existed.\n`,
          )
        }
        if (problems.length > 0) throw new Error(problemText(problems))
      } finally {
        progress.end()
      }
    },
  )
}

function problemText(problems: string[]): string {
  const rest = problems.length - maxShownProblems
  const shown = problems.slice(0, maxShownProblems).map((problem) => `\n  ${problem}`)
  return `${String(problems.length)} problems:${shown.join('')}${rest > 0 ? `\n  and ${String(rest)} more` : ''}`
}
