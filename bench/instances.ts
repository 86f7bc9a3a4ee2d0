import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { secretFileText, writeSecretFile } from '../src/operator/secret-file.js'
import { startExampleServer } from '../src/quickstart/example-server.js'
import { packArchive, sha256 } from '../test/support/archives.js'
import { send } from '../test/support/http.js'
import { storeManyInstances, type StoredInstance } from './many-instances.js'
import { configure, startProgram, type Measured } from './servers.js'

/*
 * Compares a gateway with many instances to a gateway with 10 instances, with embedded documents and files. Each instance has
 * 5 installed applications. Both gateways are child processes. They get their requests in turn, so that other load on the
 * machine affects both equally. Run with `npm run bench:instances` (Linux: it reads /proc). `npm run bench:instances -- 1000`
 * measures 1 000 instances instead of 10 000.
 */

const few = 10
const many = Number(process.argv[2] ?? 10_000)
// In each round, a new version of an application is published. Then every request is sent to `instancesPerRound` instances.
const rounds = 30
const warmUpRounds = 10
const instancesPerRound = 10
// How often a command is run on each registry to measure its processor time.
const commandRuns = 7
const megabyte = 1_000_000
const program = new URL('../dist/main.js', import.meta.url).pathname

// A module that is loaded into a command. At the end, it prints the processor time in microseconds.
const exitProbe = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeSync(2, String(user + system))
  })
`)}`

const apps = [
  { type: 'webapp', slug: 'drive' },
  { type: 'webapp', slug: 'notes' },
  { type: 'webapp', slug: 'photos' },
  { type: 'konnector', slug: 'bank' },
  { type: 'konnector', slug: 'energy' },
] as const
/** The application that is installed and removed again. */
const extra = { type: 'webapp', slug: 'mail' } as const

/** The requests of a round, in order. Answers that are event streams end when the installation has ended. */
const requests = [
  { name: 'list', method: 'GET', path: '/apps/' },
  { name: 'lazy update', method: 'GET', path: `/apps/${apps[0].slug}` },
  { name: 'read', method: 'GET', path: `/apps/${apps[1].slug}` },
  { name: 'install', method: 'POST', path: `/apps/${extra.slug}?Source=registry://${extra.slug}/stable` },
  { name: 'uninstall', method: 'DELETE', path: `/apps/${extra.slug}` },
]

/** A registry with instances. */
interface Population {
  folder: string
  instances: StoredInstance[]
  /** The flags of all commands. */
  flags: string[]
  /** A master token. */
  master: string
}

/** A gateway with a population. */
interface Served extends Population {
  gateway: Measured
}

/** Milliseconds for one request. */
interface Cost {
  cpu: number
  wait: number
}

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
const archives = await startExampleServer()
try {
  await measure([await populate('few', few), await populate('many', many)])
} finally {
  await archives.close()
  await rm(folder, { recursive: true })
}

async function measure(populations: Population[]): Promise<void> {
  print(line('', [`${few} instances`, `${many} instances`, 'ratio']))
  const sizes = populations.map(async ({ folder }) => (await stat(join(folder, 'documents.sqlite'))).size / megabyte)
  report('documents, MB', await Promise.all(sizes))
  report('a command, ms of CPU', await commandCosts(populations))
  const all: Served[] = []
  try {
    for (const population of populations) all.push({ ...population, gateway: await startProgram(population.flags) })
    report('start, ms of CPU', await Promise.all(all.map(async ({ gateway }) => (await gateway.cpu()) / 1000)))
    report('memory after the start, MB', await Promise.all(all.map(memoryOf)))
    const costs = await costsOf(all)
    for (const { name } of requests)
      report(
        `${name}, ms of CPU`,
        costs.map((cost) => medianCost(cost.get(name), 'cpu')),
      )
    for (const { name } of requests)
      report(
        `${name}, ms to wait`,
        costs.map((cost) => medianCost(cost.get(name), 'wait')),
      )
    report('memory after all requests, MB', await Promise.all(all.map(memoryOf)))
  } finally {
    for (const { gateway } of all) await gateway.close()
  }
}

// The processor time of a command for each population.
async function commandCosts(populations: readonly Population[]): Promise<number[]> {
  const costs = populations.map((): number[] => [])
  for (let n = 0; n < commandRuns; n++) {
    for (const [i, { flags }] of populations.entries()) {
      progress(`command ${n + 1} of ${commandRuns}`)
      const { stderr } = await start(['--import', exitProbe, program, 'ls-editors', ...flags])
      costs[i]?.push(Number(stderr) / 1000)
    }
  }
  progress('')
  return costs.map(median)
}

