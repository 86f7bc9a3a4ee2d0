import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { connect } from '../../src/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run, type Outcome, type Setting } from './harness.js'

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

function onData(cwd: string, argv: string[], setting: Partial<Setting> = {}): Promise<Outcome> {
  return run(argv, { cwd, env: { COZY_REGISTRY_DATA: cwd }, connect, ...setting })
}

// A registry with an editor and an application.
async function filled(): Promise<string> {
  const folder = await temporaryFolder()
  expect(await onData(folder, ['add-editor', 'Acme'])).toMatchObject({ status: 0 })
  return folder
}

it('an archive in a file has all, and its name is never that of a part', async () => {
  const [from, to] = [await filled(), await temporaryFolder()]
  await writeFile(join(from, 'all.tar.gz'), 'an older and much longer archive '.repeat(1000))
  const made = await onData(from, ['export', 'all.tar.gz'])
  expect(made).toMatchObject({ status: 0, stdout: '' })
  expect(made.stderr).toContain('Exporting database cozyregistry-editors\n')
  expect(made.stderr).toContain('Exported 1 documents and 0 files.')
  expect((await stat(join(from, 'all.tar.gz'))).mode & 0o777).toBe(0o600)
  expect((await readdir(from)).filter((name) => name.endsWith('.part'))).toEqual([])
  const read = await onData(to, ['import', join(from, 'all.tar.gz')])
  expect(read).toMatchObject({ status: 0, stdout: 'Import finished successfully.\n' })
  expect((await onData(to, ['ls-editors'])).stdout).toBe('Acme\n')
})

it('an export that has no place to go says so, and leaves nothing', async () => {
  const from = await filled()
  const made = await onData(from, ['export', 'nowhere/all.tar.gz'])
  expect(made).toMatchObject({ status: 1, stdout: '' })
  expect(made.stderr).toMatch(/^Error: open nowhere\/all\.tar\.gz: no such file or directory\n$/m)
})

it('an export to a file tells its result as JSON, one to the standard output does not', async () => {
  const from = await filled()
  const made = await onData(from, ['export', '--json', 'all.tar.gz'])
  expect(JSON.parse(made.stdout)).toEqual({ documents: 1, files: 0 })
  expect(await onData(from, ['export', '--json'])).toMatchObject({ status: 1, stdout: '' })
})

it('an archive goes through pipes', { timeout: 60_000 }, async () => {
  const [from, to] = [await filled(), await temporaryFolder()]
  const words = ['--import', 'tsx', program, 'export']
  const options = { encoding: 'buffer', env: { ...process.env, COZY_REGISTRY_DATA: from } } as const
  const child = execFile(process.execPath, words, options)
  const archive: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => archive.push(chunk))
  await once(child, 'close')
  const read = await onData(to, ['import', '--json'], { stdin: Readable.from([Buffer.concat(archive)]) })
  expect(read).toMatchObject({ status: 0 })
  expect(JSON.parse(read.stdout)).toEqual({ documents: 1, files: 0, conflicts: [] })
})

it('conflicts are told, with status 1, and replaced when told to', async () => {
  const [from, to] = [await filled(), await filled()]
  await onData(from, ['export', 'all.tar.gz'])
  const archive = join(from, 'all.tar.gz')
  const read = await onData(to, ['import', archive])
  expect(read).toMatchObject({ status: 1, stdout: '' })
  expect(read.stderr).toMatch(
    /Error: 1 conflicts: .*--replace replaces them:\n {2}document "acme" in cozyregistry-editors\n$/,
  )
  expect(await onData(to, ['import', '--replace', archive])).toMatchObject({ status: 0 })
  expect(await onData(to, ['import', archive])).toMatchObject({ status: 0 })
})

it('what is no archive is refused, and nothing is dropped for it', async () => {
  const folder = await filled()
  await writeFile(join(folder, 'no.tar.gz'), 'no archive')
  const read = await onData(folder, ['import', '-d', 'no.tar.gz'])
  expect(read).toMatchObject({ status: 1, stdout: '' })
  expect(read.stderr).toContain('Error: The file is no whole archive: incorrect header check\n')
  expect(await onData(folder, ['import', 'missing.tar.gz'])).toMatchObject({ status: 1 })
})

it('a person at a terminal is asked before anything is dropped', async () => {
  const folder = await filled()
  await onData(folder, ['export', 'all.tar.gz'])
  const terminal = (answer: string): Readable & { isTTY: boolean } =>
    Object.assign(Readable.from([Buffer.from(answer)]), { isTTY: true })
  const refused = await onData(folder, ['import', '--drop', 'all.tar.gz'], { stdin: terminal('n\n') })
  expect(refused).toMatchObject({ status: 0, stdout: '' })
  expect(refused.stderr).toMatch(/^Are you sure you want to remove .* \[y\/N\] $/)
  const agreed = await onData(folder, ['import', '--drop', 'all.tar.gz'], { stdin: terminal('y\n') })
  expect(agreed).toMatchObject({ status: 0, stdout: 'Import finished successfully.\n' })
})
