import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { packArchive, sha256 } from '../test/support/archives.js'

/*
 * Publishes eight archives of 19 MB at once to a new gateway. Prints the growth of the gateway's resident memory. Run with
 * `npm run bench:memory` (Linux: it reads /proc). If a publication is refused, the exit status is 1.
 */

const publications = 8
const archiveBytes = 19_000_000
const maxGrowthMb = 100
const megabyte = 1_000_000
const program = new URL('../dist/main.js', import.meta.url).pathname

interface Sample {
  idle: number
  peak: number
  statuses: number[]
}

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
try {
  const { idle, peak, statuses } = await measure(folder)
  const growth = peak - idle
  print(`idle ${mb(idle)}, peak ${mb(peak)}, grown by ${mb(growth)} (at most ${String(maxGrowthMb)} MB allowed)`)
  print(`answers: ${statuses.join(' ')}`)
  process.exitCode = statuses.every((status) => status === 201) ? 0 : 1
} finally {
  await rm(folder, { recursive: true })
}

async function measure(folder: string): Promise<Sample> {
  const environment = { ...process.env, COZY_REGISTRY_DATA: join(folder, 'data'), COZY_REGISTRY_PORT: '0' }
  const run = (...args: string[]): Promise<string> => outputOf(args, folder, environment)
  await run('gen-session-secret', '--passphrase=false')
  await run('add-editor', 'Bench', '--auto-publication')
  const token = (await run('gen-token', 'Bench', '--master')).trim()
  const archives = await serveArchives()
  const server = spawn(process.execPath, [program, 'serve'], {
    cwd: folder,
    env: { ...environment, COZY_REGISTRY_PUBLISH_TRUSTED_NETWORKS: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const registry = `http://${await listeningAddress(server)}/registry`
    const post = (path: string, body: object): Promise<Response> =>
      fetch(`${registry}${path}`, {
        method: 'POST',
        headers: { Authorization: `Token ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    await post('', { slug: 'bench', editor: 'Bench', type: 'webapp' })
    // The first publication loads modules and compiles code. This memory is not part of the growth.
    await post('/bench', archives.submission(0))
    await sleep(3000)
    const idle = await residentBytes(server)
    let peak = idle
    const watch = setInterval(() => {
      void residentBytes(server).then((bytes) => (peak = Math.max(peak, bytes)))
    }, 20)
    const answers = await Promise.all(
      Array.from({ length: publications }, (_, i) => post('/bench', archives.submission(i + 1))),
    )
    clearInterval(watch)
    return { idle, peak, statuses: answers.map(({ status }) => status) }
  } finally {
    server.kill()
    archives.close()
  }
}

async function serveArchives(): Promise<{ submission: (i: number) => object; close: () => void }> {
  const all = await Promise.all(
    Array.from({ length: publications + 1 }, (_, i) => archive(i === 0 ? 1000 : archiveBytes, i)),
  )
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'application/x-tar')
    response.end(all[Number((request.url ?? '').slice(1))])
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The archive server has no port')
  const { port } = address
  return {
    submission: (i) => ({
      version: `1.0.${String(i)}`,
      url: `http://127.0.0.1:${String(port)}/${String(i)}`,
      sha256: sha256(all[i] ?? ''),
    }),
    close: () => server.close(),
  }
}

function archive(bytes: number, i: number): Promise<Buffer> {
  const manifest = { slug: 'bench', editor: 'Bench', version: `1.0.${String(i)}`, icon: 'icon.svg' }
  return packArchive([
    { name: 'manifest.webapp', content: JSON.stringify(manifest) },
    { name: 'icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
    { name: 'bundle.bin', content: randomBytes(bytes) },
  ])
}

type Server = ChildProcessByStdio<null, Readable, null>

async function outputOf(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return (await promisify(execFile)(process.execPath, [program, ...args], { cwd, env })).stdout
}

async function listeningAddress(server: Server): Promise<string> {
  let text = ''
  for await (const chunk of server.stdout) {
    text += String(chunk)
    const address = /Listening on (\S+:\d+)/.exec(text)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`The gateway did not start: ${text}`)
}

async function residentBytes({ pid }: Server): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
}

function mb(bytes: number): string {
  return `${(bytes / megabyte).toFixed(0)} MB`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
