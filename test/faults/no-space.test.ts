import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes, randomUUID } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { isJsonObject, type Json } from '../../src/json.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import { programArguments } from '../support/run-program.js'
import { freePorts } from '../servers/processes.js'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { programIn, stopProcess } from '../support/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const minutes = 60_000
// The id of the user `nobody`, on most systems.
const nobody = 65_534
const run = promisify(execFile)

/** Mounts a new file system of this size. Returns its path, or `undefined` if it can't be mounted. */
async function mountSmallDisk(megabytes: number): Promise<string | undefined> {
  const folder = await temporaryFolder()
  const disk = join(folder, 'disk')
  await mkdir(disk)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk])
  } catch {
    return undefined
  }
  onTestFinished(async () => {
    await run('umount', ['--lazy', disk])
  })
  return disk
}

/** Writes a file until the disk is full. */
async function fillDisk(disk: string): Promise<void> {
  const file = await open(join(disk, 'ballast'), 'a')
  const isFull = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOSPC'
  for (let size = 2 ** 20; size >= 1;) {
    try {
      const { bytesWritten } = await file.write(randomBytes(size))
      if (bytesWritten < size) size /= 2
    } catch (error) {
      if (!isFull(error)) throw error
      size /= 2
    }
  }
  await file.close()
}

/** Starts a gateway as a separate process, and creates the application `notes`. */
async function startWithApp(settings: Record<string, string>, as: { folder?: string; uid?: number } = {}) {
  const folder = as.folder ?? (await temporaryFolder())
  const program = await programIn(folder, { COZY_REGISTRY_LOG_LEVEL: 'fatal', ...settings }, as.uid)
  const [port = 0] = await freePorts(1)
  const child = await program.serve(port)
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  await program.command('add-editor', editor, '--auto-publication=true')
  const headers = authorized((await program.command('gen-token', editor, '--master')).trim())
  const archives = await startArchiveServer()
  const body = { slug: 'notes', type: 'webapp', editor }
  expect((await send(url, '/registry', { method: 'POST', headers, body })).status).toBe(201)
  return {
    ...program,
    port,
    child,
    url,
    headers,
    get: (path: string) => send(url, path),
    async publish(version: string) {
      const files = [{ name: 'data.bin', content: randomBytes(100_000) }]
      const archive = await archiveOf({ slug: 'notes', version, files })
      const address = archives.serve(`notes-${version}.tar.gz`, archive)
      const submission = { version, url: address, sha256: sha256(archive) }
      return send(url, '/registry/notes', { method: 'POST', headers, body: submission })
    },
  }
}

// Sends mutations until one is refused. The first small documents may still fit into the free space of SQLite's write-ahead
// log.
async function mutateUntilRefused({ url, headers }: { url: string; headers: Record<string, string> }): Promise<Json> {
  let answer: Json = null
  for (let number = 0; number < 2_000; number++) {
    const query = `mutation { createEditor(input: { name: "Other${number}" }) { __typename } }`
    answer = (await send(url, '/graphql', { method: 'POST', headers, body: { query } })).json()
    if (isJsonObject(answer) && 'errors' in answer) return answer
  }
  return answer
}

const skipReason = 'mounting a small disk needs root'

test('reads and removals succeed when the disk is full', { timeout: 4 * minutes }, async (context) => {
  const disk = await mountSmallDisk(24)
  if (disk === undefined) return context.skip(skipReason)
  const gateway = await startWithApp({ COZY_REGISTRY_DATA: join(disk, 'data') })
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) expect((await gateway.publish(version)).status).toBe(201)
  await fillDisk(disk)

  const refused = await gateway.publish('1.3.0')
  expect([refused.status, refused.json()]).toMatchObject([507, { error: expect.stringMatching(/^No space is left/) }])
  const ready = await gateway.get('/ready')
  expect([ready.status, ready.json()]).toMatchObject([
    503,
    { documents: { status: 'failed', reason: 'full' }, objects: { status: 'failed', reason: 'full' } },
  ])
  expect(await mutateUntilRefused(gateway)).toMatchObject({ errors: [{ extensions: { code: 'STORAGE_FULL' } }] })
  // The operator may need a new token to remove something.
  expect(await gateway.command('gen-token', editor, '--master')).not.toBe('')
  for (const path of ['/health', '/registry', '/registry/notes/1.0.0']) {
    expect([path, (await gateway.get(path)).status]).toEqual([path, 200])
  }

  await gateway.command('rm-app-version', 'notes', '1.0.0', '--yes')
  await expect.poll(async () => (await gateway.get('/registry/notes/1.0.0')).status).toBe(404)
  await fillDisk(disk)
  // A removal works with a stopped gateway, too. SQLite has removed its write-ahead log then.
  expect(await stopProcess(gateway.child)).toBe(0)
  await gateway.command('rm-app', 'notes', '--yes')
  await rm(join(disk, 'ballast'))
  const again = await gateway.serve(gateway.port)
  onTestFinished(() => void again.kill('SIGKILL'))
  expect((await gateway.get('/registry/notes')).status).toBe(404)
  expect((await gateway.get('/ready')).status).toBe(200)
})

