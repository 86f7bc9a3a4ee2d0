import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect, startServer } from '../../../src/gateway.js'
import { startSettings } from '../../../src/quickstart/settings.js'
import { startProxy } from '../../support/proxy-server.js'
import { certificate, listenTls } from '../../support/http-servers.js'
import { archiveOf, authorized } from '../../support/gateway.js'
import { sha256 } from '../../support/archives.js'
import { send } from '../../support/http.js'
import { freePorts } from '../../servers/processes.js'
import { programIn, stopProcess } from '../../support/program.js'
import { changesIn } from '../../support/changes.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { run } from '../harness.js'

const publicAddress = '93.184.216.34'
const archiveHost = 'archives.example.test'

test.each([
  {
    scheme: 'http',
    resolves: 'false',
    url: `https://${publicAddress}/notes.tar.gz`,
    request: `CONNECT ${publicAddress}:443`,
  },
  {
    scheme: 'https',
    resolves: 'true',
    url: `https://${archiveHost}/notes.tar.gz`,
    request: `CONNECT ${archiveHost}:443`,
  },
])(
  'a gateway downloads an archive through the $scheme proxy of its environment, but not from a private address (publish.proxy_resolves: $resolves)',
  { timeout: 120_000 },
  async ({ scheme, resolves, url, request }) => {
    const archive = await archiveOf({ slug: 'notes', version: '1.0.0' })
    const target = await listenTls((_request, response) => void response.end(archive))
    const proxy = await startProxy(target, { requiredCredentials: 'me:hid/den', tls: scheme === 'https' })
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'ca.pem'), certificate)
    const program = await programIn(folder, {
      COZY_REGISTRY_DATA: join(folder, 'data'),
      COZY_REGISTRY_LOG_FILE: join(folder, 'log'),
      COZY_REGISTRY_PUBLISH_PROXY_RESOLVES: resolves,
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
      https_proxy: `${scheme}://me:hid%2Fden@127.0.0.1:${proxy.port}`,
      NO_PROXY: 'example.org',
    })
    await program.command('add-editor', 'Acme', '--auto-publication=true')
    const headers = authorized((await program.command('gen-token', 'Acme', '--master')).trim())
    const [port = 0] = await freePorts(1)
    const gateway = await program.serve(port)
    try {
      const post = (path: string, body: object) =>
        send(`http://127.0.0.1:${port}`, path, { method: 'POST', headers, body })
      await post('/registry', { slug: 'notes', type: 'webapp', editor: 'Acme' })
      const published = await post('/registry/notes', { version: '1.0.0', url, sha256: sha256(archive) })
      expect([published.status, proxy.requests]).toEqual([201, [request]])
      const refused = await post('/registry/notes', {
        version: '1.0.1',
        sha256: sha256(archive),
        url: 'https://10.1.2.3/notes.tar.gz',
      })
      expect([refused.status, proxy.requests]).toEqual([422, [request]])
    } finally {
      await stopProcess(gateway)
    }
    const log = await readFile(join(folder, 'log'), 'utf8')
    expect(log).toContain('Requests to other sites go through a proxy: see https_proxy, and NO_PROXY')
    expect(log).toContain('Connections to 10.1.2.3 (10.1.2.3) are not allowed')
    expect(log).not.toMatch(/hid.{1,3}den/)
  },
)

test.each([
  ['http_proxy', 'socks5h://127.0.0.1:1080'],
  ['HTTPS_PROXY', 'http://'],
])(
  'copy-from, npm start, serve and config check report the invalid proxy %s=%s, and other commands ignore the variable',
  async (name, value) => {
    const cwd = await temporaryFolder()
    const env = { [name]: value, COZY_REGISTRY_PUBLIC_URL: 'http://here.test' }
    const call = (...words: string[]) => run(words, { cwd, connect, startServer, env })
    const problem = `The value "${value}" of ${name} in the environment is not the URL of a proxy`

    expect(await call('copy-from', 'http://registry.test')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(problem),
    })
    expect(() => startSettings(env, cwd)).toThrow(problem)
    expect(await call('serve')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(problem) })
    expect(await readdir(cwd)).toEqual([])

    const checked = await call('config', 'check')
    expect(checked).toMatchObject({ status: 1, stdout: expect.stringContaining('public_url: http://here.test') })
    expect(checked.stderr).toContain(problem)
    expect((await run(['config', 'check'], { cwd, env: { ...env, COZY_REGISTRY_PORT: 'many' } })).stderr).toContain(
      problem,
    )

    for (const words of [
      ['gen-session-secret', '--passphrase=false'],
      ['add-editor', 'Acme'],
      ['gen-token', 'Acme', '--master'],
      ['ls-apps', '--all'],
      ['repair'],
      ['export', 'all.tar.gz'],
      ['import', 'all.tar.gz', '--drop', '--yes'],
      ['completion', 'bash'],
      ['version'],
    ]) {
      const { status, stderr } = await call(...words)
      expect({ words, status, namesVariable: stderr.includes(name) }).toEqual({
        words,
        status: 0,
        namesVariable: false,
      })
    }
  },
)

test('copy-from reports the status with which a proxy refuses a connection', async () => {
  const target = await listenTls((_request, response) => void response.end())
  const proxy = await startProxy(target, { requiredCredentials: 'me:hidden' })
  const cwd = await temporaryFolder()
  const env = { http_proxy: `http://127.0.0.1:${proxy.port}`, COZY_REGISTRY_PUBLIC_URL: 'http://here.test' }
  const { status, stderr } = await run(['copy-from', `http://${publicAddress}`], { cwd, connect, env })
  expect(status).toBe(1)
  expect(stderr).toContain(`The proxy 127.0.0.1:${proxy.port} answered CONNECT ${publicAddress}:80 with status 407`)
})

test('copy-from logs the address of the other registry without credentials, and the number of problems', async () => {
  const app = { slug: 'notes', type: 'webapp', editor: 'Acme', created_at: '2020-01-01T00:00:00Z' }
  const otherRegistry = createServer(({ url = '' }, response) => {
    const answer = url === '/editors' ? [] : { data: [app], meta: {} }
    response
      .writeHead(url === '/editors' || url.startsWith('/a/labs/registry?') ? 200 : 404)
      .end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void otherRegistry.close())
  await once(otherRegistry, 'listening')
  const bound = otherRegistry.address()
  const host = `127.0.0.1:${typeof bound === 'object' ? String(bound?.port) : ''}`
  const cwd = await temporaryFolder()
  const env = { COZY_REGISTRY_LOG_FILE: 'log', COZY_REGISTRY_PUBLIC_URL: 'http://here.test' }
  const { status, stderr } = await run(['copy-from', `http://${host}/a/labs`], { cwd, connect, env })
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('1 problems:') })
  await run(['copy-from', `http://me:hidden@${host}/a/labs`], { cwd, connect, env })
  const log = await readFile(join(cwd, 'log'), 'utf8')
  expect(changesIn(log.trim().split('\n'))).toMatchObject([
    { operation: 'copyFrom', on: { registry: `${host}/a/labs`, problems: 1 }, outcome: 'done' },
    { operation: 'copyFrom', on: { registry: `${host}/a/labs` }, outcome: 'failed' },
  ])
  expect(log).not.toContain('hidden')
})
