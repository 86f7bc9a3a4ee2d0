// Stops a gateway 20 times under load, and counts the dropped requests. No proxy is in front of the gateway. A refused
// connection is retried, because no request was sent. Any other request without an answer counts as dropped. An answer with a
// status of 300 or more counts as failed. If a request was dropped or failed, the exit status is 1.
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from '../test/servers/processes.js'
import { startExampleServer } from '../src/quickstart/example-server.js'
import { packArchive, sha256 } from '../test/support/archives.js'
import { programIn, stopProcess } from '../test/support/program.js'

const stops = 20
const requestsPerStop = 600
const readers = 4

const folder = await mkdtemp(join(tmpdir(), 'registry-stops-'))
const [port = 0] = await freePorts(1)
const program = await programIn(folder, {
  COZY_REGISTRY_DATA: join(folder, 'data'),
  COZY_REGISTRY_LOG_LEVEL: 'fatal',
  COZY_REGISTRY_SHUTDOWN_DRAIN: process.env.DRAIN ?? '1s',
})
const archives = await startExampleServer()
let gateway = await program.serve(port)
await program.command('add-editor', 'Acme', '--auto-publication=true')
const token = (await program.command('gen-token', 'Acme', '--master')).trim()
const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' }

const counts = { answered: 0, published: 0, failed: 0, refused: 0, dropped: 0 }
const dropped: string[] = []
const clientsEnd = new AbortController()

await post('/registry', { slug: 'notes', type: 'webapp', editor: 'Acme' })
const clients = [
  ...Array.from({ length: readers }, () => read(new Agent({ keepAlive: true, maxSockets: 1 }))),
  ...Array.from({ length: readers }, () => read(false)),
  publish(),
]
for (let stop = 1; stop <= stops; stop++) {
  while (counts.answered < stop * requestsPerStop) await pause(5)
  const status = await stopProcess(gateway)
  process.stdout.write(`stop ${stop}: status ${String(status)} ${JSON.stringify(counts)}\n`)
  gateway = await program.serve(port)
}
clientsEnd.abort()
await Promise.all(clients)
await stopProcess(gateway)
await archives.close()
await rm(folder, { recursive: true, force: true })
for (const reason of dropped) process.stdout.write(`dropped: ${reason}\n`)
process.exitCode = counts.dropped > 0 || counts.failed > 0 ? 1 : 0

async function read(agent: Agent | false): Promise<void> {
  while (!clientsEnd.signal.aborted) {
    await sendWithRetries('GET', '/registry', agent)
    await pause(Math.random() * 10)
  }
}

async function publish(): Promise<void> {
  for (let number = 0; !clientsEnd.signal.aborted; number++) {
    const version = `1.0.${number}`
    const manifest = { name: 'notes', slug: 'notes', version, editor: 'Acme', type: 'webapp', icon: 'icon.svg' }
    const archive = await packArchive(
      [
        { name: 'manifest.webapp', content: JSON.stringify(manifest) },
        { name: 'icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      ],
      { gzip: true },
    )
    const sum = sha256(archive)
    const url = archives.serve({ name: `notes-${version}.tar.gz`, bytes: archive, sha256: sum })
    if ((await post('/registry/notes', { version, url, sha256: sum })) === 201) counts.published++
    await pause(20)
  }
}

function post(path: string, body: object): Promise<number> {
  return sendWithRetries('POST', path, false, JSON.stringify(body))
}

// Sends a request, and retries refused connections. Returns the status. For a dropped request, returns 0.
async function sendWithRetries(method: string, path: string, agent: Agent | false, body?: string): Promise<number> {
  for (;;) {
    try {
      const status = await send(method, path, agent, body)
      counts[status < 300 ? 'answered' : 'failed']++
      return status
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      if (code !== 'ECONNREFUSED') {
        counts.dropped++
        dropped.push(`${method} ${path} ${agent ? 'on a kept connection' : 'on a new connection'}: ${code}`)
        return 0
      }
      counts.refused++
      await pause(20)
    }
  }
}

async function send(method: string, path: string, agent: Agent | false, body?: string): Promise<number> {
  const clientRequest = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    agent,
    headers: body === undefined ? {} : headers,
  })
  clientRequest.end(body)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    clientRequest.on('response', resolve).on('error', reject)
  })
  await text(response)
  return response.statusCode ?? 0
}
