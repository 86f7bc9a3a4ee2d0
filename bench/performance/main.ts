import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readArguments, usage, type BenchArguments } from './arguments.js'
import { Manifests } from './manifests.js'
import { brief, measureRegistry, thorough } from './measure.js'
import type { BenchResult, RegistryResult } from './result.js'
import { benchRoutes } from './routes.js'
import { versionsPerApp } from './seed.js'
import { storeRegistry, type StoredRegistry } from './stored-registry.js'
import { tableOf } from './table.js'

/*
 * Measures a gateway with registries of several sizes, beside a plain `node:http` server that sends the same bytes and headers.
 * Both servers are child processes, and get their requests in alternating rounds. Run with `npm run bench`, see `usage`.
 */

const docs = new URL('../../docs/performance/', import.meta.url)
const resultFile = new URL('../results.json', import.meta.url)

async function main(args: BenchArguments): Promise<void> {
  const parent = args.data ?? (await mkdtemp(join(tmpdir(), 'cozy-registry-bench-')))
  try {
    const result = await measureAll(args, parent)
    const text = `${JSON.stringify(result, undefined, 2)}\n`
    await writeFile(resultFile, text)
    if (args.writesDocs) await writeDocs(args, text)
    for (const registry of result.registries) print(['', ...tableOf(registry)].join('\n'))
  } finally {
    if (args.data === undefined) await rm(parent, { recursive: true })
  }
}

async function measureAll(args: BenchArguments, parent: string): Promise<BenchResult> {
  const routes = benchRoutes(new Manifests().frequentWord).filter(({ name }) => name.includes(args.only))
  const effort = args.isQuick ? brief : thorough
  const inUse: StoredRegistry[] = []
  const store = async (apps: number): Promise<StoredRegistry> => {
    const stored = await storeRegistry(parent, apps, args.engines, report)
    inUse.push(stored)
    return stored
  }
  const registries: RegistryResult[] = []
  try {
    const empty = await store(0)
    for (const apps of args.apps) {
      const stored = await store(apps)
      const measurement = { apps, versionsPerApp, stored, empty, routes, effort, args, print: report }
      registries.push(await measureRegistry(measurement))
    }
  } finally {
    if (args.data === undefined) for (const { clear } of inUse) await clear()
  }
  return {
    format: 1,
    date: new Date().toISOString(),
    commit: (await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'])).stdout.trim(),
    node: process.version,
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    engines: inUse[0]?.engines ?? '',
    isQuick: args.isQuick,
    registries,
  }
}

// Writes the result of these engines, and makes the page anew from the results of all engines.
async function writeDocs({ engines: { couchdb, s3 } }: BenchArguments, text: string): Promise<void> {
  const servers = [...(couchdb ? ['couchdb'] : []), ...(s3 ? ['s3'] : [])]
  await writeFile(new URL(`${servers.join('-') || 'embedded'}.json`, docs), text)
  await promisify(execFile)('npm', ['run', 'docs'])
}

function report(text: string): void {
  process.stderr.write(`${text}\n`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

let args: BenchArguments
try {
  args = readArguments(process.argv.slice(2))
} catch (error) {
  report(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exit(2)
}
await main(args)
