import { statSync } from 'node:fs'
import type { Command } from 'commander'
import { stringify } from 'yaml'
import type { RemoteConfig } from '../../config/config.js'
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
      'print the effective configuration without secrets, and report unknown and invalid keys. If there are any, the exit ' +
        'status is 1',
    )
    .addOption(jsonFlag())
    .action((options: { json?: boolean }) => run(options, context))
}

// Each call reads this folder, so the gateway starts without it.
function checkDefinitions({ definitions }: RemoteConfig, problems: Problems): void {
  if ('folder' in definitions && !isFolder(definitions.folder))
    problems.add(`doctypes: there is no folder "${definitions.folder}", so no remote doctype is defined`)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

async function run({ json }: { json?: boolean }, context: Context): Promise<void> {
  const loaded = await context.config()
  const { file = null } = loaded
  const problems = new Problems()
  problems.attempt(loaded.config.publish.readProxies)
  checkDefinitions(loaded.config.remote, problems)
  const warnings = [...loaded.warnings, ...problems.messages].map(redact)
  const notes = loaded.notes.map(redact)
  const shownSettings = redactSettings(effectiveSettings(loaded, context.io))
  if (json) context.json({ file, settings: shownSettings, warnings, notes })
  else
    context.out(
      `# ${file === null ? 'There is no configuration file.' : `From "${file}".`}\n${stringify(shownSettings)}`,
    )
  for (const text of [...warnings, ...notes]) context.tell(text)
  if (warnings.length > 0) throw new Error(`Warnings about the configuration: ${warnings.length}`)
}
