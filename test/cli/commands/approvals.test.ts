import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../../src/config/config.js'
import { connect } from '../../../src/gateway.js'
import { successOf } from '../../../src/graphql/success-of.js'
import { PublishExampleDocument } from '../../../src/quickstart/generated/operations.js'
import { startArchiveServer } from '../../support/archive-server.js'
import { sha256 } from '../../support/archives.js'
import { archiveOf } from '../../support/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { enginesForCommands, type CommandEngines } from '../engines.js'
import { run, type Outcome } from '../harness.js'

const config = `spaces: __default__ labs
virtual_spaces:
  kids: { source: __default__, filter: select, slugs: [notes] }
publish:
  trusted_networks: 127.0.0.0/8
`
const minutes = 60_000
const success = { status: 0, stderr: '' }

interface RegistryCommands {
  call: (words: string[], stdin?: string) => Promise<Outcome>
  /** Runs a command with `--json`; returns the parsed output. */
  json: (...words: string[]) => Promise<unknown>
}

/** Creates a registry with three applications. Versions of notes need approval, versions of photos do not, and plans has none. */
async function createRegistry(engines: CommandEngines): Promise<RegistryCommands> {
  const cwd = await temporaryFolder()
  onTestFinished(() => engines.clear())
  await writeFile(join(cwd, 'cozy-registry.yml'), config + engines.config)
  const call = (words: string[], stdin = ''): Promise<Outcome> => run(words, { cwd, connect, stdin })
  for (const words of [
    ['add-editor', 'Acme'],
    ['add-editor', 'Live', '--auto-publication'],
    ['add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp'],
    ['add-app', 'photos', '--app-editor', 'Live', '--app-type', 'webapp'],
    ['add-app', 'plans', '--app-editor', 'Acme', '--app-type', 'webapp', '--space', 'labs'],
  ]) {
    expect(await call(words)).toMatchObject({ status: 0 })
  }
  await publish(cwd, [
    ['notes', '1.0.0'],
    ['notes', '1.1.0'],
    ['photos', '1.0.0'],
    ['photos', '1.1.0-beta.1'],
    ['photos', '0.9.0'],
  ])
  const json = async (...words: string[]): Promise<unknown> => JSON.parse((await call([...words, '--json'])).stdout)
  return { call, json }
}

async function publish(cwd: string, versions: [app: string, version: string][]): Promise<void> {
  const loaded = await loadConfig({ argvFlags: {}, env: { HOME: cwd }, cwd, home: cwd })
  const { execute, close } = await connect(loaded.config, {})
  const archives = await startArchiveServer()
  for (const [app, version] of versions) {
    const archive = await archiveOf({ slug: app, version, manifest: { version: version.split('-')[0] } })
    const url = archives.serve(`${app}-${version}.tar.gz`, archive)
    const submission = { space: '__default__', app, version, url, sha256: sha256(archive) }
    successOf((await execute(PublishExampleDocument, { input: submission })).publishVersion)
  }
  await close()
}

it.each(enginesForCommands())(
  'ls-pending lists pending versions, approve publishes one, and reject removes one only when confirmed, on %s',
  { timeout: 5 * minutes },
  async (_, make) => {
    const { call, json } = await createRegistry(make())
    const pending = async (...words: string[]) =>
      (await call(['ls-pending', ...words])).stdout.split('\n').map((line) => line.split(' ').slice(0, 3).join(' '))

    expect(await pending()).toEqual(['notes 1.0.0 Acme', 'notes 1.1.0 Acme', ''])
    expect(await pending('--editor', 'acme', '--app', 'notes')).toEqual(['notes 1.0.0 Acme', 'notes 1.1.0 Acme', ''])
    for (const name of ['Live', 'live']) expect(await pending('--editor', name)).toEqual([''])
    expect(await call(['ls-pending', '--editor', 'live'])).toEqual({ ...success, stdout: '' })
    expect(await pending('--app', 'photos')).toEqual([''])
    expect(await json('ls-pending')).toMatchObject([
      { slug: 'notes', version: '1.0.0', channel: 'stable', state: 'pending', editor: 'Acme' },
      { slug: 'notes', version: '1.1.0' },
    ])
    expect(await call(['ls-versions', 'notes'])).toEqual({ ...success, stdout: '' })

    expect(await call(['approve', 'notes', '1.0.0'])).toEqual({ ...success, stdout: 'Approving notes/1.0.0...ok\n' })
    expect(await call(['ls-versions', 'notes'])).toEqual({ ...success, stdout: '1.0.0\n' })
    expect(await pending()).toEqual(['notes 1.1.0 Acme', ''])

    for (const answer of ['', 'n\n', '\n']) {
      expect({ answer, ...(await call(['reject', 'notes', '1.1.0'], answer)) }).toMatchObject({ answer, status: 1 })
    }
    expect(await pending()).toEqual(['notes 1.1.0 Acme', ''])
    expect(await call(['reject', 'notes', '1.1.0', '--yes'])).toEqual({
      ...success,
      stdout: 'Rejecting notes/1.1.0...ok\n',
    })
    expect(await pending()).toEqual([''])
    expect(await call(['ls-versions', 'notes'])).toEqual({ ...success, stdout: '1.0.0\n' })
  },
)

