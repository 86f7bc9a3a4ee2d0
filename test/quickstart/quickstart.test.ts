import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { parseJson, type Json } from '../../src/json.js'
import { sha256 } from '../support/archives.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { freePorts } from '../servers/processes.js'
import { build, builtCommand, start, startUnread, startUntilExit } from './program.js'

const timeout = { timeout: 120_000 }

// Compiling can take minutes on a busy machine.
beforeAll(build, 240_000)

it('npm start prints working commands, and keeps all data at its next start', timeout, async () => {
  const environment = { COZY_REGISTRY_DATA: await temporaryFolder(), COZY_REGISTRY_PORT: '0' }

  const first = await start(environment)
  expect(first.output()).toContain('docs/first-steps.md continues from here.')
  const { origin } = new URL(first.lines.GraphiQL)
  expect(first.lines.GraphiQL).toBe(`${origin}/graphql`)
  expect(first.output().match(/^Published .*$/gm)).toEqual([
    'Published the example hello-garden 1.0.0.',
    'Published the example lumen-energy 1.0.0.',
    'Published the example pocket-recipes 1.0.0.',
  ])
  expect(await latestVersions(first.lines.List)).toEqual([
    'hello-garden 1.0.0',
    'lumen-energy 1.0.0',
    'pocket-recipes 1.0.0',
  ])
  expect(await (await fetch(first.lines.GraphiQL, { headers: { Accept: 'text/html' } })).text()).toContain('GraphiQL')
  expect(await queryGraphql(origin, '{ viewer { kind editor { name } } }', first.lines.Token)).toEqual({
    data: { viewer: { kind: 'MASTER', editor: { name: 'Example' } } },
  })

  const published = await runInBash(first.lines.Publish)
  expect(published).toMatchObject({ slug: 'hello-garden', version: '1.1.0', manifest: { version: '1.1.0' } })
  expect(published).not.toHaveProperty('warnings')
  expect(await runInBash(first.lines.Publish)).toMatchObject({ error: 'Version already exists' })
  const archive = await fetch(`${origin}/registry/hello-garden/1.1.0/tarball/hello-garden-1.1.0.tar.gz`)
  expect(published).toMatchObject({ sha256: sha256(Buffer.from(await archive.arrayBuffer())) })

  expect(await requestsIn(first.lines.Log)).toEqual([])
  expect(await runInBash(first.lines.Fetch)).toEqual(weather)
  const request = {
    doctype: 'org.example.weather',
    variables: { city: 'Lyon' },
    response_code: 200,
    app: 'hello-garden',
  }
  expect(await requestsIn(first.lines.Log)).toEqual([{ ...request, query: '?city=Lyon' }])

  await first.stop('SIGTERM')
  await expect(fetch(origin)).rejects.toThrow('fetch failed')
  // The next start must not overwrite an edited definition.
  const definition = join(environment.COZY_REGISTRY_DATA, 'doctypes/org.example.weather/request')
  await writeFile(definition, (await readFile(definition, 'utf8')).replace('?', '?units=metric&'))

  const second = await start(environment, builtCommand)
  expect(second.output()).not.toContain('Published')
  expect(second.lines.Token).toBe(first.lines.Token)
  expect(await latestVersions(second.lines.List)).toEqual([
    'hello-garden 1.1.0',
    'lumen-energy 1.0.0',
    'pocket-recipes 1.0.0',
  ])
  expect(await runInBash(second.lines.Publish)).toMatchObject({ slug: 'hello-garden', version: '1.2.0' })
  expect(await requestsIn(second.lines.Log)).toHaveLength(1)
  expect(await runInBash(second.lines.Fetch)).toEqual(weather)
  expect((await requestsIn(second.lines.Log)).map(({ query }) => query).sort()).toEqual([
    '?city=Lyon',
    '?units=metric&city=Lyon',
  ])
  const { status, stderr } = await second.interrupt()
  // The log contains only lines about changes.
  const otherLines = stderr.split('\n').filter((line) => line !== '' && !line.includes('"msg":"a change"'))
  expect({ status, otherLines }).toEqual({ status: 0, otherLines: [] })
  await expect(fetch(new URL(second.lines.GraphiQL).origin)).rejects.toThrow('fetch failed')
})

it('npm start stops serving at Ctrl-C', timeout, async () => {
  const { lines, interrupt } = await start({ COZY_REGISTRY_DATA: await temporaryFolder(), COZY_REGISTRY_PORT: '0' })
  await interrupt()
  await expect(fetch(new URL(lines.GraphiQL).origin)).rejects.toThrow('fetch failed')
})

it('npm start names a port that is taken, and how to choose another one', timeout, async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const { status, stderr } = await startUntilExit({
    COZY_REGISTRY_DATA: await temporaryFolder(),
    COZY_REGISTRY_PORT: port,
  })
  expect(status).toBe(1)
  expect(stderr).toBe(
    `The port ${port} is in use: stop the program that listens there, or choose another port, as in COZY_REGISTRY_PORT=8081 npm start\n`,
  )
})

it('npm start keeps serving when nobody reads its output', timeout, async () => {
  const [port = 0] = await freePorts(1)
  const program = startUnread({ COZY_REGISTRY_DATA: await temporaryFolder(), COZY_REGISTRY_PORT: String(port) })
  // The examples are published just before the output is written.
  const slugs = async () =>
    list
      .parse(await (await fetch(`http://127.0.0.1:${port}/registry`)).json())
      .data.flatMap((app) => (app.latest_version ? [app.slug] : []))
  await expect.poll(() => slugs().catch(() => []), { timeout: 90_000 }).toHaveLength(3)
  const isRunning = sleep(1000).then(() => 'running' as const)
  expect(await Promise.race([program.exited, isRunning])).toBe('running')
  expect(await slugs()).toHaveLength(3)
  expect(await program.stop('SIGTERM')).toBe(0)
})

// Runs a command line that npm start has printed.
async function runInBash(line: string): Promise<Json> {
  const { stdout } = await promisify(execFile)('bash', ['-c', line])
  return parseJson(stdout)
}

const weather = { city: 'Lyon', sky: 'sunny', rain: false, temperature: 24 }

const requestLog = z.object({
  rows: z.array(
    z.object({
      doc: z.object({
        doctype: z.string(),
        url: z.url(),
        variables: z.json(),
        response_code: z.number(),
        cozyMetadata: z.object({ createdByApp: z.string() }),
      }),
    }),
  ),
})

// Runs a command line that prints the log of requests. Returns the requests.
async function requestsIn(line: string) {
  return requestLog.parse(await runInBash(line)).rows.map(({ doc: { url, cozyMetadata, ...request } }) => ({
    ...request,
    query: new URL(url).search,
    app: cozyMetadata.createdByApp,
  }))
}

const list = z.object({
  data: z.array(z.object({ slug: z.string(), latest_version: z.object({ version: z.string() }).optional() })),
})

async function latestVersions(line: string): Promise<string[]> {
  return list.parse(await runInBash(line)).data.map((app) => `${app.slug} ${app.latest_version?.version ?? ''}`)
}

async function queryGraphql(origin: string, query: string, token?: string): Promise<unknown> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token !== undefined && { Authorization: `Token ${token}` }) },
    body: JSON.stringify({ query }),
  })
  return response.json()
}
