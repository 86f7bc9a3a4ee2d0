import { describe, expect, it } from 'vitest'
import { Fixture } from '../fixture.js'

const fixture = new Fixture()

describe('add-editor', () => {
  it('prints the new editor as JSON with --json', async () => {
    expect(await fixture.call(['add-editor', '--json', 'Zed'])).toEqual({
      status: 0,
      stdout: '{\n  "name": "Zed"\n}\n',
      stderr: '',
    })
    // `ls-editors` ignores the argument.
    expect((await fixture.call(['ls-editors', '--json', 'surplus'])).stdout).toBe('[\n  "Cozy",\n  "Zed"\n]\n')
  })

  it('exempts the versions of an editor from approval only with --auto-publication', async () => {
    await fixture.call(['add-editor', 'One', '--auto-publication'])
    await fixture.call(['add-editor', 'Two', '--auto-publication=false'])
    expect([...fixture.registry.autoPublication]).toEqual(['cozy', 'one'])
  })

  it('asks for the name of the editor until the name is valid and not taken', async () => {
    const { status, stdout, stderr } = await fixture.call(['add-editor'], { stdin: 'z-d\ncozy\nZed' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Creating new editor "Zed"...ok\n' })
    expect(stderr).toBe(
      'Editor name: Editor name should only contain alphanumeric characters\nEditor name: Editor already exists\nEditor name: ',
    )
  })

  it('prints the error when the registry cannot create the editor', async () => {
    fixture.registry.failure = new Error('disk full')
    expect(await fixture.call(['add-editor', 'Zed'])).toEqual({
      status: 1,
      stdout: 'Creating new editor "Zed"...failed\n',
      stderr: 'Error: disk full\n',
    })
  })
})

describe('tokens', () => {
  it.each([
    ['gen-token', 'Cozy', '--app', ''],
    ['gen-token', 'Cozy', '--apps='],
    ['verify-token', 'Cozy', 'AAAA', '--app='],
    ['revoke-tokens', 'Cozy', '--yes', '--app', ''],
  ])('are not created, verified or revoked for an empty application name: %s %s %s %s', async (...words) => {
    const { status, stdout, stderr } = await fixture.call(words)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^Error: invalid argument "" for "--app" flag: /)
  })

  it('are created for several applications in one run, and printed one per line', async () => {
    fixture.registry.applications.add('photos')
    const { stdout, status } = await fixture.call(['gen-token', 'cozy', '--apps', 'drive,photos', '--space', 'foo'])
    const lines = ['drive', 'photos'].map(
      (app) => `${fixture.registry.token({ editor: 'Cozy', kind: 'EDITOR', app })}\n`,
    )
    expect({ status, stdout }).toEqual({ status: 0, stdout: lines.join('') })
    expect(fixture.registry.requests).toMatchObject([{ space: 'foo' }, { space: 'foo' }])
  })

  it('are not printed when one of them cannot be created', async () => {
    const { stdout, stderr } = await fixture.call(['gen-token', 'Cozy', '--apps', 'drive,nope'])
    expect(stdout).toBe('')
    expect(stderr).toBe('Error: Could not generate editor token for "Cozy": Application was not found\n')
  })

  it('of the master kind are created for all applications, even with --app', async () => {
    await fixture.call(['gen-token', 'Cozy', '--master', '--app', 'drive', '--max-age', '1d12h'])
    expect(fixture.registry.requests).toEqual([{ editor: 'Cozy', kind: 'MASTER', maxAgeMs: 129_600_000 }])
  })

  it('that are good for any application are printed with a warning', async () => {
    const { status, stdout, stderr } = await fixture.call(['gen-token', 'Cozy'])
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${fixture.registry.token({ editor: 'Cozy', kind: 'EDITOR' })}\n`,
    })
    expect(stderr).toBe('Warning: the token is good for any application\n')
    const { stdout: json } = await fixture.call(['gen-token', 'Cozy', '--json'])
    expect(JSON.parse(json)).toEqual([
      { token: expect.any(String), warnings: ['the token is good for any application'] },
    ])
    const { stdout: named } = await fixture.call(['gen-token', 'Cozy', '--master', '--name', 'Admin', '--json'])
    expect(JSON.parse(named)).toEqual([
      { token: expect.any(String), id: '0123456789abcdef', name: 'Admin', warnings: [] },
    ])
  })

  it.each([['0'], ['0d'], ['-1h'], ['300y'], ['30']])('cannot have a lifetime of %s', async (age) => {
    const { status, stdout, stderr } = await fixture.call(['gen-token', 'Cozy', '--master', `--max-age=${age}`])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^Error: .*max-age/)
    expect(fixture.registry.opened).toBe(0)
  })

  it('are created only for an existing editor', async () => {
    const { stderr } = await fixture.call(['gen-token', 'Nobody', '--master'])
    expect(stderr).toBe('Error: Error while getting editor: Editor not found\n')
  })

  it('are verified when given as an argument, or on the standard input in base64 or as raw bytes', async () => {
    const token = fixture.registry.token({ editor: 'Cozy', kind: 'MASTER' })
    const wrapped = `${token.slice(0, 10)}\r\n${token.slice(10)}\n`
    const check = ['verify-token', 'Cozy', '--master']
    expect((await fixture.call([...check, token])).stdout).toBe('token is valid\n')
    for (const stdin of [wrapped, Buffer.from(token, 'base64')]) {
      expect(await fixture.call([...check, '-'], { stdin })).toEqual({
        status: 0,
        stdout: 'token is valid\n',
        stderr: 'Waiting for token on stdin...ok\n',
      })
    }
  })

  it('cause the exit status 1 if invalid and 0 if valid, also with --json', async () => {
    const token = fixture.registry.token({ editor: 'Cozy', kind: 'MASTER' })
    expect(await fixture.call(['verify-token', 'Cozy', token, '--json'])).toEqual({
      status: 1,
      stdout: '{\n  "valid": false\n}\n',
      stderr: 'Error: token is **not** valid\n',
    })
    expect((await fixture.call(['verify-token', 'Cozy', token, '--json', '--master'])).status).toBe(0)
  })

  it('are verified with the editor and the token from the standard input', async () => {
    const token = fixture.registry.token({ editor: 'Cozy', kind: 'EDITOR', app: 'drive' })
    const { stdout } = await fixture.call(['verify-token', '--app', 'drive'], { stdin: `Cozy\n${token}\n` })
    expect(stdout).toBe('token is valid\n')
  })
})
