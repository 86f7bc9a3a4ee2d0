import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import { skipsConfirmation, type ConfirmationFlags } from '../confirmation.js'
import { appJson } from '../app-json.js'
import type { Context } from '../context.js'
import { confirmationFlags, booleanFlag, jsonFlag, negatedFlag, spaceFlag, textFlag } from '../flags.js'
import { ActivateMaintenanceDocument } from '../generated/operations.js'
import { UsageError } from '../errors.js'

interface Options extends ConfirmationFlags {
  space: string
  infra?: boolean
  short?: boolean
  manualExec: boolean
  message?: Message[]
  json?: boolean
}

interface Message {
  locale: string
  short: string
  long: string
}

/** `maintenance activate <slug>`: puts an application in maintenance. */
export function maintenanceActivateCommand(maintenance: Command, context: Context): void {
  const command = maintenance
    .command('activate <slug>')
    .description('put an application in maintenance. Without --message, prompt for the messages')
    .addOption(spaceFlag())
    .addOption(booleanFlag('--infra', 'tell users that the cause lies outside the application'))
    .addOption(booleanFlag('--short', 'tell users that the maintenance is expected to be short'))
    .addOption(negatedFlag('--no-manual-exec', 'also prevent users from running the application manually'))
    .addOption(messageFlag())
    .action((slug: string, options: Options) => run(slug, options, context))
  for (const flag of [...confirmationFlags(), jsonFlag()]) command.addOption(flag)
}

function messageFlag() {
  return textFlag('--message', 'a message for users, as LOCALE:SHORT:LONG; may be repeated').argParser<
    Message[] | undefined
  >((text, previous = []) => {
    const [, locale = '', short = '', long = ''] = /^([^:]*):([^:]*):(.*)$/s.exec(text) ?? []
    if (locale === '')
      throw new UsageError(`invalid argument ${JSON.stringify(text)} for "--message": give LOCALE:SHORT:LONG`)
    if (!isLocale(locale)) throw new UsageError(`Invalid locale name: ${JSON.stringify(locale)}`)
    return [...previous, { locale, short, long }]
  })
}

async function run(slug: string, options: Options, context: Context): Promise<void> {
  const { space, infra = false, short = false, manualExec, json } = options
  await context.withWritableRegistry(
    'without master secret',
    { operation: 'activateMaintenance', on: { space, app: slug } },
    async ({ execute }) => {
      const messages = options.message ?? (skipsConfirmation(options) ? [] : await askForMessages(context))
      const { activateMaintenance } = await execute(ActivateMaintenanceDocument, {
        input: { space, slug, infrastructure: infra, short, noManualExecution: !manualExec, messages },
      })
      const { app } = successOf(activateMaintenance)
      if (json) context.json(appJson(app))
    },
  )
}

async function askForMessages({ prompts, out }: Pick<Context, 'prompts' | 'out'>): Promise<Message[]> {
  const messages: Message[] = []
  for (;;) {
    // The reference registry asks with these words. An empty answer ends the list of messages, and the maintenance begins.
    const locale = await prompts.line('Locale (empty to abort):', 'give --message, or --yes for no message')
    if (locale === '') return messages
    if (!isLocale(locale)) out(`Invalid locale name: ${JSON.stringify(locale)}\n`)
    else
      messages.push({ locale, short: await prompts.line('Short message:'), long: await prompts.line('Long message:') })
  }
}

// As in the reference registry, a locale has at most five bytes, such as `en` or `fr-CA`.
function isLocale(text: string): boolean {
  return Buffer.byteLength(text) <= 5
}