test('put() refuses an object that does not fit on the disk, with an error that names the folder', async (context) => {
  const disk = await mountSmallDisk(1)
  if (disk === undefined) return context.skip(skipReason)
  const objects = await openDirectoryObjects(join(disk, 'objects'))
  const large = Readable.from([randomBytes(2 * 2 ** 20)])
  await expect(objects.put('space', 'file', large, { contentType: '' })).rejects.toMatchObject({
    message: `No space is left for files on the disk of ${join(disk, 'objects')}`,
    code: 'ENOSPC',
  })
  expect(await objects.stat('space', 'file')).toBeUndefined()
})

test(
  'versions can be removed, and tokens revoked, while the disk of the documents is full',
  { timeout: 4 * minutes },
  async (context) => {
    const disk = await mountSmallDisk(24)
    if (disk === undefined) return context.skip(skipReason)
    // The files of versions are on another disk. So their removal frees no space for the documents.
    const files = await temporaryFolder()
    const gateway = await startWithApp({ COZY_REGISTRY_DATA: join(disk, 'data'), COZY_REGISTRY_FS: files })
    for (const name of ['leaked', 'other']) await gateway.command('gen-token', editor, '--name', name)
    const ids = (await gateway.command('ls-tokens', editor)).split('\n').map((line) => line.slice(0, 16))
    const versions = Array.from({ length: 4 }, (_, number) => `1.${number}.0`)
    for (const version of versions) expect((await gateway.publish(version)).status).toBe(201)
    await fillDisk(disk)
    expect((await gateway.publish('2.0.0')).status).toBe(507)
    expect((await gateway.publish('2.0.1')).status).toBe(507)
    const [leaked = ''] = ids
    await gateway.command('revoke-token', editor, leaked, '--yes')
    await gateway.command('revoke-tokens', editor, '--yes')
    expect(await gateway.command('ls-tokens', editor)).toBe('')
    for (const version of versions.slice(0, -1)) {
      await gateway.command('rm-app-version', 'notes', version, '--yes')
    }
    expect((await gateway.get('/registry/notes/versions')).json()).toMatchObject({ stable: versions.slice(-1) })
  },
)

test(
  'an application can be uninstalled, and an instance removed, while the disk of the documents is full',
  { timeout: 4 * minutes },
  async (context) => {
    const disk = await mountSmallDisk(24)
    if (disk === undefined) return context.skip(skipReason)
    const files = await temporaryFolder()
    const gateway = await startWithApp({ COZY_REGISTRY_DATA: join(disk, 'data'), COZY_REGISTRY_FS: files })
    expect((await gateway.publish('1.0.0')).status).toBe(201)
    const mutate = async (field: string, input: string): Promise<unknown> => {
      const query = `mutation { result: ${field}(input: { domain: "alice.example.org" ${input} }) { __typename } }`
      return (await send(gateway.url, '/graphql', { method: 'POST', headers: gateway.headers, body: { query } })).json()
    }
    const success = (type: string) => ({ data: { result: { __typename: type } } })
    expect(await mutate('createInstance', '')).toEqual(success('CreateInstanceSuccess'))
    expect(await mutate('installApp', 'app: "notes"')).toEqual(success('InstallAppSuccess'))

    await fillDisk(disk)
    expect(await mutateUntilRefused(gateway)).toMatchObject({ errors: [{ extensions: { code: 'STORAGE_FULL' } }] })
    expect(await mutate('uninstallApp', 'app: "notes"')).toEqual(success('UninstallAppSuccess'))
    await fillDisk(disk)
    expect(await mutateUntilRefused(gateway)).toMatchObject({ errors: [{ extensions: { code: 'STORAGE_FULL' } }] })
    expect(await mutate('removeInstance', '')).toEqual(success('RemoveInstanceSuccess'))
  },
)

