/*
 * Kills a gateway (SIGKILL) 100 times at a random moment while it installs one application and updates another. After each
 * restart, each application must have its old or its new version, with the permissions and the icon of this version. An
 * interrupted operation must succeed when it is repeated immediately.
 *
 * Run with `npm run bench:kills`, or with `npm run bench:kills -- 10` for 10 kills. If `COUCHDB_URL` and the variables of S3 are
 * set, the gateway uses these engines instead of the embedded ones.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { startExampleServer } from '../src/quickstart/example-server.js'
import { freePorts } from '../test/servers/processes.js'
import { packArchive, sha256 } from '../test/support/archives.js'
import { send } from '../test/support/http.js'
import { programIn, stopProcess } from '../test/support/program.js'
import { benchEngines } from './bench-engines.js'

const kills = Number(process.argv[2] ?? 100)
const domain = 'alice.example.org'
const registered = 'garden'

/** An operation to interrupt. Each operation has its own archives, so each stores files. */
interface Operation {
  name: 'installApp' | 'updateInstalledApp'
  slug: string
  /** The version that is installed before the operation; `undefined` when there is none. */
  before: string | undefined
  after: string
}

const operationsOf = (kill: number): [Operation, Operation] => [
  { name: 'installApp', slug: `new-${kill}`, before: undefined, after: `1.0.${kill}` },
  { name: 'updateInstalledApp', slug: `old-${kill}`, before: `2.0.${kill}`, after: `3.0.${kill}` },
]
const operations = Array.from({ length: kills }, (_, kill) => operationsOf(kill))

const folder = await mkdtemp(join(tmpdir(), 'registry-kills-'))
const [port = 0] = await freePorts(1)
const url = `http://127.0.0.1:${port}`
const engines = benchEngines(folder)
const program = await programIn(folder, { ...engines.settings, COZY_REGISTRY_LOG_LEVEL: 'fatal' })
const archives = await startExampleServer()
let gateway = await program.serve(port)
await program.command('add-editor', 'Acme', '--auto-publication=true')
const token = (await program.command('gen-token', 'Acme', '--master')).trim()
const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' }

const counts = { before: 0, after: 0, answered: 0, half: 0, lost: 0, stuck: 0 }
const durations: number[] = []

await prepare()
for (const [kill, pair] of operations.entries()) {
  const running = pair.map((operation) => run(operation))
  await pause(Math.random() * usualDuration())
  await killProcess(gateway)
  const wereAnswered = await Promise.all(running)
  gateway = await program.serve(port)
  for (const [i, operation] of pair.entries()) await check(operation, wereAnswered[i] === true)
  process.stdout.write(`kill ${kill + 1} of ${kills}: ${JSON.stringify(counts)}\n`)
}
await stopProcess(gateway)
await archives.close()
await engines.clear()
await rm(folder, { recursive: true, force: true })
process.stdout.write(
  `${kills * 2} installations and updates on ${engines.name} interrupted: ${counts.before} in the old state, ${counts.after} in the new state (${counts.answered} of these answered before the kill), ${counts.half} in neither, ${counts.lost} answered but lost, ${counts.stuck} that could not be repeated\n`,
)
process.exitCode = counts.half + counts.lost + counts.stuck > 0 ? 1 : 0

// Publishes all versions, and installs the applications to update.
async function prepare(): Promise<void> {
  await post('/registry', { slug: registered, type: 'webapp', editor: 'Acme' })
  await ask(`mutation { createInstance(input: { domain: "${domain}" }) { __typename } }`)
  for (const [install, update] of operations) {
    for (const version of [install.after, update.before ?? '', update.after]) await publish(version)
    const began = performance.now()
    await run({ ...update, name: 'installApp', after: update.before ?? '' })
    durations.push(performance.now() - began)
    process.stdout.write(`\rprepared ${durations.length} of ${kills}`)
  }
  process.stdout.write('\n')
}

