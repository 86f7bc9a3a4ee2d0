import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { enginesForCommands } from '../engines.js'
import { run, type Outcome } from '../harness.js'

describe.each(enginesForCommands())('commands for instances, on %s', (_, makeEngines) => {
  async function start(settings = '') {
    const engines = makeEngines()
    onTestFinished(() => engines.clear())
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), `${engines.config}session-secret: secret.key\n${settings}`)
    const call = (...words: string[]): Promise<Outcome> => run(words, { cwd, connect })
    await call('gen-session-secret', '--passphrase=false')
    return call
  }

  it('create, list and remove instances', async () => {
    const call = await start()
    expect(await call('ls-instances')).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(await call('add-instance', 'b.example:8080')).toEqual({ status: 0, stdout: '', stderr: '' })
    const { stdout } = await call('add-instance', 'a.example', '--locale', 'fr', '--context', 'dev', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ domain: 'a.example', locale: 'fr', context: 'dev' })
    expect((await call('ls-instances')).stdout).toBe('a.example\nb.example:8080\n')
    expect(await call('rm-instance', 'a.example', '--yes')).toMatchObject({ status: 0 })
    expect(JSON.parse((await call('ls-instances', '--json')).stdout)).toMatchObject([{ domain: 'b.example:8080' }])
  })

  it('warn of a context that is not configured, and name the configured ones', async () => {
    const call = await start('instance_contexts: { School: {}, work: {} }\n')
    for (const [domain, context] of [
      ['a.example', 'school'],
      ['b.example', 'Work'],
      ['c.example', 'default'],
    ] as const)
      expect(await call('add-instance', domain, '--context', context)).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(await call('add-instance', 'd.example', '--context', 'shool')).toEqual({
      status: 0,
      stdout: '',
      stderr:
        'Warning: The context "shool" is not in "instance_contexts", so the instance has the default settings; the configured contexts are: "school", "work"\n',
    })
  })

  it('explain refusals', async () => {
    const call = await start()
    await call('add-instance', 'a.example')
    for (const [words, reason] of [
      [['add-instance', 'a.example'], 'There is an instance "a.example" already'],
      [['add-instance', 'A.example'], '"A.example" is no domain of an instance'],
      [['rm-instance', 'x.example', '--yes'], 'There is no instance "x.example"'],
      [['gen-instance-token', 'x.example', '--scope', 'io.cozy.apps'], 'There is no instance "x.example"'],
      [['gen-instance-token', 'a.example', '--app', 'notes'], 'No application "notes"'],
      [['gen-instance-token', 'a.example', '--scope', '*'], '"*" is no scope'],
      [['gen-instance-token', 'a.example', '--scope', 'a '.repeat(4001)], 'The scope has 8002 characters: give 8000'],
      [['gen-instance-token', 'a.example'], 'give one of --app, --konnector and --scope'],
      [['gen-instance-token', 'a.example', '--app', 'a', '--scope', 'b'], 'give one of --app, --konnector and --scope'],
    ] as const) {
      expect(await call(...words)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(reason) })
    }
    expect(await call('rm-instance', 'a.example')).toMatchObject({ status: 1 })
    expect((await call('ls-instances')).stdout).toBe('a.example\n')
  })

  it('print a token with the given scope', async () => {
    const call = await start()
    await call('add-instance', 'a.example')
    const { stdout } = await call('gen-instance-token', 'a.example', '--scope', 'io.cozy.apps', '--max-age', '1h')
    const [, payload = ''] = stdout.trim().split('.')
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect(claims).toMatchObject({ iss: 'a.example', aud: 'cli', scope: 'io.cozy.apps' })
  })
})
