import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import vectors from '../vectors/cli.json' with { type: 'json' }
import { run } from './harness.js'
import { editorDocument, MemoryRegistry } from './registry.js'

const texts = z.record(z.string(), z.string())
const expectation = z.object({
  status: z.number(),
  stdout: z.string().optional(),
  stdout_re: z.string().optional(),
  stderr: z.string().optional(),
  stderr_re: z.string().optional(),
  files: z.record(z.string(), z.object({ mode: z.string(), re: z.string().optional() })).default({}),
})
const step = z.object({
  id: z.string(),
  argv: z.array(z.string()).optional(),
  stdin: z.string().default(''),
  env: texts.default({}),
  put_files: texts.default({}),
  put_docs: z.record(z.string(), z.array(editorDocument)).default({}),
  expect: expectation.optional(),
  wanted: z.object({ status: z.number() }).optional(),
})

const any = /^\S+\n$/
const commands = /^(gen-session-secret|add-editor|ls-editors|list-editor|gen-editor-token|gen-token|verify-token|foo)$/
// These need commands, or an engine, that are still to come.
const later = new Set([
  'still-valid',
  'no-longer-valid',
  'master-still-valid',
  'master-no-longer-valid',
  'couchdb-down',
])

/** Whether a step is one of the commands that are there, or none at all. */
function concerns(id: string, argv: string[]): boolean {
  const name = argv[0] === '--session-secret' ? argv[2] : argv[0]
  return !later.has(id) && (name === undefined || commands.test(name))
}

// Where this program is to do better than the reference.
const departures = new Map<string, Partial<Record<'status' | 'stdout' | 'stderr', number | string | RegExp>>>([
  // The line is finished with "ok", after the questions.
  ['secret-clear', { stdout: 'Creating file "clear.key"... ok\n' }],
  ['secret-default-path-from-config', { stdout: 'Creating file "secret.key"... ok\n' }],
  // Nothing is announced that cannot be done.
  ['secret-exists', { stdout: '' }],
  ['secret-empty-passphrase-refused', { stdout: 'Passphrase is empty. Please retry.\n' }],
  // Without an application the token is good for all of the editor.
  ['gen-token-none', { status: 0, stdout: any, stderr: /^Warning: / }],
  // Without an application the token is checked for the editor.
  ['verify-token-no-app', { status: 0, stdout: 'token is valid\n', stderr: '' }],
])

describe('the scenario of the reference', () => {
  const registry = new MemoryRegistry()
  let cwd: string

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'cli-'))
    // The embedded database stands in for CouchDB.
    const config = vectors.config.replace(/couchdb:\n {2}.*\n {2}.*\n/, 'data: data\n')
    await writeFile(join(cwd, 'cozy-registry.yml'), config)
  })

  afterAll(() => rm(cwd, { recursive: true }))

  for (const each of z.array(step).parse(vectors.steps)) {
    const { id, argv, expect: expected } = each
    if (!argv) {
      it(`${id} (put in place)`, async () => {
        for (const [name, text] of Object.entries(each.put_files)) await writeFile(join(cwd, name), text)
        for (const document of each.put_docs['cli-editors'] ?? []) registry.put(document)
      })
    } else if (expected && concerns(id, argv)) {
      it(id, async () => {
        const outcome = await run(argv, { cwd, stdin: each.stdin, env: each.env, connect: registry.connect })
        const { files, stdout_re, stderr_re, ...exact } = { ...expected, ...each.wanted, ...departures.get(id) }
        for (const key of ['status', 'stdout', 'stderr'] as const) {
          const value = exact[key]
          if (value instanceof RegExp) expect(outcome[key]).toMatch(value)
          else if (value !== undefined) expect(outcome[key]).toBe(value)
        }
        if (stdout_re !== undefined) expect(outcome.stdout).toMatch(new RegExp(stdout_re))
        if (stderr_re !== undefined) expect(outcome.stderr).toMatch(new RegExp(stderr_re))
        for (const [name, file] of Object.entries(files)) {
          expect(((await stat(join(cwd, name))).mode & 0o777).toString(8)).toBe(file.mode)
          if (file.re !== undefined) expect(await readFile(join(cwd, name), 'utf8')).toMatch(new RegExp(file.re))
        }
      })
    }
  }
})
