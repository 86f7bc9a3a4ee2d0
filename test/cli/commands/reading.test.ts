import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { enginesForCommands } from '../engines.js'
import { run, type Outcome } from '../harness.js'

describe.each(enginesForCommands())('commands that only read, on %s', (_, createEngines) => {
  it('create no container, and no database but the audit log, in an empty document store and object store', async () => {
    const engines = createEngines()
    onTestFinished(() => engines.clear())
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), `${engines.config}spaces: __default__ labs\n`)
    const call = (...words: string[]): Promise<Outcome> => run(words, { cwd, connect })
    await call('gen-session-secret', '--passphrase=false')
    const databases = async (): Promise<string[]> => {
      const documents = await engines.open(cwd)
      const names = await documents.databases().finally(() => documents.close())
      return names.filter((name) => name.startsWith(`${engines.prefix}-`))
    }

    expect(await call('ls-editors')).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(await call('well-known', 'ls', '--space', 'labs')).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(await call('export', 'all.tar.gz')).toMatchObject({ status: 0 })
    for (const words of [
      ['ls-apps', 'Cozy'],
      ['gen-token', 'Cozy', '--master'],
      ['verify-token', 'Cozy', 'AAAA'],
    ]) {
      expect(await call(...words)).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/Editor not found\n$/),
      })
    }
    // The creation of a token is a change, and its refusal is recorded.
    expect(await databases()).toEqual([`${engines.prefix}-audit`])
    expect((await readdir(cwd, { recursive: true })).filter((name) => /__default__|labs/.test(name))).toEqual([])

    await call('add-editor', 'Cozy')
    expect(await databases()).toContain(`${engines.prefix}-labs-apps`)
    expect(await call('ls-apps', 'Cozy', '--json')).toMatchObject({ status: 0, stdout: '[]\n' })
  })
})

it('only commands that must log are refused when the log file cannot be written', async () => {
  const cwd = await temporaryFolder()
  const env = { COZY_REGISTRY_LOG_FILE: join(cwd, 'nowhere', 'registry.log') }
  await run(['gen-session-secret', '--passphrase=false'], { cwd, connect })
  await run(['add-editor', 'Acme'], { cwd, connect })
  expect(await run(['ls-editors'], { cwd, connect, env })).toEqual({ status: 0, stdout: 'Acme\n', stderr: '' })
  const { status, stdout, stderr } = await run(['gen-token', 'Acme', '--master'], { cwd, connect, env })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toContain('"log.file"')
})
