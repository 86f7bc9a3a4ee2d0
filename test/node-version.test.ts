import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { nodeRefusal } from '../src/node-version.js'

it('an unsupported version of Node.js is refused with one sentence', async () => {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(text))
  expect(engines.node).toBe('>=20.19')
  for (const version of ['18.20.4', '20.9.0', '20.18.3', '9.11.2']) {
    expect(nodeRefusal(version)).toBe(
      `Node.js 20.19 or later is required, but this is ${version}: install a newer version`,
    )
  }
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.11.0', '100.1.0']) {
    expect(nodeRefusal(version)).toBeUndefined()
  }
})

it.each(['main', 'quickstart/main'])(
  'the program %s exits before doing anything on an unsupported Node.js',
  { timeout: 60_000 },
  async (program) => {
    const fakeVersion =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } })'
    const main = fileURLToPath(new URL(`../src/${program}.ts`, import.meta.url))
    // The version is replaced after tsx is loaded, because tsx checks the version, too.
    const imports = ['--import', import.meta.resolve('tsx'), '--import', `data:text/javascript,${fakeVersion}`]
    const exit = promisify(execFile)(process.execPath, [...imports, main, 'version'])
    await expect(exit).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Error: Node.js 20.19 or later is required, but this is 18.20.4: install a newer version\n',
    })
  },
)
