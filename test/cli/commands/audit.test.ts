import { describe, expect, it, onTestFinished } from 'vitest'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { enginesForCommands } from '../engines.js'
import { run } from '../harness.js'

describe.each(enginesForCommands())('the command audit, on %s', (_, createEngines) => {
  it('prints the changes of other commands, newest first, as lines or JSON', async () => {
    const engines = createEngines()
    onTestFinished(() => engines.clear())
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), engines.config)
    const call = (...words: string[]) => run(words, { cwd, connect })
    expect(await call('audit')).toEqual({ status: 0, stdout: '', stderr: '' })
    await call('add-editor', 'Acme')
    for (const slug of ['notes', 'notes', 'drive'])
      await call('add-app', slug, '--app-editor', 'Acme', '--app-type', 'webapp')
    await call('rm-app', 'notes', '--yes')

    const lines = (await call('audit')).stdout.trim().split('\n')
    const line = (text: string): unknown => expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ${text}`))
    expect(lines).toEqual([
      line('done removeApp space=__default__ app=notes .*by operator from .*@.* over command-line$'),
      line('done createApp .*app=drive .*by operator'),
      line('refused createApp .*app=notes .* - APP_EXISTS: .*notes'),
      line('done createApp .*app=notes'),
      line('done createEditor name=Acme'),
    ])
    expect((await call('audit', '--limit', '2')).stdout.trim().split('\n')).toEqual(lines.slice(0, 2))
    expect((await call('audit', '--app', 'drive', '--door', 'command-line')).stdout).toBe(`${lines[1] ?? ''}\n`)
    expect((await call('audit', '--outcome', 'refused', '--actor', 'operator')).stdout).toBe(`${lines[2] ?? ''}\n`)
    expect((await call('audit', '--until', '2020-01-01')).stdout).toBe('')
    const json: unknown = JSON.parse((await call('audit', '--operation', 'removeApp', '--json')).stdout)
    expect(json).toMatchObject([{ operation: 'removeApp', outcome: 'DONE', before: { slug: 'notes' }, after: null }])
  })

  it('explains invalid flags', async () => {
    const cwd = await temporaryFolder()
    const errorOf = async (...words: string[]) => {
      const { status, stderr } = await run(['audit', ...words], { cwd, connect, env: { COZY_REGISTRY_DATA: 'data' } })
      expect(status).toBe(1)
      return stderr
    }
    expect(await errorOf('--since', 'monday')).toContain('"monday"')
    expect(await errorOf('--door', 'window')).toContain('graphql, rest, command-line, background')
    expect(await errorOf('--limit', '0')).toContain('--limit')
  })
})
