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
import type { PlainAnswer, Question } from './plain-server.js'

/** A server in a process of its own, whose use of the processor can be asked. */
export interface Measured {
  /** Scheme, host and port. */
  url: string
  pid: number | undefined
  /** Microseconds of processor time that it has used. */
  cpu: () => Promise<number>
  close: () => Promise<void>
}

const program = new URL('../dist/main.js', import.meta.url).pathname

// Lets a process tell what it has used, whatever else it runs.
const probe = `data:text/javascript,${encodeURIComponent(`
  process.on('message', (message) => {
    if (message !== 'cpu') return
    const { user, system } = process.cpuUsage()
    process.send({ cpu: user + system })
  })
`)}`

async function ask(server: ChildProcess, question: Question | 'cpu' | 'health'): Promise<unknown> {
  const answered = once(server, 'message')
  server.send(question)
  return (await answered).at(0)
}

async function cpuOf(server: ChildProcess): Promise<number> {
  return z.object({ cpu: z.number() }).parse(await ask(server, 'cpu')).cpu
}

/** Starts the built gateway on 300 applications with manifests and icons of a usual size, with its metrics on. */
export async function startGateway(folder: string): Promise<Measured> {
  await store(folder)
  const metricsPort = await freePort()
  const file = join(folder, 'cozy-registry.yml')
  await writeFile(
    file,
    `
data: ${folder}
host: 127.0.0.1
port: 0
metrics: { port: ${String(metricsPort)} }
session-secret: ${join(folder, 'secret')}
domain_space: { links.example: __default__ }
trusted_domains: { __default__: [cozy.example] }
log: { level: error }
`,
  )
  const words = ['--config', file]
  const making = spawn(process.execPath, [program, 'gen-session-secret', '--passphrase=false', ...words])
  await once(making, 'exit')
  const server = fork(program, ['serve', ...words], {
    execArgv: ['--import', probe],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return {
    url: `http://${await addressIn(server.stdout)}`,
    pid: server.pid,
    cpu: () => cpuOf(server),
    async close() {
      server.kill()
      // The channel would keep it running.
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
  // About 4 KB, as manifests are; of words, which can be compressed as such.
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

/** Requests for `/health`, all the time. */
export interface HealthWatch {
  /** Resolves with the requests since the last call, and the longest wait in milliseconds. */
  take: () => Promise<{ polls: number; worst: number }>
  close: () => void
}

/** Watches `/health` of a gateway, from a process of its own. */
export function watchHealth(origin: string): HealthWatch {
  const watch = fork(new URL('health-watch.ts', import.meta.url), [origin], { execArgv: process.execArgv })
  return {
    take: async () => z.object({ polls: z.number(), worst: z.number() }).parse(await ask(watch, 'health')),
    close: () => watch.disconnect(),
  }
}

/** The plain server, and how to teach it an answer. */
export interface PlainServer extends Measured {
  learn: (path: string, answer: PlainAnswer) => Promise<void>
}

/** Starts a server that sends what it has learned, and does nothing else. */
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
    async learn(path, answer) {
      await ask(server, { path, answer })
    },
    async close() {
      server.disconnect()
      await once(server, 'exit')
    },
  }
}