test('a large database can be dropped while the disk is full', { timeout: minutes }, async (context) => {
  const disk = await mountSmallDisk(48)
  if (disk === undefined) return context.skip(skipReason)
  const documents = await openSqliteDocuments(join(disk, 'data'))
  onTestFinished(() => documents.close())
  const names = ['dropped', 'kept']
  for (const name of names) await documents.ensure(name, [{ name: 'by-n', fields: ['n'] }])
  // The documents of both databases alternate in the file. So each page of the file has to be written again.
  const batches = 2_500
  for (let n = 0; n < batches; n++) {
    const batch = [1, 2, 3].map(() => ({ _id: randomUUID(), n, text: 'x'.repeat(700) }))
    for (const name of names) await documents.putMany(name, batch)
  }
  await fillDisk(disk)
  await expect(documents.put('kept', { _id: 'large', text: 'x'.repeat(2 ** 23) })).rejects.toMatchObject({
    code: 'ENOSPC',
  })
  await documents.drop('dropped')
  expect(await documents.databases()).toEqual(['kept'])
  expect(await documents.ids('kept')).toHaveLength(3 * batches)
  // The space of the deleted documents can be used.
  await documents.put('kept', { _id: 'later', text: 'x'.repeat(2 ** 20) })
})

test(
  'publications are refused when the folder for temporary files is full',
  { timeout: 2 * minutes },
  async (context) => {
    const disk = await mountSmallDisk(12)
    if (disk === undefined) return context.skip(skipReason)
    const data = await temporaryFolder()
    const gateway = await startWithApp({ COZY_REGISTRY_DATA: data, TMPDIR: disk })
    await fillDisk(disk)
    expect((await gateway.publish('1.0.0')).status).toBe(507)
    const ready = await gateway.get('/ready')
    expect([ready.status, ready.json()]).toMatchObject([
      503,
      { temporary_folder: { status: 'failed', reason: 'full' } },
    ])
    await rm(join(disk, 'ballast'))
    expect((await gateway.publish('1.0.0')).status).toBe(201)
    expect((await gateway.get('/ready')).status).toBe(200)
  },
)

test(
  'the error for a full disk contains its path: the archive of an export, or the temporary folder of an import',
  { timeout: 4 * minutes },
  async (context) => {
    const disk = await mountSmallDisk(2)
    if (disk === undefined) return context.skip(skipReason)
    const folder = await temporaryFolder()
    const objects = await openDirectoryObjects(join(folder, 'data', 'objects'))
    const large = randomBytes(4 * 2 ** 20)
    await objects.put('__assets__', sha256(large), Readable.from([large]), { contentType: '' })
    await objects.close()
    const errorsOf = async (words: string[], env: Record<string, string>, input: Buffer) => {
      const child = spawn(process.execPath, [...programArguments, ...words], {
        cwd: folder,
        env: { ...process.env, COZY_REGISTRY_DATA: 'data', ...env },
        stdio: ['pipe', 'ignore', 'pipe'],
      })
      child.stdin.on('error', () => undefined).end(input)
      const [errors, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
      return { status: Number(status), errors: errors.split('\n').filter((line) => line.startsWith('Error: ')) }
    }
    const archive = join(disk, 'all.tar.gz')
    expect(await errorsOf(['export', archive], {}, Buffer.alloc(0))).toEqual({
      status: 1,
      errors: [`Error: write ${archive}: ENOSPC: no space left on device, write`],
    })
    expect(await readdir(disk)).toEqual([])
    expect(await errorsOf(['import'], { TMPDIR: disk }, large)).toEqual({
      status: 1,
      errors: [`Error: No space is left for temporary files in ${disk} (TMPDIR)`],
    })
    expect((await readdir(disk)).filter((name) => name.startsWith('cozy-registry-'))).toEqual([])
  },
)

test('a gateway is not ready when its folder for temporary files is missing', { timeout: 2 * minutes }, async () => {
  const folder = await temporaryFolder()
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)
  const gateway = await startWithApp({ COZY_REGISTRY_DATA: join(folder, 'data'), TMPDIR: temporary })
  await rm(temporary, { recursive: true })
  const ready = await gateway.get('/ready')
  expect([ready.status, ready.json()]).toMatchObject([
    503,
    { status: 'failed', documents: { status: 'ok' }, temporary_folder: { status: 'failed', reason: 'not writable' } },
  ])
  const refused = await gateway.publish('1.0.0')
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '60'])
  expect(refused.text).toContain("can't write temporary files")
  await mkdir(temporary)
  expect((await gateway.publish('1.0.0')).status).toBe(201)
})