async function publish(version: string): Promise<void> {
  const members = { name: registered, slug: registered, editor: 'Acme', type: 'webapp', icon: 'icon.svg' }
  const manifest = { ...members, version, permissions: permissionsOf(version) }
  const files = [
    { name: 'manifest.webapp', content: JSON.stringify(manifest) },
    { name: 'icon.svg', content: iconOf(version) },
  ]
  const bytes = await packArchive(files, { gzip: true })
  const checksum = sha256(bytes)
  const address = archives.serve({ name: `${version}.tar.gz`, bytes, sha256: checksum })
  await post(`/registry/${registered}`, { version, url: address, sha256: checksum })
}

async function post(path: string, body: object): Promise<void> {
  const answer = await send(url, path, { method: 'POST', headers, body })
  if (answer.status !== 201) throw new Error(`${path} is answered with ${answer.status}: ${answer.text}`)
}

async function ask(query: string): Promise<unknown> {
  return (await send(url, '/graphql', { method: 'POST', headers, body: { query } })).json()
}

// Runs an operation. Returns whether the gateway answered that it succeeded.
async function run({ name, slug, after }: Operation): Promise<boolean> {
  const consent = name === 'updateInstalledApp' ? 'permissionsAcked: true' : ''
  const input = `{ domain: "${domain}", app: "${slug}", source: "registry://${registered}/${after}" ${consent} }`
  const answer = await ask(`mutation { ${name}(input: ${input}) { __typename } }`).catch(() => undefined)
  return JSON.stringify(answer ?? '').includes('Success')
}

// `durations` are those of single installations. An installation and an update at once take about twice as long.
function usualDuration(): number {
  return 2 * (durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? 0)
}

async function killProcess(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

// Counts the result of an interrupted operation. Runs the operation again unless it is complete.
async function check(operation: Operation, wasAnswered: boolean): Promise<void> {
  const { slug, before, after } = operation
  const version = await installedVersion(slug)
  const isComplete = version === after
  if (!isComplete && version !== before) counts.half++
  else if (!(await isWhole(slug, version))) counts.half++
  else counts[isComplete ? 'after' : 'before']++
  if (wasAnswered) counts[isComplete ? 'answered' : 'lost']++
  if (isComplete) return
  const isDone = (await run(operation)) && (await installedVersion(slug)) === after && (await isWhole(slug, after))
  if (!isDone) counts.stuck++
}

async function installedVersion(slug: string): Promise<string | undefined> {
  const shape = z.object({
    data: z.object({ instance: z.object({ installedApp: z.object({ version: z.string() }).nullable() }) }),
  })
  const query = `{ instance(domain: "${domain}") { installedApp(app: "${slug}") { version } } }`
  return shape.parse(await ask(query)).data.instance.installedApp?.version
}

// Whether the application has the permissions and the icon of the version. Without a version, it must not exist.
async function isWhole(slug: string, version: string | undefined): Promise<boolean> {
  const shape = z.object({ data: z.object({ createAppToken: z.object({ token: z.string().optional() }) }) })
  const query = `mutation { createAppToken(input: { domain: "${domain}", app: "${slug}" }) { ... on CreateAppTokenSuccess { token } } }`
  const appToken = shape.parse(await ask(query)).data.createAppToken.token
  if (version === undefined || appToken === undefined) return version === undefined && appToken === undefined
  const ofApp = { headers: { Host: domain, Authorization: `Bearer ${appToken}` } }
  const self = await send(url, '/permissions/self', ofApp)
  const icon = await send(url, `/apps/${slug}/icon`, ofApp)
  return self.text.includes(JSON.stringify(permissionsOf(version))) && icon.text === iconOf(version)
}

function permissionsOf(version: string): object {
  const type = `com.acme.v${version.replaceAll('.', '_')}`
  return { apps: { type: 'io.cozy.apps', verbs: ['GET'] }, own: { type } }
}

function iconOf(version: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${version} --></svg>`
}
