import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openCouchDocuments } from '../src/documents/couchdb/couchdb.js'
import { isJsonObject, parseJson } from '../src/json.js'
import { couchdbSettings, missingCouchdbReason } from '../test/support/couchdb.js'

/*
 * Measures the time until a gateway shows a change that another gateway wrote to the same CouchDB. Two processes make 500
 * writes in turn. After each write, the other process is polled until it shows the change. Run with
 * `COUCHDB_URL=http://user:password@host:5984 npm run bench:two-gateways`.
 */

const writes = 500
const program = new URL('../dist/main.js', import.meta.url).pathname

const couchdb = couchdbSettings()
if (!couchdb) throw new Error(missingCouchdbReason)
const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
const prefix = `bench-${randomUUID()}`
const environment = {
  ...process.env,
  COZY_REGISTRY_COUCHDB_URL: couchdb.url,
  COZY_REGISTRY_COUCHDB_USER: couchdb.user,
  COZY_REGISTRY_COUCHDB_PASSWORD: couchdb.password,
  COZY_REGISTRY_COUCHDB_PREFIX: prefix,
  COZY_REGISTRY_FS: join(folder, 'objects'),
  COZY_REGISTRY_PORT: '0',
}
try {
  const delays = (await measure()).sort((a, b) => a - b)
  const at = (share: number): string => `${(delays[Math.ceil(share * delays.length) - 1] ?? 0).toFixed(0)} ms`
  const within = delays.filter((delay) => delay <= 1000).length
  print(
    `${writes} writes, shown by the other gateway: half after ${at(0.5)}, 99 of 100 after ${at(0.99)}, all after ${at(1)}`,
  )
  print(`within one second: ${within} of ${writes}`)
} finally {
  await rm(folder, { recursive: true })
  const documents = await openCouchDocuments(couchdb)
  for (const name of await documents.databases()) if (name.startsWith(prefix)) await documents.drop(name)
  await documents.close()
}

async function measure(): Promise<number[]> {
  await run('gen-session-secret', '--passphrase=false')
  await run('add-editor', 'Bench', '--auto-publication')
  const token = (await run('gen-token', 'Bench', '--master')).trim()
  const servers = [serve(), serve()]
  try {
    const [one = '', other = ''] = await Promise.all(servers.map(({ stdout }) => addressOf(stdout)))
    await send(one, token, 'POST', '', { slug: 'bench', editor: 'Bench', type: 'webapp' })
    const delays: number[] = []
    for (let n = 0; n < writes; n++) {
      const [writer, reader] = n % 2 === 0 ? [one, other] : [other, one]
      const messages = { en: { long_message: `write ${n}`, short_message: '' } }
      await send(writer, token, 'PUT', '/maintenance/bench/activate', { messages })
      delays.push(await delayUntilShown(reader, `write ${n}`))
    }
    return delays
  } finally {
    for (const server of servers) server.kill()
  }
}

async function delayUntilShown(reader: string, message: string): Promise<number> {
  const start = performance.now()
  for (;;) {
    const app = parseJson(await (await fetch(`${reader}/bench`)).text())
    const shown = isJsonObject(app) ? JSON.stringify(app.maintenance_options ?? null) : ''
    if (shown.includes(`"${message}"`)) return performance.now() - start
    await sleep(5)
  }
}

async function send(registry: string, token: string, method: string, path: string, body: object): Promise<void> {
  const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' }
  const answer = await fetch(`${registry}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path} gave ${answer.status}: ${await answer.text()}`)
}

async function run(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: folder, env: environment })
  return stdout
}

function serve() {
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return spawn(process.execPath, [program, 'serve'], { cwd: folder, env: environment, stdio: [...stdio] })
}

async function addressOf(stdout: Readable | null): Promise<string> {
  for await (const text of stdout ?? []) {
    const match = /Listening on (\S+?)\.\.\./.exec(String(text))
    if (match) return `http://${match[1]}/registry`
  }
  throw new Error('The gateway ended before it listened')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