it('ls-apps, show-app and ls-versions show applications and published versions', { timeout: 5 * minutes }, async () => {
  const { call, json } = await createRegistry(enginesForCommands()[0]?.[1]() ?? expect.fail('no engines'))

  expect(await call(['ls-apps', '--all'])).toEqual({ ...success, stdout: 'notes\nphotos\n' })
  expect(await json('ls-apps', '--all')).toEqual(['notes', 'photos'])
  expect(await call(['ls-apps', '--all', '--space', 'kids'])).toEqual({ ...success, stdout: 'notes\n' })
  expect(await call(['ls-apps', '--all', '--space', 'labs'])).toEqual({ ...success, stdout: 'plans\n' })
  // An editor and --all exclude each other.
  expect(await call(['ls-apps', 'Acme', '--all'])).toMatchObject({ status: 1, stdout: '' })

  expect(await json('show-app', 'photos')).toMatchObject({
    slug: 'photos',
    type: 'webapp',
    editor: 'Live',
    versions: {
      has_versions: true,
      stable: ['0.9.0', '1.0.0'],
      beta: ['0.9.0', '1.0.0', '1.1.0-beta.1'],
      dev: ['0.9.0', '1.0.0', '1.1.0-beta.1'],
    },
  })
  expect(await json('show-app', 'notes', '--space', 'kids')).toMatchObject({ versions: { has_versions: false } })

  expect(await call(['ls-versions', 'photos'])).toEqual({ ...success, stdout: '1.1.0-beta.1\n1.0.0\n0.9.0\n' })
  expect(await call(['ls-versions', 'photos', '--channel=stable'])).toEqual({ ...success, stdout: '1.0.0\n0.9.0\n' })
  expect(await json('ls-versions', 'photos', '--channel', 'beta')).toMatchObject([
    { slug: 'photos', version: '1.1.0-beta.1', channel: 'beta', state: 'published', editor: 'Live' },
    { version: '1.0.0', channel: 'stable' },
    { version: '0.9.0' },
  ])
})

const unknownSpace = 'Space "nospace" does not exist'
const unknownApp = 'has no application "nothing": look at its spelling'
const whyHidden = 'look at its spelling, or at the source and the slugs of this virtual space in the configuration'
const virtualSpace = 'Space "kids" is virtual'

it('commands say which argument is wrong', { timeout: 5 * minutes }, async () => {
  const { call } = await createRegistry(enginesForCommands()[0]?.[1]() ?? expect.fail('no engines'))
  const cases: [words: string[], text: string][] = [
    [['show-app', 'nothing'], unknownApp],
    [['show-app', 'photos', '--space', 'kids'], `The space "kids" has no application "photos": ${whyHidden}`],
    [['ls-versions', 'photos', '--space', 'kids'], whyHidden],
    [['ls-versions', 'nothing'], unknownApp],
    [['ls-versions', 'photos', '--channel', 'nightly'], '"nightly" is no channel: use "stable", "beta" or "dev"'],
    [['ls-pending', '--app', 'nothing'], unknownApp],
    [['ls-pending', '--editor', 'Nobody'], 'There is no editor "Nobody"'],
    [['ls-pending', '--app', ''], 'name an application'],
    [['ls-pending', '--space', 'kids'], virtualSpace],
    [['approve', 'nothing', '1.0.0'], unknownApp],
    [['approve', 'notes', '2.0.0'], '"notes" has no version 2.0.0 that waits for approval'],
    [['approve', 'notes', '1.0'], '"1.0" is no version: use X.Y.Z'],
    [['approve', 'notes', '1.0.0', '--space', 'kids'], virtualSpace],
    [['reject', 'notes', '2.0.0', '--yes'], '"notes" has no version 2.0.0 that waits for approval'],
    [['ls-apps', '--all', '--space', 'nospace'], 'cannot get space nospace'],
    [['show-app', 'notes', '--space', 'nospace'], unknownSpace],
    [['ls-versions', 'notes', '--space', 'nospace'], unknownSpace],
    [['ls-pending', '--space', 'nospace'], unknownSpace],
    [['ls-pending', '--app', 'notes', '--space', 'nospace'], unknownSpace],
    [['approve', 'notes', '1.0.0', '--space', 'nospace'], unknownSpace],
    [['reject', 'notes', '1.0.0', '--space', 'nospace', '--yes'], unknownSpace],
  ]
  for (const [words, text] of cases) {
    const { status, stdout, stderr } = await call(words)
    expect({ words, status, stdout, stderr }).toEqual({
      words,
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(text),
    })
  }
})
