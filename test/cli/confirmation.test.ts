import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect } from '../../src/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run, type Outcome, type Setting } from './harness.js'

const declined = 'The answer is no: nothing was changed.\n'

/** A folder with a registry: the editor Acme with the application notes, and a file below `/.well-known/`. */
async function filled(): Promise<string> {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'cozy-registry.yml'), 'data: data\nspaces: __default__ labs\n')
  await writeFile(join(cwd, 'links.json'), '[]')
  for (const words of [
    ['gen-session-secret', '--passphrase=false'],
    ['add-editor', 'Acme'],
    ['add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp'],
    ['well-known', 'put', 'links.json'],
  ]) {
    expect(await call(cwd, words)).toMatchObject({ status: 0 })
  }
  return cwd
}

function call(cwd: string, words: string[], stdin: Setting['stdin'] = ''): Promise<Outcome> {
  return run(words, { cwd, connect, stdin })
}

// All that the commands below could take away.
async function stateOf(cwd: string): Promise<string[]> {
  const shown = [['ls-editors'], ['ls-apps', 'Acme'], ['well-known', 'ls'], ['gen-token', 'Acme', '--master']]
  return Promise.all(shown.map(async (words) => (await call(cwd, words)).stdout))
}

/** Commands that ask, and what no answer at all means. */
const commands: [words: string[], withoutAnswer: 'goes on' | 'is refused'][] = [
  [['rm-app', 'notes'], 'goes on'],
  [['rm-editor', 'Acme'], 'goes on'],
  [['revoke-tokens', 'Acme', '--master'], 'is refused'],
  [['well-known', 'rm', 'links.json'], 'is refused'],
]

describe.each(commands)('%j', (words, withoutAnswer) => {
  it('does nothing unless the answer is yes', async () => {
    const cwd = await filled()
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

  it.each([
    [words, 'Y', true],
    [words, 'maybe\n yes\r\n', true],
    [[...words, '--yes'], 'n\n', true],
    [words, '', withoutAnswer === 'goes on'],
  ])('%j with %j as the input', async (given, input, goesOn) => {
    const cwd = await filled()
    const before = await stateOf(cwd)
    expect(await call(cwd, given, input)).toMatchObject({ status: goesOn ? 0 : 1 })
    const after = await stateOf(cwd)
    if (goesOn) expect(after).not.toEqual(before)
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
])('%j stops after a no', async (words) => {
  const { status, stderr } = await call(await filled(), words, 'n\n')
  expect({ status, end: stderr.slice(-declined.length) }).toEqual({ status: 1, end: declined })
})

it('an import that replaces needs an answer or --yes', async () => {
  const [from, to] = [await filled(), await filled()]
  await call(from, ['export', 'all.tar.gz'])
  const words = ['import', '--replace', join(from, 'all.tar.gz')]
  expect(await call(to, words)).toMatchObject({ status: 1 })
  expect(await call(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 1 })
  expect(await call(to, [...words, '--yes'])).toMatchObject({ status: 0 })
  expect(await call(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 0 })
})

it('the name of an editor and the answer come from one input', async () => {
  const cwd = await filled()
  expect(await call(cwd, ['rm-editor'], 'Acme\nno\n')).toMatchObject({ status: 1 })
  expect((await call(cwd, ['ls-editors'])).stdout).toBe('Acme\n')
  // As scripts of the reference registry give it, which asks for the name alone.
  expect(await call(cwd, ['rm-editor'], 'Acme\n')).toMatchObject({ status: 0 })
})

it('a space is removed only when its name is repeated', async () => {
  const cwd = await filled()
  for (const answer of ['', 'n\n', 'no\n', 'y\n']) {
    expect(await call(cwd, ['rm-space', 'labs'], answer)).toMatchObject({ status: 1 })
  }
  expect(await call(cwd, ['rm-space', 'labs'], 'labs\n')).toMatchObject({ status: 0 })
})
