import type { Command } from 'commander'
import { stringify } from 'yaml'
import { checkPaths } from '../../config/check-paths.js'
import { effectiveSettings } from '../../config/effective.js'
import { Problems } from '../../config/error.js'
import { redactSettings } from '../../config/redact-settings.js'
import { redact } from '../../redact.js'
import type { Context } from '../context.js'
import { jsonFlag } from '../flags.js'

/** `config check`: prints the effective configuration without secrets, and the problems of the configuration. */
export function configCheckCommand(config: Command, context: Context): void {
  config
    .command('check')
    .description(
      'print the effective configuration without secrets, and report unknown and invalid keys, and files and folders that ' +
        "can't be used. If there are any, the exit status is 1",
    )
    .addOption(jsonFlag())
    .action((options: { json?: boolean }) => run(options, context))
}

async function run({ json }: { json?: boolean }, context: Context): Promise<void> {
  const loaded = await context.config()
  const { file = null } = loaded
  const found = { warnings: new Problems(loaded.lineOf), notes: new Problems(loaded.lineOf) }
  found.warnings.attempt(loaded.config.publish.readProxies)
  await checkPaths(loaded.config, context.io, found)
  const warnings = [...loaded.warnings, ...found.warnings.messages].map(redact)
  const notes = [...loaded.notes, ...found.notes.messages].map(redact)
  const shownSettings = redactSettings(effectiveSettings(loaded, context.io))
  if (json) context.json({ file, settings: shownSettings, warnings, notes })
  else
    context.out(
      `# ${file === null ? 'There is no configuration file.' : `From "${file}".`}\n${stringify(shownSettings)}`,
    )
  for (const text of [...warnings, ...notes]) context.tell(text)
  if (warnings.length > 0) throw new Error(`Warnings about the configuration: ${warnings.length}`)
}
