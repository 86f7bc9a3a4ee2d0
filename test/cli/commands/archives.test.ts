import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { partialPath } from '../../../src/cli/partial-files.js'
import type { Connect } from '../../../src/operator/operations.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { connect } from '../../../src/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { programArguments } from '../../support/run-program.js'
import { run, type Outcome, type RunOptions } from '../harness.js'

const program = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

function runOnFolder(cwd: string, argv: string[], options: Partial<RunOptions> = {}): Promise<Outcome> {
  return run(argv, { cwd, env: { COZY_REGISTRY_DATA: cwd }, connect, ...options })
}

/** A folder with a registry that has one editor. */
async function folderWithEditor(): Promise<string> {
  const folder = await temporaryFolder()
  expect(await runOnFolder(folder, ['add-editor', 'Acme'])).toMatchObject({ status: 0 })
  return folder
}

async function partialFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.part')).sort()
}

it('export writes a file that only its owner can read, and that import accepts', async () => {
  const [from, to] = [await folderWithEditor(), await temporaryFolder()]
  const exported = await runOnFolder(from, ['export', 'all.tar.gz'])
  expect(exported).toMatchObject({ status: 0, stdout: '' })
  expect(exported.stderr).toContain('Exporting database cozyregistry-editors\n')
  expect(exported.stderr).toContain(
    'Exported 1 documents and 0 files. The archive contains neither the session secret, nor the instances (their documents, installed applications and keys), nor the secrets of remote doctypes, nor the audit log.',
  )
  expect((await stat(join(from, 'all.tar.gz'))).mode & 0o777).toBe(0o600)
  expect(await partialFiles(from)).toEqual([])
  const imported = await runOnFolder(to, ['import', join(from, 'all.tar.gz')])
  expect(imported).toMatchObject({ status: 0, stdout: 'Import finished successfully.\n' })
  expect((await runOnFolder(to, ['ls-editors'])).stdout).toBe('Acme\n')
})

describe('an export to an existing file', () => {
  const oldContent = 'an older and much longer archive '.repeat(1000)

  it('is refused without --force, also through a symbolic link, and leaves the file unchanged', async () => {
    const from = await folderWithEditor()
    await writeFile(join(from, 'all.tar.gz'), oldContent)
    await symlink('all.tar.gz', join(from, 'latest.tar.gz'))
    await symlink('nowhere', join(from, 'dangling.tar.gz'))
    for (const name of ['all.tar.gz', 'latest.tar.gz', 'dangling.tar.gz']) {
      const { status, stderr } = await runOnFolder(from, ['export', name])
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: `Error: open ${name}: file exists; --force replaces it\n`,
      })
    }
    expect(await readFile(join(from, 'all.tar.gz'), 'utf8')).toBe(oldContent)
    expect(await partialFiles(from)).toEqual([])
  })

  it('replaces the file with --force, also through a symbolic link', async () => {
    const from = await folderWithEditor()
    await writeFile(join(from, 'all.tar.gz'), oldContent)
    await symlink('all.tar.gz', join(from, 'latest.tar.gz'))
    expect(await runOnFolder(from, ['export', '--force', 'latest.tar.gz'])).toMatchObject({ status: 0 })
    expect((await lstat(join(from, 'latest.tar.gz'))).isSymbolicLink()).toBe(true)
    const to = await temporaryFolder()
    expect(await runOnFolder(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 0 })
    expect(await partialFiles(from)).toEqual([])
  })

  it.each([
    ['.', 'is a directory'],
    ['/dev/null', 'is no regular file; redirect the standard output to write there'],
  ])('is refused even with --force when its path is %s', async (name, why) => {
    const from = await folderWithEditor()
    const { status, stderr } = await runOnFolder(from, ['export', '--force', name])
    expect({ status, stderr }).toEqual({ status: 1, stderr: `Error: open ${name}: ${why}\n` })
  })

  it('is refused when another program creates the file during the export', async () => {
    const from = await folderWithEditor()
    const racing: Connect = async (config, options) => {
      const operations = await connect(config, options)
      return {
        ...operations,
        async exportTo(...request) {
          const result = await operations.exportTo(...request)
          await writeFile(join(from, 'all.tar.gz'), oldContent)
          return result
        },
      }
    }
    const { status, stderr } = await runOnFolder(from, ['export', 'all.tar.gz'], { connect: racing })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Error: open all\.tar\.gz: file exists; --force replaces it\n$/m)
    expect(await readFile(join(from, 'all.tar.gz'), 'utf8')).toBe(oldContent)
    expect(await partialFiles(from)).toEqual([])
  })
})

it.each(['SIGINT', 'SIGTERM'] as const)(
  'an export that %s interrupts fails, and leaves no partial file',
  { timeout: 120_000 },
  async (signal) => {
    const from = await folderWithEditor()
    // Enough content that the export is still running when the signal arrives.
    const documents = await openSqliteDocuments(from)
    const content = randomBytes(60_000).toString('hex')
    for (let n = 0; n < 1000; n++) await documents.put('cozyregistry-apps', { _id: `a${n}`, content })
    await documents.close()
    const child = spawn(process.execPath, [...programArguments, 'export', 'all.tar.gz'], {
      cwd: from,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, COZY_REGISTRY_DATA: from },
    })
    const stderr = text(child.stderr)
    await vi.waitFor(async () => expect(await partialFiles(from)).toHaveLength(1), { timeout: 60_000 })
    child.kill(signal)
    await once(child, 'exit')
    expect({ status: child.exitCode, stderr: await stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/interrupted\n$/),
    })
    expect(await partialFiles(from)).toEqual([])
  },
)

