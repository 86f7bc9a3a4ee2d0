import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { openCouchDocuments } from '../src/documents/couchdb/couchdb.js'
import { openSqliteDocuments } from '../src/documents/sqlite/sqlite.js'
import { startExampleServer } from '../src/quickstart/example-server.js'
import { packArchive, sha256 } from '../test/support/archives.js'
import { couchdbSettings } from '../test/support/couchdb.js'
import { send } from '../test/support/http.js'
import { putManyApps, unsyncedDriver } from '../test/support/many-apps.js'
import { benchEngines, type BenchEngines } from './bench-engines.js'
import { configure, startProgram, type Measured } from './servers.js'

/*
 * Publishes versions on a gateway with many applications. Prints the processor time of the gateway for one publication, and the
 * publications a second. Run with `npm run bench:publishing`. If `COUCHDB_URL` and the variables of S3 are set, the gateway stores
 * its data there. Options, after `--`:
 *
 * --apps 300: how many other applications the registry has, with 8 versions each
 * --bytes 2000: the size of an archive
 * --publications 300: how many versions are published
 * --at-once 1: how many clients publish
 * --against FOLDER: measures another built checkout, too. Both get their publications in alternating rounds.
 * --profile FOLDER: writes CPU profiles of the gateways into this folder
 */

const { values } = parseArgs({
  options: {
    apps: { type: 'string', default: '300' },
    bytes: { type: 'string', default: '2000' },
    publications: { type: 'string', default: '300' },
    'at-once': { type: 'string', default: '1' },
    against: { type: 'string' },
    profile: { type: 'string' },
  },
})
const [apps, bytes] = [Number(values.apps), Number(values.bytes)]
const [publications, clients] = [Number(values.publications), Number(values['at-once'])]
const rounds = 10
const publishedApps = 10
const here = resolve(import.meta.dirname, '..')

/** A gateway that publishes versions, and what it used so far. */
interface Subject {
  checkout: string
  gateway: Measured
  headers: Record<string, string>
  engines: BenchEngines
  /** How many versions were published, with the warm-up. */
  published: number
  milliseconds: number
  cpu: number
}

const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-bench-'))
const archives = await startExampleServer()
const subjects: Subject[] = []
try {
  for (const checkout of [here, ...(values.against === undefined ? [] : [resolve(values.against)])]) {
    subjects.push(await start(checkout, join(folder, String(subjects.length))))
  }
  await measure()
} finally {
  for (const { gateway, engines } of subjects) {
    await gateway.close()
    await engines.clear()
  }
  await archives.close()
  await rm(folder, { recursive: true })
}

async function measure(): Promise<void> {
  const each = Math.ceil(publications / rounds)
  // The compilation of the code takes processor time, too.
  for (const subject of subjects) await publishMany(subject, 3 * each)
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      const [began, cpuBefore] = [performance.now(), await subject.gateway.cpu()]
      await publishMany(subject, each)
      subject.milliseconds += performance.now() - began
      subject.cpu += (await subject.gateway.cpu()) - cpuBefore
    }
  }
  const count = each * rounds
  print(
    `${count} publications of ${bytes} bytes, ${clients} at once, ${apps} applications, ${subjects[0]?.engines.name}`,
  )
  for (const { checkout, milliseconds, cpu } of subjects) {
    const [perSecond, cost] = [(count / milliseconds) * 1000, cpu / 1000 / count]
    print(`${checkout}: ${cost.toFixed(1)} ms of CPU each, ${perSecond.toFixed(1)} a second`)
  }
}

async function start(checkout: string, data: string): Promise<Subject> {
  await mkdir(data)
  const engines = benchEngines(data)
  const main = join(checkout, 'dist', 'main.js')
  const flags = await configure(data, 'publish: { trusted_networks: [127.0.0.0/8] }\nshutdown: { drain: 0s }', false)
  const environment = engines.settings
  const command = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, ...environment }
    return (await promisify(execFile)(process.execPath, [main, ...args, ...flags], { env })).stdout.trim()
  }
  await command('gen-session-secret', '--passphrase=false')
  await storeApps(engines)
  await command('add-editor', 'Bench', '--auto-publication=true')
  const token = await command('gen-token', 'Bench', '--master')
  const nodeFlags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`]
  const gateway = await startProgram(flags, { main, environment, nodeFlags })
  const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' }
  const subject = { checkout, gateway, headers, engines, published: 0, milliseconds: 0, cpu: 0 }
  for (let i = 0; i < publishedApps; i++) {
    await post(subject, '/registry', { slug: `bench-${i}`, type: 'webapp', editor: 'Bench' })
  }
  return subject
}

async function storeApps({ settings }: BenchEngines): Promise<void> {
  const [couchdb, prefix] = [couchdbSettings(), settings.COZY_REGISTRY_COUCHDB_PREFIX]
  const documents = couchdb
    ? await openCouchDocuments(couchdb)
    : await openSqliteDocuments(settings.COZY_REGISTRY_DATA ?? '', await unsyncedDriver())
  await putManyApps(documents, { prefix: prefix ?? 'cozyregistry', apps, versions: 8 })
  await documents.close()
}

async function publishMany(subject: Subject, count: number): Promise<void> {
  const submissions = await Promise.all(Array.from({ length: count }, (_, i) => submissionOf(subject.published + i)))
  subject.published += count
  const client = async (): Promise<void> => {
    for (let next = submissions.shift(); next; next = submissions.shift()) await post(subject, next.path, next.body)
  }
  await Promise.all(Array.from({ length: clients }, client))
}

/** The request that publishes a version. Each version has files of its own. */
async function submissionOf(number: number): Promise<{ path: string; body: object }> {
  const [slug, version] = [`bench-${number % publishedApps}`, `1.0.${Math.floor(number / publishedApps)}`]
  const manifest = { name: slug, slug, editor: 'Bench', type: 'webapp', version, icon: 'icon.svg' }
  const files = [
    {
      name: 'manifest.webapp',
      content: JSON.stringify({ ...manifest, locales: { en: { short_description: 'A bench' } } }),
    },
    { name: 'icon.svg', content: `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${slug} ${version} --></svg>` },
    { name: 'app.js', content: randomBytes(Math.max(0, bytes - 500)) },
  ]
  const archive = await packArchive(files, { gzip: true })
  const checksum = sha256(archive)
  const url = archives.serve({ name: `${slug}-${version}.tar.gz`, bytes: archive, sha256: checksum })
  return { path: `/registry/${slug}`, body: { version, url, sha256: checksum } }
}

async function post({ gateway, headers }: Subject, path: string, body: object): Promise<void> {
  const answer = await send(gateway.url, path, { method: 'POST', headers, body })
  if (answer.status !== 201) throw new Error(`${path} is answered with ${answer.status}: ${answer.text}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
