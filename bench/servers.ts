import { fork, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { openDirectoryObjects } from '../src/objects/directory/directory.js'
import { storeManyApps } from '../test/support/many-apps.js'
import type { PlainAnswer, PrepareMessage } from './plain-server.js'

/** A server in a child process that reports its processor time. */
export interface Measured {
  /** Scheme, host and port. */
  url: string
  pid: number | undefined
  /** Returns the processor time that the process has used so far, in microseconds. */
  cpu: () => Promise<number>
  /** Collects garbage, and returns what is left. */
  memory: () => Promise<MemoryUse>
  close: () => Promise<void>
}

/** The memory of a process, in bytes. */
export interface MemoryUse {
  /** The resident memory before garbage is collected. */
  resident: number
  /** The heap and the buffers after garbage is collected. */
  live: number
}

const program = new URL('../dist/main.js', import.meta.url).pathname

// A module that is loaded into each measured process. When the parent process asks, it sends the processor time or the memory.
const probe = `data:text/javascript,${encodeURIComponent(`
  import { setFlagsFromString } from 'node:v8'
  import { runInNewContext } from 'node:vm'
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc')
  process.on('message', (message) => {
    if (message === 'cpu') {
      const { user, system } = process.cpuUsage()
      process.send({ cpu: user + system })
    }
    if (message === 'memory') {
      const resident = process.memoryUsage.rss()
      collectGarbage()
      const { heapUsed, external } = process.memoryUsage()
      process.send({ resident, live: heapUsed + external })
    }
  })
`)}`

// Sends a message to a child process, and resolves with its reply.
async function ask(server: ChildProcess, message: PrepareMessage | 'cpu' | 'memory' | 'health'): Promise<unknown> {
  const replied = once(server, 'message')
  server.send(message)
  return (await replied).at(0)
}

async function cpuOf(server: ChildProcess): Promise<number> {
  return z.object({ cpu: z.number() }).parse(await ask(server, 'cpu')).cpu
}

async function memoryOf(server: ChildProcess): Promise<MemoryUse> {
  return z.object({ resident: z.number(), live: z.number() }).parse(await ask(server, 'memory'))
}

/** Starts the built gateway with 300 applications and with metrics. The manifests and icons have a usual size. */
export async function startGateway(folder: string): Promise<Measured> {
  await store(folder)
  const metricsPort = await freePort()
  // One client sends all requests of a bench. Rate limits would refuse most of them.
  const settings = `
limits: { rate: { query_cost_per_address: 0, query_cost_per_token: 0, token_query_cost_per_address: 0 } }
metrics: { port: ${String(metricsPort)} }
`
  const configFlag = await configure(folder, settings)
  const making = spawn(process.execPath, [program, 'gen-session-secret', '--passphrase=false', ...configFlag])
  await once(making, 'exit')
  return startProgram(configFlag)
}

/**
 * Writes the configuration of a gateway with its data in a folder.
 * @param settings more settings, in YAML
 * @param isEmbedded whether the configuration names the folder of embedded documents
 * @returns the flags of all commands
 */
export async function configure(folder: string, settings: string, isEmbedded = true): Promise<string[]> {
  const file = join(folder, 'cozy-registry.yml')
  await writeFile(
    file,
    `
${isEmbedded ? `data: ${folder}` : ''}
host: 127.0.0.1
port: 0
session-secret: ${join(folder, 'secret')}
log: { level: error }
${settings}`,
  )
  return ['--config', file]
}

/** How to start a built gateway. */
interface StartOptions {
  /** The path of its `main.js`. Default: the one of this checkout. */
  main?: string
  /** Additional environment variables. */
  environment?: Record<string, string>
  /** Additional flags of Node. */
  nodeFlags?: readonly string[]
}

/** Starts a built gateway. */
export async function startProgram(
  configFlag: readonly string[],
  { main = program, environment = {}, nodeFlags = [] }: StartOptions = {},
): Promise<Measured> {
  const server = fork(main, ['serve', ...configFlag], {
    env: { ...process.env, ...environment },
    execArgv: ['--import', probe, ...nodeFlags],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return {
    url: `http://${await addressIn(server.stdout)}`,
    pid: server.pid,
    cpu: () => cpuOf(server),
    memory: () => memoryOf(server),
    async close() {
      server.kill()
      // An open message channel would keep the process running.
      server.disconnect()
      await once(server, 'exit')
    },
  }
}

async function store(folder: string): Promise<void> {
  const icon = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(1000)}</svg>`)
  const sha256 = createHash('sha256').update(icon).digest('hex')
  const objects = await openDirectoryObjects(join(folder, 'objects'))
  await objects.put('__assets__', sha256, Readable.from([icon]), { contentType: 'image/svg+xml', size: icon.length })
  await objects.close()
  // Makes manifests of about 4 KB, a usual size. They consist of words, and so compress like real manifests.
  const words = (count: number, i: number): string =>
    Array.from({ length: count }, (_, j) => `word${String((i * 31 + j * 17) % 997)}`).join(' ')
  const locales = Object.fromEntries(
    ['en', 'fr', 'de', 'es'].map((locale, i) => [locale, { short_description: words(10, i), changes: words(80, i) }]),
  )
  await storeManyApps(folder, {
    prefix: 'cozyregistry',
    apps: 300,
    versions: 8,
    manifest: { locales, permissions: { files: { type: 'io.cozy.files', verbs: ['GET'] } } },
    attachments: { icon: sha256 },
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port')
  return address.port
}

async function addressIn(output: Readable | null): Promise<string> {
  let text = ''
  for await (const chunk of output ?? []) {
    text += String(chunk)
    const address = /Listening on (\S+:\d+)/.exec(text)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`The gateway did not start: ${text}`)
}

/** A running child process that polls `/health`. */
export interface HealthWatch {
  /** Resolves with the number of requests since the last call, and the longest wait in milliseconds. */
  take: () => Promise<{ polls: number; worst: number }>
  close: () => void
}

/** Polls `/health` of a gateway from a child process. */
export function watchHealth(origin: string): HealthWatch {
  const watch = fork(new URL('health-watch.ts', import.meta.url), [origin], { execArgv: process.execArgv })
  return {
    take: async () => z.object({ polls: z.number(), worst: z.number() }).parse(await ask(watch, 'health')),
    close: () => watch.disconnect(),
  }
}

/** A server that only sends prepared responses. */
export interface PlainServer extends Measured {
  /** Prepares a response: from then on, the server sends `answer` for `path`, after it has read the body of the request. */
  prepare: (path: string, answer: PlainAnswer) => Promise<void>
}

/** Starts a server that only sends prepared responses. */
export async function startPlainServer(): Promise<PlainServer> {
  const server = fork(new URL('plain-server.ts', import.meta.url), {
    execArgv: [...process.execArgv, '--import', probe],
  })
  const started: unknown = (await once(server, 'message')).at(0)
  const { port } = z.object({ port: z.number() }).parse(started)
  return {
    url: `http://127.0.0.1:${String(port)}`,
    pid: server.pid,
    cpu: () => cpuOf(server),
    memory: () => memoryOf(server),
    async prepare(path, answer) {
      await ask(server, { path, answer })
    },
    async close() {
      server.disconnect()
      await once(server, 'exit')
    },
  }
}
