import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { describeWith } from '../../support/requirements.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { Fixture } from '../fixture.js'

const fixture = new Fixture()
const runFile = promisify(execFile)

/** An environment whose `cozy-registry` is a stub. The completion scripts run it to list spaces, editors and applications. */
async function environmentWithStub(): Promise<{ env: Record<string, string> }> {
  const folder = await temporaryFolder()
  const program = `#!/bin/sh
case "$*" in
  ls-spaces) printf 'labs\\nkids\\n' ;;
  ls-editors) printf 'Acme\\nBeta\\n' ;;
  ls-instances) printf 'alice.example\\nbob.example\\ncarol.localhost:8080\\n' ;;
  'remote-secret ls') printf 'org.example.prices token\\norg.example.weather key_1\\n' ;;
  'well-known ls') printf 'assetlinks.json\\napps/ios.json\\n' ;;
  'well-known ls --space labs') printf 'in-labs.json\\n' ;;
  'ls-versions notes') printf '1.2.0\\n1.1.0\\n' ;;
  'ls-versions notes --space labs') printf '3.0.0\\n' ;;
  'ls-pending --app notes') printf 'notes 2.0.0-beta.1 Acme 2026-01-31T12:00:00.000Z\\n' ;;
  'ls-apps --all --space labs') printf 'in-labs\\n' ;;
  'ls-apps --all -c other.yml' | 'ls-apps --all --config=other.yml') printf 'elsewhere\\n' ;;
  'ls-apps --all --config other.yml') printf 'elsewhere\\n' ;;
  'ls-apps --all') printf 'notes\\n$(printf injected)\\ndrive\\n' ;;
  *) echo "not known: $*"; exit 1 ;;
esac
`
  await writeFile(join(folder, 'cozy-registry'), program, { mode: 0o755 })
  return { env: { HOME: folder, PATH: `${folder}:${process.env.PATH ?? ''}` } }
}

