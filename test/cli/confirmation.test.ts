import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect } from '../../src/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run, type Outcome, type RunOptions } from './harness.js'

const declined = 'The answer is no: nothing was changed.\n'

/** A folder with a registry: the editor Acme with the application notes, and a file below `/.well-known/`. */
async function createRegistryFolder(): Promise<string> {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'cozy-registry.yml'), 'data: data\nspaces: __default__ labs\n')
  await writeFile(join(cwd, 'links.json'), '[]')
  for (const words of [
    ['gen-session-secret', '--passphrase=false'],
    ['add-editor', 'Acme'],
    ['add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp'],
    ['well-known', 'put', 'links.json'],
    ['gen-token', 'Acme', '--master', '--name', 'Admin'],
  ]) {
    expect(await call(cwd, words)).toMatchObject({ status: 0 })
  }
  return cwd
}

function call(cwd: string, words: string[], stdin: RunOptions['stdin'] = ''): Promise<Outcome> {
  return run(words, { cwd, connect, stdin })
}

/** Lists of the registry. Each command below changes one of them. */
async function stateOf(cwd: string): Promise<string[]> {
  const shown = [['ls-editors'], ['ls-apps', 'Acme'], ['well-known', 'ls'], ['ls-tokens', 'Acme']]
  return Promise.all(shown.map(async (words) => (await call(cwd, words)).stdout))
}

type Effect = 'takes effect' | 'is refused'

/** Commands that ask for confirmation, and their effect when the input is empty. */
const commands: [words: string[], withoutAnswer: Effect][] = [
  [['rm-app', 'notes'], 'takes effect'],
  [['rm-editor', 'Acme'], 'takes effect'],
  [['revoke-tokens', 'Acme', '--master'], 'is refused'],
  [['well-known', 'rm', 'links.json'], 'is refused'],
]

describe.each(commands)('%j', (words, withoutAnswer) => {
  it('changes nothing when the answer is no, or neither yes nor no', async () => {
    const cwd = await createRegistryFolder()
    const before = await stateOf(cwd)
    for (const answer of ['n\n', 'N', 'no\r\n', ' NO \n', '\n', 'nope\nn\n']) {
      const { status, stderr } = await call(cwd, words, answer)
      expect({ answer, status, end: stderr.slice(-declined.length) }).toEqual({ answer, status: 1, end: declined })
    }
    for (const input of ['nope\n', 'notes\nphotos\ntasks\n']) {
      expect({ input, ...(await call(cwd, words, input)) }).toMatchObject({ input, status: 1 })
    }
    expect(await stateOf(cwd)).toEqual(before)
  })

  it.each<[string[], string, Effect]>([
    [words, 'Y', 'takes effect'],
    [words, 'maybe\n yes\r\n', 'takes effect'],
    [[...words, '--yes'], 'n\n', 'takes effect'],
    [words, '', withoutAnswer],
  ])('%j with the input %j %s', async (argv, input, effect) => {
    const cwd = await createRegistryFolder()
    const before = await stateOf(cwd)
    const takesEffect = effect === 'takes effect'
    expect(await call(cwd, argv, input)).toMatchObject({ status: takesEffect ? 0 : 1 })
    const after = await stateOf(cwd)
    if (takesEffect) expect(after).not.toEqual(before)
    else expect(after).toEqual(before)
  })
})

it.each([
  [['rm-app-version', 'notes', '1.0.0']],
  [['rm-old-versions', 'stable', 'notes', '--no-dry-run']],
  [['repair', '--fix']],
  [['import', '--drop', 'all.tar.gz']],
  [['import', '--replace', 'all.tar.gz']],
  [['reject', 'notes', '1.0.0']],
])('%j stops when the answer is no', async (words) => {
  const { status, stderr } = await call(await createRegistryFolder(), words, 'n\n')
  expect({ status, end: stderr.slice(-declined.length) }).toEqual({ status: 1, end: declined })
})

it('import --replace is refused when the input is empty and --yes is not given', async () => {
  const [from, to] = [await createRegistryFolder(), await createRegistryFolder()]
  await call(from, ['export', 'all.tar.gz'])
  const words = ['import', '--replace', join(from, 'all.tar.gz')]
  expect(await call(to, words)).toMatchObject({ status: 1 })
  expect(await call(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 1 })
  expect(await call(to, [...words, '--yes'])).toMatchObject({ status: 0 })
  expect(await call(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 0 })
})

it('import --replace from the standard input needs --yes', async () => {
  const cwd = await createRegistryFolder()
  expect(await call(cwd, ['import', '--replace'], 'an archive')).toMatchObject({
    status: 1,
    stderr:
      'Error: The archive comes from the standard input, so no question can be answered there: give --yes to overwrite documents and files that differ from the archive\n',
  })
})

it('rm-editor reads the name of the editor and the confirmation from one input', async () => {
  const cwd = await createRegistryFolder()
  expect(await call(cwd, ['rm-editor'], 'Acme\nno\n')).toMatchObject({ status: 1 })
  expect((await call(cwd, ['ls-editors'])).stdout).toBe('Acme\n')
  // Scripts for the reference registry (cozy-apps-registry) send only the name. Its rm-editor asks for nothing else.
  expect(await call(cwd, ['rm-editor'], 'Acme\n')).toMatchObject({ status: 0 })
})

it('rm-space removes a space only when the answer is the name of the space', async () => {
  const cwd = await createRegistryFolder()
  for (const answer of ['', 'n\n', 'no\n', 'y\n']) {
    expect(await call(cwd, ['rm-space', 'labs'], answer)).toMatchObject({ status: 1 })
  }
  expect(await call(cwd, ['rm-space', 'labs'], 'labs\n')).toMatchObject({ status: 0 })
})
