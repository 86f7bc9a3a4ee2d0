import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import vectors from '../vectors/cli.json' with { type: 'json' }
import type { Documents, Draft } from '../../src/documents/documents.js'
import { connect } from '../../src/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { enginesForCommands } from './engines.js'
import { run, type Outcome } from './harness.js'

const texts = z.record(z.string(), z.string())
/** The outcome of a command of the reference registry. */
const expectation = z.object({
  status: z.number(),
  stdout: z.string().optional(),
  stdout_re: z.string().optional(),
  stderr: z.string().optional(),
  stderr_re: z.string().optional(),
  json_stdout: z.record(z.string(), z.unknown()).optional(),
  files: z.record(z.string(), z.object({ mode: z.string(), re: z.string().optional() })).default({}),
})
const step = z.object({
  id: z.string(),
  argv: z.array(z.string()).optional(),
  stdin: z.string().default(''),
  env: texts.default({}),
  put_files: texts.default({}),
  put_docs: z.record(z.string(), z.array(z.looseObject({ _id: z.string() }).pipe(z.custom<Draft>()))).default({}),
  doc: z
    .object({
      db: z.string(),
      id: z.string(),
      match: z.record(z.string(), z.unknown()).default({}),
      absent: z.array(z.string()).default([]),
    })
    .optional(),
  expect: expectation.optional(),
  /** The outcome of this program, where it differs from the reference registry on purpose. */
  wanted: z.object({ status: z.number() }).optional(),
})

const oneWord = /^\S+\n$/

// More outcomes of this program that differ on purpose from the reference registry (cozy-apps-registry), by the id of the step.
const departures = new Map<
  string,
  Partial<Record<'status' | 'stdout' | 'stderr' | 'stdout_re' | 'stderr_re', number | string | RegExp | undefined>>
>([
  // The line "Creating file" is printed after the questions, with "ok" at its end.
  ['secret-clear', { stdout: 'Creating file "clear.key"... ok\n' }],
  ['secret-default-path-from-config', { stdout: 'Creating file "secret.key"... ok\n' }],
  // "Creating file" is printed only when the file is created.
  ['secret-exists', { stdout: '' }],
  ['secret-empty-passphrase-refused', { stdout: 'Passphrase is empty. Please retry.\n' }],
  // Without --app, the token is good for all applications of the editor.
  ['gen-token-none', { status: 0, stdout: oneWord, stderr: /^Warning: / }],
  // Without --app, the token is verified for the editor.
  ['verify-token-no-app', { status: 0, stdout: 'token is valid\n', stderr: '' }],
  // The program also supports the shell fish.
  ['completion-other', { status: 0, stdout: /cozy-registry/, stderr: '' }],
  // If arguments are missing, the missing one and the usage are printed on the standard error, and the exit status is 1.
  ['completion-none', { status: 1, stderr_re: undefined, stderr: /^Error: missing argument <shell>\n\nUsage:\n/ }],
  [
    'first-contact-creates-databases',
    {
      stdout_re: undefined,
      stdout: '',
      stderr: /^Error: missing argument <slug>\n\nUsage:\n {2}cozy-registry rm-app /,
    },
  ],
  ['maintenance-none', { status: 1, stdout_re: undefined, stdout: '', stderr: /activate/ }],
  // Without a terminal, the message names the flag to use instead.
  ['add-editor-eof', { stderr: 'Editor name: EOF\nThere is no terminal to answer on: give the name as an argument\n' }],
  ['revoke-eof', { stderr: /\[y\/N\] EOF\nThere is no terminal to answer on: give --yes\n$/ }],
  // The default answer is no, and the exit status is then 1. So the master token of a later step is still valid.
  ['revoke-no', { status: 1, stderr: /\[y\/N\] The answer is no: nothing was changed\.\n$/ }],
  ['revoke-master-default', { status: 1, stderr: /\[y\/N\] The answer is no: nothing was changed\.\n$/ }],
  ['master-no-longer-valid', { status: 0, stderr: '' }],
  // All questions are asked, and all answers are read from the pipe.
  [
    'maintenance-piped-messages',
    { stderr: 'Locale (empty to abort): Short message: Long message: Locale (empty to abort): ' },
  ],
])

describe.each(enginesForCommands())('the scenario recorded from the reference registry, on %s', (_, createEngines) => {
  const engines = createEngines()
  let cwd: string

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'cli-'))
    const config = vectors.config.replace(/couchdb:\n {2}.*\n {2}.*\nfs:.*\n/, engines.config)
    await writeFile(join(cwd, 'cozy-registry.yml'), config)
  })

  afterAll(async () => {
    await engines.clear()
    await rm(cwd, { recursive: true })
  })

  // In the scenario, database names begin with "cli-". In the test, they begin with the prefix of the engines.
  const database = (name: string): string => name.replace(/^cli-/, `${engines.prefix}-`)

  async function withDocuments(use: (documents: Documents) => Promise<void>): Promise<void> {
    const documents = await engines.open(cwd)
    await use(documents).finally(() => documents.close())
  }

  for (const each of z.array(step).parse(vectors.steps)) {
    const { id, argv, doc, expect: expected } = each
    // The last test runs this step, with another configuration.
    if (id === 'couchdb-down') continue
    it(id, async () => {
      for (const [name, text] of Object.entries(each.put_files)) await writeFile(join(cwd, name), text)
      await withDocuments(async (documents) => {
        for (const [name, list] of Object.entries(each.put_docs)) {
          for (const document of list) await documents.put(database(name), document)
        }
        const found = doc && (await documents.get(database(doc.db), doc.id))
        if (doc) expect(found).toMatchObject(doc.match)
        for (const member of doc?.absent ?? []) expect(found).not.toHaveProperty(member)
      })
      if (argv && expected)
        await expectOutcome(await run(argv, { cwd, stdin: each.stdin, env: each.env, connect }), each, cwd)
    })
  }
})

it('couchdb-down: a command fails when CouchDB cannot be reached', async () => {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'cozy-registry.yml'), vectors.config.replace('{{COUCH}}', 'http://127.0.0.1:1'))
  const down = z
    .array(step)
    .parse(vectors.steps)
    .find(({ id }) => id === 'couchdb-down')
  if (!down?.argv) throw new Error('The scenario has no such step')
  await expectOutcome(await run(down.argv, { cwd, connect }), down, cwd)
})

async function expectOutcome(
  outcome: Outcome,
  { id, expect: expected, wanted }: z.infer<typeof step>,
  cwd: string,
): Promise<void> {
  const { files = {}, stdout_re, stderr_re, json_stdout, ...exact } = { ...expected, ...wanted, ...departures.get(id) }
  for (const key of ['status', 'stdout', 'stderr'] as const) {
    const value = exact[key]
    if (value instanceof RegExp) expect(outcome[key]).toMatch(value)
    else if (value !== undefined) expect(outcome[key]).toBe(value)
  }
  if (typeof stdout_re === 'string') expect(outcome.stdout).toMatch(new RegExp(stdout_re))
  if (typeof stderr_re === 'string') expect(outcome.stderr).toMatch(new RegExp(stderr_re))
  if (json_stdout) expect(JSON.parse(outcome.stdout)).toMatchObject(json_stdout)
  for (const [name, file] of Object.entries(files)) {
    expect(((await stat(join(cwd, name))).mode & 0o777).toString(8)).toBe(file.mode)
    if (file.re !== undefined) expect(await readFile(join(cwd, name), 'utf8')).toMatch(new RegExp(file.re))
  }
}