test('a full disk for logs affects only the log, and is reported once', { timeout: 3 * minutes }, async (context) => {
  const disk = await mountSmallDisk(1)
  if (disk === undefined) return context.skip(skipReason)
  const file = join(disk, 'registry.log')
  const data = await temporaryFolder()
  const settings = { COZY_REGISTRY_DATA: data, COZY_REGISTRY_LOG_FILE: file, COZY_REGISTRY_LOG_ACCESS: 'true' }
  const gateway = await startWithApp({ ...settings, COZY_REGISTRY_LOG_LEVEL: 'info' })
  let errors = ''
  gateway.child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
  await fillDisk(disk)
  for (let request = 0; request < 200; request++) expect((await gateway.get('/health')).status).toBe(200)
  expect((await gateway.publish('1.0.0')).status).toBe(201)
  expect((await gateway.get('/ready')).status).toBe(200)
  await gateway.command('rm-app-version', 'notes', '1.0.0', '--yes')
  await expect.poll(() => errors).toContain(`The log can't be written to "log.file" (${file}): ENOSPC`)
  expect(errors.split("can't be written")).toHaveLength(2)
  await rm(join(disk, 'ballast'))
  expect((await gateway.publish('1.1.0')).status).toBe(201)
  await expect.poll(() => readFile(file, 'utf8')).toContain('"version":"1.1.0"')
})

test('output on a full disk stops a command, but not a gateway', { timeout: 3 * minutes }, async (context) => {
  const disk = await mountSmallDisk(1)
  if (disk === undefined) return context.skip(skipReason)
  const folder = await temporaryFolder()
  await fillDisk(disk)
  const full = await open(join(disk, 'output'), 'a')
  onTestFinished(() => full.close())
  const env = { ...process.env, HOME: folder, COZY_REGISTRY_DATA: 'data', COZY_REGISTRY_LOG_ACCESS: 'true' }
  const [port = 0] = await freePorts(1)
  const run = (words: string[], stdio: StdioOptions) =>
    spawn(process.execPath, [...programArguments, ...words], { cwd: folder, env, stdio })
  const exitStatus = async (child: ChildProcess) => {
    const [status]: unknown[] = await once(child, 'exit')
    return status
  }
  expect(await exitStatus(run(['gen-session-secret', '--passphrase=false'], 'ignore'))).toBe(0)
  const serving = run(['serve', '--port', String(port)], ['ignore', full.fd, full.fd])
  onTestFinished(() => void serving.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  for (let request = 0; request < 20; request++) {
    await expect
      .poll(
        () =>
          send(url, '/health').then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: minutes },
      )
      .toBe(200)
  }
  expect(serving.exitCode).toBe(null)
  const printing = run(['completion', 'bash'], ['ignore', full.fd, 'pipe'])
  const errors = text(printing.stderr ?? Readable.from([]))
  expect(await exitStatus(printing)).toBe(1)
  expect(await errors).toMatch(/^Error: The output can't be written: ENOSPC[^\n]*\n$/)
})

test('a gateway is not ready when its files belong to another user', { timeout: 3 * minutes }, async (context) => {
  if (process.getuid?.() !== 0) return context.skip('giving files to another user needs root')
  const folder = await temporaryFolder()
  const data = join(folder, 'data')
  const gateway = await startWithApp({ COZY_REGISTRY_DATA: data }, { folder, uid: nobody })
  expect((await gateway.publish('1.0.0')).status).toBe(201)
  const parts = { objects: join(data, 'objects', '__assets__'), documents: join(data, 'documents.sqlite') }
  for (const [part, path] of Object.entries(parts)) {
    // A command that was run as root may leave such files.
    await chown(path, 0, 0)
    const ready = await gateway.get('/ready')
    expect([ready.status, ready.json()]).toMatchObject([503, { [part]: { status: 'failed', reason: 'not writable' } }])
    await chown(path, nobody, nobody)
    expect((await gateway.get('/ready')).status).toBe(200)
  }
  await chown(parts.objects, 0, 0)
  const refused = await gateway.publish('1.1.0')
  expect([refused.status, refused.headers['retry-after'], refused.json()]).toMatchObject([
    503,
    '60',
    { error: expect.stringContaining("can't use its storage") },
  ])
})

test('a gateway is not ready when its database file was removed', { timeout: 2 * minutes }, async () => {
  const data = await temporaryFolder()
  const gateway = await startWithApp({ COZY_REGISTRY_DATA: data })
  expect((await gateway.get('/ready')).status).toBe(200)
  await rm(join(data, 'documents.sqlite'))
  const ready = await gateway.get('/ready')
  expect([ready.status, ready.json()]).toMatchObject([503, { documents: { status: 'failed', reason: 'not writable' } }])
})