it('an export removes partial files of killed exports, but not of running exports and other programs', async () => {
  const from = await folderWithEditor()
  const running = partialPath(join(from, 'running.tar.gz'))
  // The partial file of an earlier process with the process id of this one: only the start time differs.
  const killed = partialPath(join(from, 'killed.tar.gz')).replace(/-\d+(?=-\w+\.part$)/, '-1')
  const foreign = join(from, 'notes.part')
  for (const file of [running, killed, foreign]) await writeFile(file, 'a part')
  expect(await runOnFolder(from, ['export', 'all.tar.gz'])).toMatchObject({ status: 0 })
  expect(await partialFiles(from)).toEqual([foreign, running].map((file) => basename(file)))
})

it('an export leaves no partial file when it is interrupted before it creates its file', async () => {
  const from = await folderWithEditor()
  let files: string[] | undefined
  const interrupting: RunOptions['onStop'] = (listener) => {
    files = readdirSync(from).filter((name) => name.endsWith('.part'))
    process.nextTick(listener)
    return () => {}
  }
  const { status, stderr } = await runOnFolder(from, ['export', 'all.tar.gz'], { onStop: interrupting })
  expect({ status, stderr, files }).toEqual({ status: 1, stderr: expect.stringMatching(/interrupted\n$/), files: [] })
  expect(await partialFiles(from)).toEqual([])
})

it('an import accepts an archive that tar has packed again, and refuses one of another program', async () => {
  const [from, to] = [await folderWithEditor(), await temporaryFolder()]
  await runOnFolder(from, ['export', 'all.tar.gz'])
  await mkdir(join(from, 'unpacked'))
  const tar = promisify(execFile)
  await tar('tar', ['-xzf', 'all.tar.gz', '-C', 'unpacked'], { cwd: from })
  await tar('tar', ['-czf', join(to, 'again.tar.gz'), '-C', 'unpacked', '.'], { cwd: from })
  await tar('tar', ['-czf', join(to, 'other.tar.gz'), 'all.tar.gz'], { cwd: from })
  const other = await runOnFolder(to, ['import', 'other.tar.gz'])
  expect(other.status).toBe(1)
  expect(other.stderr).toMatch(
    /Error: The archive has no documents and no files of a registry, so nothing was imported\n$/,
  )
  expect(await runOnFolder(to, ['import', 'again.tar.gz'])).toMatchObject({ status: 0 })
  expect(await runOnFolder(to, ['ls-editors'])).toMatchObject({ stdout: 'Acme\n' })
})

it('an export to a missing folder is refused', async () => {
  const from = await folderWithEditor()
  const exported = await runOnFolder(from, ['export', 'nowhere/all.tar.gz'])
  expect(exported).toMatchObject({ status: 1, stdout: '' })
  expect(exported.stderr).toMatch(/^Error: open nowhere\/all\.tar\.gz: no such file or directory\n$/m)
})

it('export --json prints its result when the archive goes to a file, and is refused without a file', async () => {
  const from = await folderWithEditor()
  const exported = await runOnFolder(from, ['export', '--json', 'all.tar.gz'])
  expect(JSON.parse(exported.stdout)).toEqual({ documents: 1, files: 0 })
  expect(await runOnFolder(from, ['export', '--json'])).toMatchObject({ status: 1, stdout: '' })
})

it.each([[[]], [['-']]])(
  'export and import can use pipes instead of files, with the file arguments %j',
  { timeout: 60_000 },
  async (file: string[]) => {
    const [from, to] = [await folderWithEditor(), await temporaryFolder()]
    const words = ['--import', 'tsx', program, 'export', ...file]
    const options = { encoding: 'buffer', env: { ...process.env, COZY_REGISTRY_DATA: from } } as const
    const child = execFile(process.execPath, words, options)
    const archive: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => archive.push(chunk))
    await once(child, 'close')
    const imported = await runOnFolder(to, ['import', '--json', ...file], {
      stdin: Readable.from([Buffer.concat(archive)]),
    })
    expect(imported).toMatchObject({ status: 0 })
    expect(JSON.parse(imported.stdout)).toEqual({ documents: 1, files: 0, editors: 1, conflicts: [] })
  },
)