async function script(shell: string): Promise<string> {
  const { status, stdout, stderr } = await fixture.call(['completion', shell])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

/** Words after the program name. For the last word, completion must offer the wanted candidates, and no unwanted one. */
const cases: [words: string[], wanted: string[], unwanted: string[]][] = [
  [['rm-'], ['rm-app', 'rm-app-version', 'rm-editor', 'rm-old-versions', 'rm-space'], ['ls-apps']],
  [['maintenance', ''], ['activate', 'deactivate'], ['rm-app']],
  [
    ['help', ''],
    ['rm-app', 'delete-editor', 'maintenance'],
    ['--yes', 'activate', 'labs'],
  ],
  [['help', 'rm-'], ['rm-app', 'rm-space'], ['ls-apps']],
  [['help', 'maintenance', ''], ['activate', 'deactivate'], ['rm-app']],
  [['maintenance', 'activate', '--i'], ['--infra'], ['--short']],
  [['gen-token', '--ma'], ['--master', '--max-age'], ['--app']],
  [['delete-editor', '--y'], ['--yes'], ['--json']],
  [
    ['add-app', '--app-type', ''],
    ['webapp', 'konnector'],
    ['--app-type', 'user_ciphered'],
  ],
  [['add-app', 'x', '--app-type', 'k'], ['konnector'], ['webapp']],
  [
    ['modify-app', '--data-usage-commitment', 'user_'],
    ['user_ciphered', 'user_reserved'],
    ['none', 'cozy'],
  ],
  [['modify-app', '--data-usage-commitment-by', ''], ['cozy', 'editor', 'none'], ['user_ciphered']],
  [['ls-versions', '--channel', ''], ['stable', 'beta', 'dev'], ['webapp']],
  [['rm-old-versions', ''], ['stable', 'beta', 'dev'], ['webapp']],
  [['completion', ''], ['bash', 'zsh', 'fish'], ['stable']],
  [['--access_topology', ''], ['direct', 'xff', 'xrip'], ['ls-apps']],
  [['ls-apps', '--space', ''], ['labs', 'kids'], ['Acme']],
  [['add-app', 'x', '--app-editor', 'A'], ['Acme'], ['Beta', 'labs']],
  [['gen-token', 'Acme', '--app', ''], ['notes', 'drive'], ['labs']],
  [['gen-token', 'Acme', '--apps', ''], ['notes', 'drive'], ['labs']],
  [['gen-token', 'Acme', '--max-age', ''], [], ['--master', 'Acme']],
  [['rm-app', '--config', ''], [], ['--yes', 'notes']],
  [['--port', ''], [], ['rm-app', '--host']],
  [['-c', ''], [], ['rm-app', '--host']],
  [['rm-editor', 'B'], ['Beta'], ['Acme', 'notes']],
  [['rm-space', ''], ['labs', 'kids'], ['Beta']],
  [['delete-editor', ''], ['Acme', 'Beta'], ['labs']],
  [['show-app', 'n'], ['notes'], ['drive']],
  [
    ['ls-versions', ''],
    ['notes', 'drive'],
    ['Acme', 'injected', '$(printf'],
  ],
  [['maintenance', 'activate', 'd'], ['drive'], ['notes']],
  [['show-app', '--space', 'labs', ''], ['in-labs'], ['notes']],
  [['gen-token', 'Acme', '--space', 'labs', '--app', ''], ['in-labs'], ['notes']],
  [['ls-apps', '--space', 'labs', ''], ['Acme'], ['notes']],
  [['-c', 'other.yml', 'rm-app', ''], ['elsewhere'], ['notes']],
  [['rm-app', '--config=other.yml', ''], ['elsewhere'], ['notes']],
  [['add-editor', ''], [], ['Acme']],
  [['ls-pending', '--editor', ''], ['Acme', 'Beta'], ['notes']],
  [['gen-instance-token', 'alice.example', '--konnector', ''], ['notes', 'drive'], ['Acme']],
  [['rm-instance', ''], ['alice.example', 'bob.example', 'carol.localhost:8080'], ['Acme']],
  [['rm-instance', 'c'], ['carol.localhost:8080'], ['alice.example']],
  [['gen-instance-token', 'a'], ['alice.example'], ['bob.example']],
  [['add-instance', ''], [], ['alice.example']],
  [['well-known', 'rm', ''], ['assetlinks.json'], ['notes', 'org.example.prices']],
  [['remote-secret', 'rm', ''], ['org.example.prices', 'org.example.weather'], ['assetlinks.json']],
  [['remote-secret', 'rm', 'org.example.prices', ''], ['token'], ['assetlinks.json']],
  [['remote-secret', 'set', 'org.example.w'], ['org.example.weather'], ['org.example.prices']],
  [['well-known', 'rm', 'apps/'], ['apps/ios.json'], ['assetlinks.json']],
  [['well-known', 'rm', '--space', 'labs', ''], ['in-labs.json'], ['assetlinks.json']],
  [
    ['rm-app-version', 'notes', ''],
    ['1.2.0', '1.1.0'],
    ['2.0.0-beta.1', 'Acme'],
  ],
  [['rm-app-version', '--space', 'labs', 'notes', ''], ['3.0.0'], ['1.2.0']],
  [['rm-app-version', ''], ['notes', 'drive'], ['1.2.0']],
  [['approve', 'notes', ''], ['2.0.0-beta.1'], ['1.2.0', 'Acme']],
  [['reject', 'notes', '2'], ['2.0.0-beta.1'], ['1.2.0']],
  [['ls-editors', '--couchdb-u'], ['--couchdb-url', '--couchdb-user'], ['--host']],
]

function shellPath(name: string): string | undefined {
  return ['/bin', '/usr/bin'].map((folder) => `${folder}/${name}`).find((path) => existsSync(path))
}

describe('completion', () => {
  it('prints the completion script for bash, and refuses an unknown shell', async () => {
    expect(await script('bash')).toContain('cozy-apps-registry')
    const { status, stderr } = await fixture.call(['completion', 'powershell'])
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Error: Unsupported shell\n' })
  })
})

describeWith('in bash', shellPath('bash'), 'bash is not installed', (bash) => {
  // Bash completes only the part of a word after its last colon.
  const afterColons: typeof cases = [
    [['rm-instance', 'carol.localhost:'], ['8080'], ['alice.example']],
    [['rm-instance', 'carol.localhost:80'], ['8080'], ['carol.localhost:8080']],
    [['gen-instance-token', 'carol.localhost:8080', '--konnector', 'n'], ['notes'], ['drive']],
  ]

  it.each([...cases, ...afterColons])('completes %j with %j, and never with %j', async (words, wanted, unwanted) => {
    const printCandidates =
      'COMP_WORDBREAKS="=:"; COMP_WORDS=(cozy-registry "$@"); COMP_CWORD=$#; _cozy_registry; printf "%s\\n" "${COMPREPLY[@]}"'
    // Bash splits words at these characters before it asks for candidates.
    const split = words.flatMap((word) => (word === '' ? [word] : word.split(/([=:])/).filter((part) => part !== '')))
    const { stdout } = await runFile(
      bash,
      ['-c', `${await script('bash')}\n${printCandidates}`, 'bash', ...split],
      await environmentWithStub(),
    )
    expectCandidates(stdout.split('\n'), wanted, unwanted)
  })
})

describeWith('in zsh', shellPath('zsh'), 'zsh is not installed', (zsh) => {
  it.each(cases)('completes %j with %j, and never with %j', async (words, wanted, unwanted) => {
    // A shell that is not interactive has no completion system. These functions replace it.
    const system = 'compdef() { : }\ncompadd() { shift; print -l -- $@ }\n_files() { : }'
    const printCandidates = 'words=(cozy-registry "$@"); CURRENT=$#words; _cozy_registry'
    const { stdout } = await runFile(
      zsh,
      ['-fc', `${system}\n${await script('zsh')}\n${printCandidates}`, 'zsh', ...words],
      await environmentWithStub(),
    )
    // zsh itself drops candidates that do not begin with the typed word.
    const candidates = stdout.split('\n').filter((candidate) => candidate.startsWith(words.at(-1) ?? ''))
    expectCandidates(candidates, wanted, unwanted)
  })
})

describeWith('in fish', shellPath('fish'), 'fish is not installed', (fish) => {
  it.each(cases)('completes %j with %j, and never with %j', async (words, wanted, unwanted) => {
    const line = ['cozy-registry', ...words].join(' ')
    const { stdout } = await runFile(
      fish,
      ['--no-config', '-c', `${await script('fish')}\ncomplete -C "${line}"`],
      await environmentWithStub(),
    )
    expectCandidates(
      stdout.split('\n').map((answer) => answer.split('\t')[0] ?? ''),
      wanted,
      unwanted,
    )
  })
})

function expectCandidates(candidates: string[], wanted: string[], unwanted: string[]): void {
  expect(candidates).toEqual(expect.arrayContaining(wanted))
  for (const word of unwanted) expect(candidates).not.toContain(word)
}
