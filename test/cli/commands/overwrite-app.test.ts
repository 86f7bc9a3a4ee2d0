import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { runCli } from '../../../src/cli/program.js'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { fakeIo, run } from '../harness.js'

let cwd: string

const config = `data: data
spaces: [__default__, labs]
virtual_spaces:
  kids: { source: __default__, filter: select, slugs: [notes] }
  teens: { source: labs, filter: reject, slugs: [notes] }
`

beforeEach(async () => {
  cwd = await temporaryFolder()
  await writeFile(join(cwd, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(cwd, 'cozy-registry.yml'), config)
  for (const words of [
    ['add-editor', 'Acme', '--auto-publication'],
    ['add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp'],
  ])
    expect(await run(words, { cwd, connect })).toMatchObject({ status: 0 })
})

const call = (words: string[]) => run(words, { cwd, connect })

const commands = [
  ['overwrite-app-name', 'My notes'],
  ['overwrite-app-icon', 'icon.svg'],
] as const

it.each(commands)('%s needs --space, and names the virtual spaces', async (command, value) => {
  const words = [command, 'notes', value]
  expect(await call(words)).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'Error: give --space: applications can be overwritten only in a virtual space; the virtual spaces are: "kids", "teens"\n',
  })
  await writeFile(join(cwd, 'cozy-registry.yml'), 'data: data\n')
  expect((await call(words)).stderr).toContain('no virtual space is configured (virtual_spaces)\n')
})

it.each(commands)('%s warns when the space does not show the application', async (command, value) => {
  const success = { status: 0, stdout: '' }
  expect(await call([command, 'notes', value, '--space', 'kids'])).toEqual({ ...success, stderr: '' })
  expect(await call([command, 'photos', value, '--space', 'kids'])).toEqual({
    ...success,
    stderr:
      'Warning: the space "kids" hides "photos", so the change has no effect yet: see "filter" and "slugs" in show-virtual-space kids\n',
  })
  expect((await call([command, 'notes', value, '--space', 'teens'])).stderr).toContain('"teens" hides "notes"')
  expect(await call([command, 'photos', value, '--space', 'teens'])).toEqual({
    ...success,
    stderr: 'Warning: there is no application "photos" yet, so the change has no effect yet\n',
  })
})

it.each([
  ['labs', 'Space "labs" is not virtual, and only virtual spaces can be overwritten; the virtual spaces are: "kids"'],
  ['nospace', 'Space "nospace" does not exist; the virtual spaces are: "kids", "teens"'],
])('on a terminal, the details of a refusal follow its message: --space %s', async (space, detail) => {
  const words = ['overwrite-app-name', 'notes', 'x', '--space', space]
  const message = `Error: Space "${space}" does not exist\n`
  // Scripts may compare the message with that of the reference registry.
  expect(await call(words)).toEqual({ status: 1, stdout: '', stderr: message })
  const { io, stderr } = fakeIo({ cwd, connect })
  io.stderr.isTTY = true
  expect(await runCli(words, io)).toBe(1)
  expect(stderr.join('')).toMatch(RegExp(`^${message}${detail}.*\n$`))
})