// The costs of requests by their names, for each gateway. Warm-up rounds let the JIT compiler work, and are not measured.
async function costsOf(all: readonly Served[]): Promise<Map<string, Cost[]>[]> {
  const costs = all.map(() => new Map<string, Cost[]>(requests.map(({ name }) => [name, []])))
  for (let round = -warmUpRounds; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}`)
    const chosen = all.map(({ instances }) => chooseRandom(instances, instancesPerRound))
    for (const { gateway, master } of all)
      await publish(gateway.url, master, apps[0].slug, `1.${round + warmUpRounds + 1}.0`)
    for (const request of requests) {
      for (const [i, { gateway }] of all.entries()) {
        const cost = await costOf(gateway, request, chosen[i] ?? [])
        if (round >= 0) costs[i]?.get(request.name)?.push(cost)
      }
    }
  }
  progress('')
  return costs
}

async function costOf(gateway: Measured, { method, path }: (typeof requests)[number], chosen: StoredInstance[]) {
  const [cpu, start] = [await gateway.cpu(), performance.now()]
  for (const { domain, token } of chosen) {
    const headers = { Host: domain, Authorization: `Bearer ${token}`, Accept: 'text/event-stream' }
    const { status, text } = await send(gateway.url, path, { method, headers })
    if (status !== 200 || text.includes('event: error')) throw new Error(`${method} ${path} gave ${status}: ${text}`)
  }
  const [wait, used] = [performance.now() - start, (await gateway.cpu()) - cpu]
  return { cpu: used / 1000 / chosen.length, wait: wait / chosen.length }
}

async function populate(name: string, count: number): Promise<Population> {
  const data = join(folder, name)
  await mkdir(data)
  const secret = randomBytes(32)
  await writeSecretFile(join(data, 'secret'), secretFileText(secret))
  const flags = await configure(data, 'publish: { trusted_networks: [127.0.0.1] }\n')
  await run('add-editor', 'Bench', '--auto-publication', ...flags)
  const master = (await run('gen-token', 'Bench', '--master', ...flags)).trim()
  const gateway = await startProgram(flags)
  try {
    for (const { slug, type } of [...apps, extra]) {
      await post(`${gateway.url}/registry`, master, { slug, type, editor: 'Bench' })
      await publish(gateway.url, master, slug, '1.0.0', type)
    }
  } finally {
    await gateway.close()
  }
  const start = performance.now()
  const onProgress = (stored: number): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(0)
    if (stored % 10 === 0) progress(`${stored} of ${count} instances stored in ${seconds} s`)
  }
  const instances = await storeManyInstances(data, { secret, count, apps, onProgress })
  progress('')
  return { folder: data, instances, flags, master }
}

async function publish(url: string, master: string, slug: string, version: string, type = 'webapp'): Promise<void> {
  const permissions = { files: { type: 'io.cozy.files', verbs: ['GET'] } }
  const manifest = { name: slug, slug, version, editor: 'Bench', type, icon: 'icon.svg', permissions }
  const bytes = await packArchive(
    [
      { name: `manifest.${type}`, content: JSON.stringify(manifest) },
      { name: 'icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
    ],
    { gzip: true },
  )
  const address = archives.serve({ name: `${slug}-${version}.tar.gz`, bytes, sha256: sha256(bytes) })
  await post(`${url}/registry/${slug}`, master, { version, url: address, sha256: sha256(bytes) })
}

async function post(url: string, master: string, body: object): Promise<void> {
  const { origin, pathname } = new URL(url)
  const headers = { Authorization: `Token ${master}` }
  const { status, text } = await send(origin, pathname, { method: 'POST', headers, body })
  if (status !== 201) throw new Error(`POST ${url} gave ${status}: ${text}`)
}

async function run(...args: string[]): Promise<string> {
  return (await start([program, ...args])).stdout
}

function start(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, args, { cwd: folder })
}

async function memoryOf({ gateway: { pid } }: Served): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / megabyte
}

/** Chooses `count` different elements at random, or all if there are fewer. */
function chooseRandom<T>(all: readonly T[], count: number): T[] {
  const left = [...all]
  return Array.from({ length: Math.min(count, all.length) }, () => {
    return left.splice(Math.floor(Math.random() * left.length), 1)
  }).flat()
}

function medianCost(costs: readonly Cost[] = [], of: keyof Cost): number {
  return median(costs.map((cost) => cost[of]))
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function report(name: string, figures: number[]): void {
  const [one = Number.NaN, other = Number.NaN] = figures
  print(line(name, [one.toFixed(1), other.toFixed(1), (other / one).toFixed(2)]))
}

function line(name: string, [one = '', other = '', ratio = '']: string[]): string {
  return `${name.padEnd(32)}${one.padStart(18)}${other.padStart(18)}${ratio.padStart(8)}`
}

// Replaces the text in the last line of a terminal.
function progress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${text}`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
