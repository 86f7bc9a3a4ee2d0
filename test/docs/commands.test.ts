import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../src/registry/publishing/known-manifest-fields.js'
import { checkManifest } from '../../src/registry/publishing/checks.js'
import { connect } from '../../src/gateway.js'
import { run } from '../cli/harness.js'
import { describeWith } from '../support/requirements.js'
import { programPath } from '../support/program-path.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { readBlocks, type Block } from './blocks.js'
import { runPage } from './page.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).sort()
const texts = await Promise.all(
  ['README.md', ...files.map((name) => `docs/${name}`)].map(async (path) => ({
    path,
    text: await readFile(join(root, path), 'utf8'),
  })),
)
// Generated pages are left out: their blocks are usage lines, not commands. generated.test.ts checks these pages.
const pages = texts
  .filter(({ text }) => !text.includes('<!-- Made from '))
  .map(({ path, text }) => ({ path, blocks: readBlocks(text) }))
const testedBlocks = (kinds: readonly string[], blocks: readonly Block[]) =>
  blocks.filter(({ kind, notRun }) => kinds.includes(kind) && notRun === undefined)
const allBlocks = (kind: string) =>
  pages.flatMap(({ path, blocks }) =>
    testedBlocks([kind], blocks).map(({ line, text }) => [`${path}:${line}`, text] as const),
  )

const minute = 60_000

describeWith('the commands and operations', programPath('curl'), 'curl is not installed', (curl) => {
  const runnable = pages
    .map(({ path, blocks }) => [path, testedBlocks(['sh', 'graphql'], blocks)] as const)
    .filter(([, blocks]) => blocks.length > 0)

  test.each(runnable)(
    'of %s run without an error, one after the other',
    { timeout: 2 * minute },
    async (_path, blocks) => {
      const { status, output } = await runPage(blocks, curl)
      expect(status, output).toBe(0)
      // The status of an event stream is 200, even if it ends with an error.
      expect(output).not.toMatch(/^event: error/m)
    },
  )
})

describe('the configuration', () => {
  test.each(allBlocks('yaml'))('at %s is accepted by `config check`', async (_place, text) => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), text)
    // Some blocks show a part of a configuration, without a database.
    const data = /^(couchdb|data):/m.test(text) ? {} : { COZY_REGISTRY_DATA: 'data' }
    const variables = [...text.matchAll(/\.Env\.(\w+)/g)].map(([, name = '']) => [name, 'secret'])
    // Replaces the secret file that an example names, because that file does not exist.
    await writeFile(join(cwd, 'secret'), '')
    const env = { ...data, ...Object.fromEntries(variables), COZY_REGISTRY_SESSION_SECRET: 'secret' }
    expect(await run(['config', 'check'], { cwd, env, connect })).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('the manifest', () => {
  test.each(allBlocks('json'))('at %s is valid', (_place, text) => {
    const manifest = { slug: 'notes', editor: 'Acme', version: '1.0.0', ...parseManifest(text) }
    const { slug, version } = manifest
    expect(() => checkManifest(manifest, { slug, version, packageVersion: undefined })).not.toThrow()
  })
})

test('all blocks have a language that is checked, are plain text, or say why they are not run', () => {
  const known = ['sh', 'graphql', 'yaml', 'json', 'text']
  const unknown = pages.flatMap(({ path, blocks }) =>
    blocks
      .filter(({ kind, notRun }) => !known.includes(kind) && notRun === undefined)
      .map(({ line, kind }) => `${path}:${line} ${kind}`),
  )
  expect(unknown).toEqual([])
})

test('readBlocks finds fenced and indented blocks, and the reason not to run a block', () => {
  const page =
    '    npx one\n\n- item\n\n  <!-- not run: slow -->\n\n  ```yaml\n  a:\n    - 1\n  ```\n\ntext\n    more\n'
  expect(readBlocks(page)).toEqual([
    { kind: 'sh', text: 'npx one', line: 1, notRun: undefined },
    { kind: 'yaml', text: 'a:\n  - 1', line: 7, notRun: 'slow' },
  ])
})
