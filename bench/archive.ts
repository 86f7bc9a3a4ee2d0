import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { openSqliteDocuments } from '../src/documents/sqlite/sqlite.js'
import { openDirectoryObjects } from '../src/objects/directory/directory.js'
import { contentIn } from '../test/support/import-fixture.js'
import { sha256 } from '../test/support/archives.js'

/*
 * Exports a registry with 1 000 versions of 300 kB each. Imports the archive into an empty registry, and again with `--drop`.
 * Kills an import into another empty registry partway, and repeats it. Compares both imported registries with the source.
 *
 * Prints the peak memory of each command, and by how much it exceeds the peak of `ls-editors` on an empty registry. Run with
 * `npm run bench:archive` (Linux: it reads /proc). If the contents differ, the exit status is 1.
 */

const versions = 1_000
const bytesEach = 300_000
const maxGrowthMb = 80
const megabyte = 1_000_000
const program = new URL('../dist/main.js', import.meta.url).pathname

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
try {
  process.exitCode = (await measure(folder)) ? 0 : 1
} finally {
  await rm(folder, { recursive: true })
}

async function measure(folder: string): Promise<boolean> {
  const at = (name: string): string => join(folder, name)
  const archive = at('registry.tar.gz')
  await fill(at('source'))
  const expected = await contentIn(at('source'))
  const idle = await run(at('empty'), ['ls-editors'])
  report('export', idle, await run(at('source'), ['export', archive]))
  report('import', idle, await run(at('whole'), ['import', archive]))
  report('import --drop', idle, await run(at('whole'), ['import', '--drop', '--yes', archive]))
  const { peak, seconds } = await run(at('killed'), ['import', archive], () => hasObjects(at('killed'), versions / 3))
  print(`an import killed after ${seconds.toFixed(1)} s, at ${mb(peak)}`)
  const countAfterKill = (await contentIn(at('killed'))).objects.length
  report('the import again', idle, await run(at('killed'), ['import', archive]))
  const equal = await Promise.all(
    ['whole', 'killed'].map(async (name) => isDeepStrictEqual(await contentIn(at(name)), expected)),
  )
  print(
    `${String(expected.objects.length)} objects; ${String(countAfterKill)} of them after the kill; all equal: ${equal.join(', ')}`,
  )
  return equal.every(Boolean)
}

async function fill(data: string): Promise<void> {
  const documents = await openSqliteDocuments(data)
  const objects = await openDirectoryObjects(join(data, 'objects'))
  for (const name of ['apps', 'versions', 'assets']) await documents.ensure(`cozyregistry-${name}`, [])
  await documents.put('cozyregistry-apps', { _id: 'notes', slug: 'notes', editor: 'Acme', type: 'webapp' })
  for (let n = 0; n < versions; n++) {
    const version = `1.${String(n)}.0`
    const content = randomBytes(bytesEach)
    const key = sha256(content)
    await objects.put('__assets__', key, Readable.from([content]), { contentType: 'application/gzip' })
    const asset = { _id: key, name: 'notes.tar.gz', app_slug: 'notes', used_by: [`notes/${version}`] }
    await documents.put('cozyregistry-assets', { ...asset, shasum: key, content_type: 'application/gzip' })
    await documents.put('cozyregistry-versions', {
      _id: `notes-${version}`,
      slug: 'notes',
      version,
      sha256: key,
      size: String(bytesEach),
      attachments: { 'notes.tar.gz': key },
      manifest: { name: 'Notes', text: 'x'.repeat(3_000) },
    })
  }
  await documents.close()
  await objects.close()
}

interface Sample {
  /** The largest resident memory of the process, in bytes. */
  peak: number
  seconds: number
}

/** Measures a command of the built program on a data folder. Polls `killWhen`. When its result is true, kills the process. */
async function run(data: string, args: string[], killWhen?: () => Promise<boolean>): Promise<Sample> {
  const began = performance.now()
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...process.env, COZY_REGISTRY_DATA: data },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(child, 'exit')
  let peak = 0
  const watch = setInterval(() => {
    void peakBytes(child.pid).then((bytes) => (peak = Math.max(peak, bytes)))
    void killWhen?.().then((due) => due && child.kill('SIGKILL'))
  }, 20)
  await exit
  clearInterval(watch)
  if (!killWhen && child.exitCode !== 0) throw new Error(`${args.join(' ')} failed`)
  return { peak, seconds: (performance.now() - began) / 1_000 }
}

async function hasObjects(data: string, count: number): Promise<boolean> {
  const names = await readdir(join(data, 'objects', '__assets__')).catch(() => [])
  return names.length >= count
}

// The largest resident memory so far; 0 when the process has ended.
async function peakBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}

function report(command: string, idle: Sample, { peak, seconds }: Sample): void {
  const grown = `${mb(peak - idle.peak)} over idle (goal: at most ${String(maxGrowthMb)} MB)`
  print(`${command}: ${seconds.toFixed(1)} s, peak ${mb(peak)}, ${grown}`)
}

function mb(bytes: number): string {
  return `${(bytes / megabyte).toFixed(0)} MB`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
