import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import type { Connect } from '../../../src/operator/operations.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { programArguments } from '../../support/program-process.js'
import { run, type Outcome, type Setting } from '../harness.js'

const program = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

function onData(cwd: string, argv: string[], setting: Partial<Setting> = {}): Promise<Outcome> {
  return run(argv, { cwd, env: { COZY_REGISTRY_DATA: cwd }, connect, ...setting })
}

// A registry with an editor and an application.
async function filled(): Promise<string> {
  const folder = await temporaryFolder()
  expect(await onData(folder, ['add-editor', 'Acme'])).toMatchObject({ status: 0 })
  return folder
}

async function leftovers(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.part'))
}

it('an archive in a file is complete, and its name is never that of a partial file', async () => {
  const [from, to] = [await filled(), await temporaryFolder()]
  const made = await onData(from, ['export', 'all.tar.gz'])
  expect(made).toMatchObject({ status: 0, stdout: '' })
  expect(made.stderr).toContain('Exporting database cozyregistry-editors\n')
  expect(made.stderr).toContain('Exported 1 documents and 0 files.')
  expect((await stat(join(from, 'all.tar.gz'))).mode & 0o777).toBe(0o600)
  expect(await leftovers(from)).toEqual([])
  const read = await onData(to, ['import', join(from, 'all.tar.gz')])
  expect(read).toMatchObject({ status: 0, stdout: 'Import finished successfully.\n' })
  expect((await onData(to, ['ls-editors'])).stdout).toBe('Acme\n')
})

describe('an export to an existing file', () => {
  const older = 'an older and much longer archive '.repeat(1000)

  it('is refused, and leaves the file unchanged', async () => {
    const from = await filled()
    await writeFile(join(from, 'all.tar.gz'), older)
    await symlink('all.tar.gz', join(from, 'latest.tar.gz'))
    await symlink('nowhere', join(from, 'dangling.tar.gz'))
    for (const name of ['all.tar.gz', 'latest.tar.gz', 'dangling.tar.gz']) {
      const { status, stderr } = await onData(from, ['export', name])
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: `Error: open ${name}: file exists; --force replaces it\n`,
      })
    }
    expect(await readFile(join(from, 'all.tar.gz'), 'utf8')).toBe(older)
    expect(await leftovers(from)).toEqual([])
  })

  it('replaces the file with the flag, also through a link', async () => {
    const from = await filled()
    await writeFile(join(from, 'all.tar.gz'), older)
    await symlink('all.tar.gz', join(from, 'latest.tar.gz'))
    expect(await onData(from, ['export', '--force', 'latest.tar.gz'])).toMatchObject({ status: 0 })
    expect((await lstat(join(from, 'latest.tar.gz'))).isSymbolicLink()).toBe(true)
    const to = await temporaryFolder()
    expect(await onData(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 0 })
    expect(await leftovers(from)).toEqual([])
  })

  it.each([
    ['.', 'is a directory'],
    ['/dev/null', 'is no regular file; redirect the standard output to write there'],
  ])('never replaces %s', async (name, why) => {
    const from = await filled()
    const { status, stderr } = await onData(from, ['export', '--force', name])
    expect({ status, stderr }).toEqual({ status: 1, stderr: `Error: open ${name}: ${why}\n` })
  })

  it('is refused when another program creates the file meanwhile', async () => {
    const from = await filled()
    const racing: Connect = async (config, options) => {
      const operations = await connect(config, options)
      return {
        ...operations,
        async exportTo(...request) {
          const result = await operations.exportTo(...request)
          await writeFile(join(from, 'all.tar.gz'), older)
          return result
        },
      }
    }
    const { status, stderr } = await onData(from, ['export', 'all.tar.gz'], { connect: racing })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Error: open all\.tar\.gz: file exists; --force replaces it\n$/m)
    expect(await readFile(join(from, 'all.tar.gz'), 'utf8')).toBe(older)
    expect(await leftovers(from)).toEqual([])
  })
})

it.each(['SIGINT', 'SIGTERM'] as const)(
  'an export that is ended by %s leaves no file',
  { timeout: 120_000 },
  async (signal) => {
    const from = await filled()
    // An archive that takes a while.
    const documents = await openSqliteDocuments(from)
    const content = randomBytes(60_000).toString('hex')
    for (let n = 0; n < 1000; n++) await documents.put('cozyregistry-apps', { _id: `a${n}`, content })
    await documents.close()
    const child = spawn(process.execPath, [...programArguments, 'export', 'all.tar.gz'], {
      cwd: from,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, COZY_REGISTRY_DATA: from },
    })
    const told = text(child.stderr)
    await vi.waitFor(async () => expect(await leftovers(from)).toHaveLength(1), { timeout: 60_000 })
    child.kill(signal)
    await once(child, 'exit')
    expect({ status: child.exitCode, told: await told }).toEqual({
      status: 1,
      told: expect.stringMatching(/interrupted\n$/),
    })
    expect(await leftovers(from)).toEqual([])
  },
)

it('an export to a missing folder is refused, and leaves no file', async () => {
  const from = await filled()
  const made = await onData(from, ['export', 'nowhere/all.tar.gz'])
  expect(made).toMatchObject({ status: 1, stdout: '' })
  expect(made.stderr).toMatch(/^Error: open nowhere\/all\.tar\.gz: no such file or directory\n$/m)
})

