import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { ioOfNobody } from '../../docs/generate/io.js'
import { sections } from '../../docs/generate/keys.js'
import { completeProgram } from '../../src/cli/program.js'
import { readConfigFile } from '../../src/config/file.js'
import { resolveSettings } from '../../src/config/sources.js'
import { run } from '../cli/harness.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
const keys = sections().flatMap((section) => section.keys.map(({ name }) => name))

/** The names of all commands that can be run: `maintenance activate`. */
function namesOf(command: Command): string[] {
  return command.commands.flatMap((inner) =>
    inner.commands.length > 0 ? namesOf(inner).map((name) => `${inner.name()} ${name}`) : [inner.name()],
  )
}

describe('the reference of commands', () => {
  it('has every command with every flag', async () => {
    const program = completeProgram(ioOfNobody)
    const page = await read('docs/commands.md')
    expect(namesOf(program).length).toBeGreaterThan(30)
    for (const name of namesOf(program)) expect(page).toContain(`\n## ${name}\n`)
    for (const { long } of program.options) expect(page).toContain(`${long}`)
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
})

describe('the example of a configuration', () => {
  it('is one as it is', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), await read('cozy-registry.example.yml'))
    const { status, stderr } = await run(['config', 'check'], { cwd })
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('means nothing') })
  })

  it('knows every key, and means something with every one of them', async () => {
    const file = join(await temporaryFolder(), 'cozy-registry.yml')
    const uncommented = (await read('cozy-registry.example.yml')).replaceAll(/^#(?! )|^#(?= {2})/gm, '')
    await writeFile(file, uncommented)
    const env = { COUCHDB_PASSWORD: 'a', SWIFT_API_KEY: 'b', S3_SECRET_KEY: 'c' }
    const { given, warnings } = resolveSettings({}, {}, await readConfigFile(file, '/', env))
    expect(warnings).toEqual([])
    const empty = ['redis.master', 'redis.password']
    expect([...given].sort()).toEqual(keys.filter((key) => !empty.includes(key)).sort())
  })
})
