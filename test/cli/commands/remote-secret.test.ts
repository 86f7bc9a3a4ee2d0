import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { enginesForCommands } from '../engines.js'
import { run, type Outcome, type RunOptions } from '../harness.js'

const doctype = 'org.example.prices'

describe.each(enginesForCommands())('commands for secrets of remote doctypes, on %s', (_, makeEngines) => {
  async function start() {
    const engines = makeEngines()
    onTestFinished(() => engines.clear())
    const cwd = await temporaryFolder()
    const config = `${engines.config}session-secret: secret.key\n`
    await writeFile(join(cwd, 'cozy-registry.yml'), config)
    const call = (words: string[], stdin?: RunOptions['stdin']): Promise<Outcome> =>
      run(words, { cwd, connect, ...(stdin !== undefined && { stdin }) })
    await call(['gen-session-secret', '--passphrase=false'])
    const stored = async () => {
      const documents = await engines.open(cwd)
      const found: unknown[] = []
      try {
        for await (const document of documents.list(`${engines.prefix}-remote-secrets`)) found.push(document)
      } finally {
        await documents.close()
      }
      return JSON.stringify(found)
    }
    return { cwd, call, stored }
  }

  it('set, list and remove secrets, which are stored encrypted and never printed', async () => {
    const { cwd, call, stored } = await start()
    expect(await call(['remote-secret', 'ls'])).toEqual({ status: 0, stdout: '', stderr: '' })
    const done = { status: 0, stdout: '', stderr: '' }
    expect(await call(['remote-secret', 'set', doctype, 'token'], 'swordfish\n')).toEqual(done)
    await writeFile(join(cwd, 'secret.txt'), 'opensesame\r\n')
    const set = await call(['remote-secret', 'set', doctype, 'key', '--file', 'secret.txt', '--json'])
    expect(JSON.parse(set.stdout)).toEqual({ doctype, name: 'key' })
    const listed = await call(['remote-secret', 'ls'])
    expect(listed).toEqual({ status: 0, stdout: `${doctype} key\n${doctype} token\n`, stderr: '' })
    const asJson = await call(['remote-secret', 'ls', '--json'])
    expect(JSON.parse(asJson.stdout)).toEqual([{ doctype, names: ['key', 'token'] }])
    const text = await stored()
    expect(text).toContain('"token"')
    for (const value of ['swordfish', 'opensesame', Buffer.from('swordfish').toString('base64')]) {
      expect(text).not.toContain(value)
    }
    expect(await call(['remote-secret', 'rm', doctype, 'token', '--yes'])).toMatchObject({ status: 0 })
    expect((await call(['remote-secret', 'ls'])).stdout).toBe(`${doctype} key\n`)
  })

  it('explain refusals without printing the secret', async () => {
    const { cwd, call } = await start()
    await writeFile(join(cwd, 'latin1.txt'), Buffer.from('swordfish\xe9', 'latin1'))
    for (const [words, input, reason] of [
      [['set', 'Prices', 'a'], 'swordfish', '"Prices" is no remote doctype'],
      [['set', doctype, 'a-b'], 'swordfish', '"a-b" can\'t name a secret'],
      [['set', doctype, 'secret_a'], 'swordfish', 'set "a"'],
      [['set', doctype, 'a'], '', 'A secret has 1 to 8192 bytes'],
      [['set', doctype, 'a'], 'swordfish'.repeat(1000), 'A secret has 1 to 8192 bytes'],
      [['set', doctype, 'a', '--file', 'none'], '', 'no such file'],
      [['set', doctype, 'a', 'swordfish'], '', 'The value of a secret is no argument'],
      [['set', doctype, 'a', '--file', 'latin1.txt'], '', 'The secret is not UTF-8'],
      [['rm', doctype, 'a', '--yes'], '', 'has no secret "a"'],
    ] as const) {
      const outcome = await call(['remote-secret', ...words], input)
      expect(outcome).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(reason) })
      expect(outcome.stderr).not.toContain('swordfish')
    }
  })
})
