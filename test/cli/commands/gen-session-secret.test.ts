import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../../src/cli/program.js'
import { Fixture } from '../fixture.js'
import { fakeIo } from '../harness.js'

const fixture = new Fixture()

describe('the secret file', () => {
  it('is encrypted and decrypted with the passphrase of the environment, without a question', async () => {
    const env = { REGISTRY_SESSION_PASS: 'pw' }
    const created = await fixture.call(['gen-session-secret', '--json', '~/sealed.key'], { env })
    expect(JSON.parse(created.stdout)).toEqual({ path: join(fixture.cwd, 'sealed.key'), sealed: true })
    expect((await stat(join(fixture.cwd, 'sealed.key'))).mode & 0o777).toBe(0o600)
    const check = ['verify-token', 'Cozy', 'x', '--master', '--session-secret', '$HOME/sealed.key']
    expect((await fixture.call(check, { env })).stderr).toBe('Error: token is **not** valid\n')
    await writeFile(join(fixture.cwd, 'pass'), 'pw\n')
    const fromFile = await fixture.call(check, { env: { REGISTRY_SESSION_PASS_FILE: 'pass' } })
    expect(fromFile.stderr).toBe('Error: token is **not** valid\n')
  })

  it('is not encrypted with --passphrase=false, even when the environment has a passphrase', async () => {
    const { stdout } = await fixture.call(['gen-session-secret', '--passphrase=false', 'clear.key'], {
      env: { REGISTRY_SESSION_PASS: 'pw' },
    })
    expect(stdout).toBe('Creating file "clear.key"... ok\n')
    expect(await readFile(join(fixture.cwd, 'clear.key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/)
  })

  it('is not encrypted when the passphrase is empty and the user confirms this', async () => {
    const { status, stderr } = await fixture.call(['gen-session-secret', 'clear.key'], { stdin: '\nno\n\nyes\n' })
    expect(status).toBe(0)
    const question =
      'Enter passphrase (empty for no passphrase): Are you sure you do NOT want to encrypt the session secret ? [y/N] '
    expect(stderr).toBe(question + question)
    expect(await readFile(join(fixture.cwd, 'clear.key'), 'utf8')).toHaveLength(45)
  })

  it('is not created when a question is not answered', async () => {
    const before = await readdir(fixture.cwd)
    expect((await fixture.call(['gen-session-secret', 'x.key'], { stdin: 'pw\n' })).status).toBe(1)
    expect(await readdir(fixture.cwd)).toEqual(before)
  })

  it('is not created in a folder that does not exist', async () => {
    const { status, stderr } = await fixture.call(['gen-session-secret', '--passphrase=false', 'missing/x.key'])
    expect([status, stderr]).toEqual([1, 'Error: open missing/x.key: no such file or directory\n'])
  })

  it('is never replaced', async () => {
    const before = await readFile(join(fixture.cwd, 'sessionsecret.key'), 'utf8')
    expect(await fixture.call(['gen-session-secret', '--passphrase=false'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Error: open sessionsecret.key: file exists\n',
    })
    expect(await readFile(join(fixture.cwd, 'sessionsecret.key'), 'utf8')).toBe(before)
  })

  it('needs REGISTRY_SESSION_PASS when it is encrypted and the input is empty', async () => {
    await fixture.call(['gen-session-secret', 'sealed.key'], { env: { REGISTRY_SESSION_PASS: 'pw' } })
    const { status, stderr } = await fixture.call(['serve', '--session-secret', 'sealed.key'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/\nError: .*REGISTRY_SESSION_PASS/)
  })

  it('is not decrypted after three wrong passphrases, and the user gets no fourth attempt', async () => {
    await fixture.call(['gen-session-secret', 'sealed.key'], { env: { REGISTRY_SESSION_PASS: 'pw' } })
    const check = ['verify-token', 'Cozy', 'x', '--session-secret', 'sealed.key']
    const { status, stderr } = await fixture.call(check, { stdin: '1\n2\n3\npw\n' })
    expect(status).toBe(1)
    expect(stderr.match(/Enter passphrase/g)).toHaveLength(3)
    expect(stderr).toMatch(/\n?Error: Could not decrypt session secret: [^\n]+\n$/)
  })

  it('is reported as damaged without asking for a passphrase', async () => {
    const path = join(fixture.cwd, 'sessionsecret.key')
    const check = ['verify-token', 'Cozy', 'x']
    await writeFile(path, 'AAAA\n', { mode: 0o600 })
    const broken = await fixture.call(check, { stdin: 'a\nb\n' })
    expect(broken.status).toBe(1)
    expect(broken.stderr).toMatch(/^Error: [^\n]*Bad secret file[^\n]*\n$/)
    await writeFile(path, 'not base64')
    const { stderr } = await fixture.call(check)
    expect(stderr).toMatch(`Error: Session secret is not properly base64 encoded in "${path}": `)
  })

  it('causes a warning in the log of the server and on a terminal when other users can read it', async () => {
    await chmod(join(fixture.cwd, 'sessionsecret.key'), 0o644)
    const { stderr } = await fixture.call(['serve'])
    expect(stderr).toMatch(/"level":40,.*sessionsecret\.key/)
    expect((await fixture.call(['gen-token', 'Cozy', '--master'])).stderr).toBe('')
    const { io, stderr: terminal } = fakeIo({ cwd: fixture.cwd, connect: fixture.registry.connect })
    io.stderr.isTTY = true
    await runCli(['gen-token', 'Cozy', '--master'], io)
    expect(terminal.join('')).toMatch(/^Warning: .*sessionsecret\.key.*\nWarning: the token never expires/)
  })

  it('is named in the error, together with its configuration key, when it cannot be read', async () => {
    for (const words of [['serve'], ['gen-token', 'Cozy', '--master']]) {
      const { status, stderr } = await fixture.call([...words, '--session-secret', '.'])
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(
          /Error: The session secret in "[^"]+", which "session-secret" names, can't be read: EISDIR/,
        ),
      })
    }
  })

  it('is refused when it is longer than 64 KiB', async () => {
    const { status, stderr } = await fixture.call(['gen-token', 'Cozy', '--master', '--session-secret', '/dev/zero'])
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        'Error: Could not decrypt session secret in "/dev/zero": Bad secret file: it has more than 64 KiB, ' +
        'too much for a secret: give the path of a secret file\n',
    })
  })

  it('is refused when its path is empty', async () => {
    for (const argv of [['serve'], ['gen-session-secret']]) {
      const { stderr } = await fixture.call([...argv, '--session-secret='])
      expect(stderr).toBe('Error: Missing path to session secret file\n')
    }
  })
})
