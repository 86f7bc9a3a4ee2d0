import type { Command } from 'commander'
import { successOf } from '../../graphql/success-of.js'
import type { Context } from '../context.js'
import { withDetails } from '../errors.js'
import { jsonFlag, textFlag } from '../flags.js'
import { SetRemoteSecretDocument } from '../generated/operations.js'
import { readLocalFile } from '../local-file.js'
import { utf8TextOf } from '../../utf8.js'

interface Options {
  file?: string
  json?: boolean
}

// More bytes than a secret may have. So the registry refuses a secret that is too long, instead of storing its beginning.
const maxInputBytes = 16 * 1024

/** `remote-secret set <doctype> <secret>`: sets a secret. Its value is never an argument, which other processes could see. */
export function remoteSecretSetCommand(remoteSecret: Command, context: Context): void {
  remoteSecret
    .command('set <doctype> <secret>')
    .description('set a secret, or replace it. The value comes from a prompt, the standard input or a file')
    .addOption(textFlag('--file', 'the file with the value; a line ending at its end is ignored'))
    .addOption(jsonFlag())
    // Commander's refusal of a third argument would show it, and it may be the value.
    .allowExcessArguments()
    .action((doctype: string, name: string, options: Options, { args }: Command) => {
      if (args.length > 2) throw new Error('The value of a secret is no argument, because other processes could see it')
      return withDetails(() => run(doctype, name, options, context))
    })
}

async function run(doctype: string, name: string, options: Options, context: Context): Promise<void> {
  const value = await readSecret(name, options.file, context)
  await context.withWritableRegistry(
    'with master secret',
    { operation: 'setRemoteSecret', on: { doctype, name } },
    async ({ execute }) => {
      const { setRemoteSecret } = await execute(SetRemoteSecretDocument, { input: { doctype, name, value } })
      const secret = successOf(setRemoteSecret)
      if (options.json) context.json(secret)
    },
  )
}

async function readSecret(name: string, file: string | undefined, { io, prompts }: Context): Promise<string> {
  if (file !== undefined) return withoutLineEnd(Buffer.from((await readLocalFile(file, io)).content, 'base64'))
  if (prompts.onTerminal) return withoutLineEnd(await prompts.secret(`Secret "${name}": `))
  return withoutLineEnd(await prompts.rest(maxInputBytes))
}

function withoutLineEnd(content: Buffer): string {
  const text = utf8TextOf(content)
  if (text === undefined) throw new Error('The secret is not UTF-8: give it in this encoding')
  return text.replace(/\r?\n$/, '')
}