it('an export prints its result as JSON when it writes to a file, and refuses to on the standard output', async () => {
  const from = await filled()
  const made = await onData(from, ['export', '--json', 'all.tar.gz'])
  expect(JSON.parse(made.stdout)).toEqual({ documents: 1, files: 0 })
  expect(await onData(from, ['export', '--json'])).toMatchObject({ status: 1, stdout: '' })
})

it.each([[[]], [['-']]])('an archive goes through pipes: export %j', { timeout: 60_000 }, async (file: string[]) => {
  const [from, to] = [await filled(), await temporaryFolder()]
  const words = ['--import', 'tsx', program, 'export', ...file]
  const options = { encoding: 'buffer', env: { ...process.env, COZY_REGISTRY_DATA: from } } as const
  const child = execFile(process.execPath, words, options)
  const archive: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => archive.push(chunk))
  await once(child, 'close')
  const read = await onData(to, ['import', '--json', ...file], { stdin: Readable.from([Buffer.concat(archive)]) })
  expect(read).toMatchObject({ status: 0 })
  expect(JSON.parse(read.stdout)).toEqual({ documents: 1, files: 0, conflicts: [] })
})

it('an import reports conflicts with status 1, and replaces them with the flag', async () => {
  const [from, to] = [await filled(), await filled()]
  await onData(from, ['export', 'all.tar.gz'])
  const archive = join(from, 'all.tar.gz')
  const read = await onData(to, ['import', archive])
  expect(read).toMatchObject({ status: 1, stdout: '' })
  expect(read.stderr).toMatch(
    /Error: 1 conflicts: .*--replace replaces them:\n {2}document "acme" in cozyregistry-editors\n$/,
  )
  expect(await onData(to, ['import', '--replace', '--yes', archive])).toMatchObject({ status: 0 })
  expect(await onData(to, ['import', archive])).toMatchObject({ status: 0 })
})

it('an import refuses other files, and drops nothing', async () => {
  const folder = await filled()
  await writeFile(join(folder, 'no.tar.gz'), 'no archive')
  const read = await onData(folder, ['import', '-d', 'no.tar.gz'])
  expect(read).toMatchObject({ status: 1, stdout: '' })
  expect(read.stderr).toContain('Error: The archive is damaged: incorrect header check\n')
  expect(await onData(folder, ['import', 'missing.tar.gz'])).toMatchObject({ status: 1 })
})

it('an export names damaged files with status 1, and leaves them out only with the flag', async () => {
  const [from, to] = [await filled(), await temporaryFolder()]
  const key = 'a'.repeat(64)
  await mkdir(join(from, 'objects', '__assets__'), { recursive: true })
  await writeFile(join(from, 'objects', '__assets__', key), 'rubbish')
  const made = await onData(from, ['export', 'all.tar.gz'])
  expect(made).toMatchObject({ status: 1, stdout: '' })
  expect(made.stderr).toContain('Error: No archive was made: 1 file is damaged or missing:\n')
  expect(made.stderr).toContain(`  __assets__/${key}: its content has the checksum `)
  expect(await readdir(from)).not.toContain('all.tar.gz')
  const partly = await onData(from, ['export', '--skip-damaged', 'all.tar.gz'])
  expect(partly).toMatchObject({ status: 1 })
  expect(partly.stderr).toContain('Error: The archive was made, but 1 file is damaged or missing:\n')
  expect(await onData(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 0 })
})

it('the question about dropping can be answered by a person or by a pipe', async () => {
  const folder = await filled()
  await onData(folder, ['export', 'all.tar.gz'])
  const words = ['import', '--drop', 'all.tar.gz']
  const terminal = (answer: string): Readable & { isTTY: boolean } =>
    Object.assign(Readable.from([Buffer.from(answer)]), { isTTY: true })
  for (const stdin of [terminal('n\n'), 'n\n']) {
    const { status, stdout, stderr } = await onData(folder, words, { stdin })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^Are you sure you want to remove .* \[y\/N\] The answer is no: nothing was changed\.\n$/)
  }
  for (const stdin of [terminal('y\n'), 'y\n', '']) {
    expect(await onData(folder, words, { stdin })).toMatchObject({
      status: 0,
      stdout: 'Import finished successfully.\n',
    })
  }
})

it.each([
  ['nowhere.tar.gz', 'open nowhere.tar.gz: no such file or directory'],
  ['folder', 'open folder: is a directory'],
])('an import of %s reports the problem, and drops nothing', async (name, why) => {
  const cwd = await filled()
  await mkdir(join(cwd, 'folder'))
  const { status, stderr } = await onData(cwd, ['import', '--drop', '--yes', name])
  expect({ status, end: stderr.split('\n').at(-2) }).toEqual({ status: 1, end: `Error: ${why}` })
  expect((await onData(cwd, ['ls-editors'])).stdout).toBe('Acme\n')
})

it('an archive is not read from a terminal', async () => {
  const stdin = Object.assign(Readable.from([]), { isTTY: true })
  expect(await onData(await filled(), ['import', '--drop', '--yes'], { stdin })).toMatchObject({
    status: 1,
    stderr: 'Error: No archive is given: name a file, or redirect one to the standard input\n',
  })
})
