import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { unusedIo } from '../../docs/generate/io.js'
import { sections } from '../../docs/generate/keys.js'
import { completeProgram } from '../../src/cli/program.js'
import { readConfigFile } from '../../src/config/file.js'
import { globalFlags } from '../../src/config/flags.js'
import { resolveSettings } from '../../src/config/sources.js'
import { run } from '../cli/harness.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
const keys = sections().flatMap((section) => section.keys.map(({ name }) => name))

/** All commands that can be run, by name: `maintenance activate`. */
function commandsOf(command: Command): [string, Command][] {
  return command.commands.flatMap((inner): [string, Command][] =>
    inner.commands.length > 0
      ? commandsOf(inner).map(([name, leaf]) => [`${inner.name()} ${name}`, leaf])
      : [[inner.name(), inner]],
  )
}

describe('the reference of commands', () => {
  const program = completeProgram(unusedIo)
  const commands = commandsOf(program)

  it('has every command, in the order of help', async () => {
    const page = await read('docs/commands.md')
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(['Flags of every command', ...commands.map(([name]) => name)])
  })

  it.each([['Flags of every command', program] as const, ...commands])(
    'has the aliases, arguments and flags of %s, with their defaults',
    async (name, command) => {
      const text = (await read('docs/commands.md')).split(/^## /m).find((section) => section.startsWith(`${name}\n`))
      for (const alias of command.aliases()) expect(text).toContain(`\`${alias}\``)
      for (const argument of command.registeredArguments) expect(text).toMatch(RegExp(`[<[]${argument.name()}…?[>\\]]`))
      for (const { long, description, defaultValue } of command.options) {
        const row = text?.split('\n').find((line) => RegExp(`^\\| \`[^\`]*${String(long)}[ \`]`).test(line))
        expect(row).toContain(description)
        if (defaultValue) expect(row).toContain(`(default: \`${JSON.stringify(defaultValue)}\`)`)
      }
    },
  )

  it('contains nothing that looks like a runnable command line', async () => {
    expect(await read('docs/commands.md')).not.toMatch(/^ {4}|^```sh/m)
  })
})

describe('the reference of the configuration', () => {
  it('has every key with its variable', async () => {
    const page = await read('docs/configuration.md')
    expect(keys.length).toBeGreaterThan(50)
    for (const { name, variable } of sections().flatMap((section) => section.keys)) {
      expect(page).toContain(`| \`${name}\`<br>\`${variable}\``)
    }
  })

  it('has the flags of keys, and help shows the same defaults', async () => {
    const page = await read('docs/configuration.md')
    const all = sections().flatMap((section) => section.keys)
    for (const { name, key, kind, description } of globalFlags) {
      expect(page).toMatch(RegExp(`^\\| \`${key}\`<br>.*<br>\`--${name}\` `, 'm'))
      const value = all.find((each) => each.name === key)?.default
      if (value && kind !== 'boolean') {
        expect(description).toContain(`(default ${kind === 'number' ? value : JSON.stringify(value)})`)
      }
    }
  })
})

describe('the example of a configuration', () => {
  it('is valid unchanged', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), await read('cozy-registry.example.yml'))
    const { status, stderr } = await run(['config', 'check'], { cwd })
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('is unknown') })
  })

  it('contains every key, and every key in it takes effect', async () => {
    const file = join(await temporaryFolder(), 'cozy-registry.yml')
    const uncommented = (await read('cozy-registry.example.yml')).replaceAll(/^#(?! )|^#(?= {2})/gm, '')
    await writeFile(file, uncommented)
    const env = { COUCHDB_PASSWORD: 'a', SWIFT_API_KEY: 'b', S3_SECRET_KEY: 'c' }
    const { given, warnings } = resolveSettings({}, {}, await readConfigFile(file, '/', env))
    expect(warnings).toEqual([])
    const empty = ['redis.master', 'redis.password', 'graphql.persisted_operations']
    expect([...given].sort()).toEqual(keys.filter((key) => !empty.includes(key)).sort())
  })
})