it('an import says that tokens are valid again if they were revoked after the export', async () => {
  const folder = await folderWithEditor()
  await runOnFolder(folder, ['gen-session-secret', '--passphrase=false'])
  const token = (await runOnFolder(folder, ['gen-token', 'Acme', '--master'])).stdout.trim()
  await runOnFolder(folder, ['export', 'all.tar.gz'])
  await runOnFolder(folder, ['rm-editor', 'Acme', '--yes'])
  const imported = await runOnFolder(folder, ['import', 'all.tar.gz'])
  expect(imported).toMatchObject({ status: 0 })
  expect(imported.stderr).toContain(
    'Tokens of these editors that were revoked after the archive was written, if there are any, are valid again',
  )
  expect(await runOnFolder(folder, ['verify-token', 'Acme', token, '--master'])).toMatchObject({ status: 0 })
  const again = await runOnFolder(folder, ['import', 'all.tar.gz'])
  expect(again.stderr).not.toContain('revoked')
})

it('an import replaces conflicting documents only with --replace', async () => {
  const [from, to] = [await folderWithEditor(), await folderWithEditor()]
  await runOnFolder(from, ['export', 'all.tar.gz'])
  const archive = join(from, 'all.tar.gz')
  const imported = await runOnFolder(to, ['import', archive])
  expect(imported).toMatchObject({ status: 1, stdout: '' })
  expect(imported.stderr).toMatch(
    /Error: 1 conflicts: .*--replace overwrites them:\n {2}document "acme" in cozyregistry-editors\n$/,
  )
  expect(await runOnFolder(to, ['import', '--replace', '--yes', archive])).toMatchObject({ status: 0 })
  expect(await runOnFolder(to, ['import', archive])).toMatchObject({ status: 0 })
})

it('import --drop of a missing or invalid file removes no documents', async () => {
  const folder = await folderWithEditor()
  await writeFile(join(folder, 'no.tar.gz'), 'no archive')
  const imported = await runOnFolder(folder, ['import', '-d', 'no.tar.gz'])
  expect(imported).toMatchObject({ status: 1, stdout: '' })
  expect(imported.stderr).toContain('Error: This is no archive of `export`, because it is not compressed with gzip')
  expect(await runOnFolder(folder, ['import', '-d', 'missing.tar.gz'])).toMatchObject({ status: 1 })
  expect((await runOnFolder(folder, ['ls-editors'])).stdout).toBe('Acme\n')
})

it('an export fails when a file is damaged, and writes an archive without this file only with --skip-damaged', async () => {
  const [from, to] = [await folderWithEditor(), await temporaryFolder()]
  const key = 'a'.repeat(64)
  await mkdir(join(from, 'objects', '__assets__'), { recursive: true })
  await writeFile(join(from, 'objects', '__assets__', key), 'rubbish')
  const exported = await runOnFolder(from, ['export', 'all.tar.gz'])
  expect(exported).toMatchObject({ status: 1, stdout: '' })
  expect(exported.stderr).toContain('Error: No archive was made: 1 file is damaged or missing:\n')
  expect(exported.stderr).toContain(`  __assets__/${key}: its content has the checksum `)
  expect(await readdir(from)).not.toContain('all.tar.gz')
  const partial = await runOnFolder(from, ['export', '--skip-damaged', 'all.tar.gz'])
  expect(partial).toMatchObject({ status: 1 })
  expect(partial.stderr).toContain('Error: The archive was made, but 1 file is damaged or missing:\n')
  expect(await runOnFolder(to, ['import', join(from, 'all.tar.gz')])).toMatchObject({ status: 0 })
})

it('import --drop asks for confirmation on a terminal or a pipe, and needs no answer when the pipe is empty', async () => {
  const folder = await folderWithEditor()
  await runOnFolder(folder, ['export', 'all.tar.gz'])
  const words = ['import', '--drop', 'all.tar.gz']
  const terminal = (answer: string): Readable & { isTTY: boolean } =>
    Object.assign(Readable.from([Buffer.from(answer)]), { isTTY: true })
  for (const stdin of [terminal('n\n'), 'n\n']) {
    const { status, stdout, stderr } = await runOnFolder(folder, words, { stdin })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^Are you sure you want to remove .* \[y\/N\] The answer is no: nothing was changed\.\n$/)
  }
  for (const stdin of [terminal('y\n'), 'y\n', '']) {
    expect(await runOnFolder(folder, words, { stdin })).toMatchObject({
      status: 0,
      stdout: 'Import finished successfully.\n',
    })
  }
})

it.each([
  ['nowhere.tar.gz', 'open nowhere.tar.gz: no such file or directory'],
  ['folder', 'open folder: is a directory'],
])('import --drop from %s fails with the error "%s", and removes no documents', async (name, why) => {
  const cwd = await folderWithEditor()
  await mkdir(join(cwd, 'folder'))
  const { status, stderr } = await runOnFolder(cwd, ['import', '--drop', '--yes', name])
  expect({ status, end: stderr.split('\n').at(-2) }).toEqual({ status: 1, end: `Error: ${why}` })
  expect((await runOnFolder(cwd, ['ls-editors'])).stdout).toBe('Acme\n')
})

it('an import refuses to read the archive from a terminal', async () => {
  const stdin = Object.assign(Readable.from([]), { isTTY: true })
  expect(await runOnFolder(await folderWithEditor(), ['import', '--drop', '--yes'], { stdin })).toMatchObject({
    status: 1,
    stderr: 'Error: No archive is given: name a file, or redirect one to the standard input\n',
  })
})
