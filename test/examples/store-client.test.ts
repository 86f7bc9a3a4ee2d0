import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished, vi } from 'vitest'
import { dataOf } from '../graphql/ask.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { describeWith } from '../support/requirements.js'
import { startTcpProxy } from '../support/tcp-proxy.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const example = fileURLToPath(new URL('../../examples/store-client', import.meta.url))
const install = 'run "npm ci --prefix examples/store-client"'

/** What a program printed, and its exit status. */
interface Outcome {
  status: number
  output: string
}

/** A copy of the example, so that what it generates stays out of the repository. */
class StoreClient {
  readonly #folder: string
  readonly #registry: string

  private constructor(folder: string, registry: string) {
    this.#folder = folder
    this.#registry = registry
  }

  /** Copies the example, and generates its types from the schema that a gateway serves. */
  static async generate({ url }: Pick<TestGateway, 'url'>): Promise<StoreClient> {
    const folder = await temporaryFolder()
    const isSource = (path: string): boolean => !['node_modules', 'generated', 'dist'].includes(basename(path))
    await cp(example, folder, { recursive: true, filter: isSource })
    await symlink(join(example, 'node_modules'), join(folder, 'node_modules'))
    const client = new StoreClient(folder, `${url}/graphql`)
    expect(await client.#run('@graphql-codegen/cli/cjs/bin.js')).toMatchObject({ status: 0 })
    return client
  }

  /** Generates and compiles the example. */
  static async build(gateway: Pick<TestGateway, 'url'>): Promise<StoreClient> {
    const client = await StoreClient.generate(gateway)
    expect(await client.compile()).toEqual({ status: 0, output: '' })
    return client
  }

  compile(): Promise<Outcome> {
    return this.#run('typescript/bin/tsc')
  }

  async replace(file: string, text: string, other: string): Promise<void> {
    const path = join(this.#folder, file)
    await writeFile(path, (await readFile(path, 'utf8')).replace(text, other))
  }

  /** Starts the store, until the end of the test. Returns a function that requests a page. */
  async serve(): Promise<(path: string, language?: string) => Promise<Response>> {
    const child = this.#start('dist/main.js')
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (line: Buffer) => resolve(line.toString().replace('Store: ', '').trim()))
      child.once('exit', () => reject(new Error('The store exited')))
    })
    return (path, language = 'en') => fetch(new URL(path, url), { headers: { 'Accept-Language': language } })
  }

  /** Starts the program that prints changes, until the end of the test. Returns a function that returns its output. */
  watch(): () => string {
    let output = ''
    this.#start('dist/watch.js').stdout.on('data', (text: Buffer) => (output += text.toString()))
    return () => output
  }

  #start(program: string): ChildProcessByStdio<null, Readable, null> {
    const child = spawn(process.execPath, [program], {
      cwd: this.#folder,
      env: { ...process.env, REGISTRY_URL: this.#registry, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill())
    return child
  }

  #run(program: string): Promise<Outcome> {
    const options = { cwd: this.#folder, env: { ...process.env, REGISTRY_URL: this.#registry } }
    return new Promise((resolve) => {
      execFile(process.execPath, [join('node_modules', program)], options, (error, stdout, stderr) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr })
      })
    })
  }
}

/** A gateway with a webapp, a konnector in maintenance, and a webapp without versions. */
async function gatewayWithApps(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'garden' })
  await gateway.addApp({ slug: 'bank', type: 'konnector' })
  await gateway.addApp({ slug: 'notes' })
  const locales = { fr: { name: 'Jardin', short_description: 'Des <plantes>' } }
  await gateway.publish({
    slug: 'garden',
    version: '1.2.0',
    manifest: {
      name: 'Garden',
      categories: ['leisure'],
      locales,
      permissions: { plants: { type: 'org.example.plants' } },
    },
  })
  await gateway.publish({ slug: 'bank', version: '3.0.0', manifest: { name: 'Bank', type: 'konnector' } })
  await dataOf(
    gateway,
    `mutation {
      activateMaintenance(input: { slug: "bank", messages: [{ locale: "fr", short: "De retour demain", long: "" }] }) {
        ... on Refusal { message }
      }
    }`,
    { token: gateway.master },
  )
  return gateway
}

describeWith('the example of a store', installed(), install, () => {
  it('shows the applications of a registry, and one application, in the language of the browser', async () => {
    const client = await StoreClient.build(await gatewayWithApps())
    const request = await client.serve()

    const list = await (await request('/', 'fr-FR,fr;q=0.9')).text()
    for (const part of [
      'Applications (3)',
      '>Jardin</a> 1.2.0',
      'Des &#60;plantes&#62;',
      '/registry/garden/1.2.0/icon',
    ])
      expect(list).toContain(part)
    expect(list).toContain('In maintenance: De retour demain')
    expect(list).toContain('>KONNECTOR (1)</a>')
    const konnectors = await (await request('/?type=KONNECTOR')).text()
    expect(konnectors).toContain('>Bank</a> 3.0.0')
    expect(konnectors).not.toContain('Garden')

    const app = await (await request('/apps/garden', 'fr')).text()
    for (const part of ['/> Jardin', 'By Acme', 'Version 1.2.0', 'org.example.plants']) expect(app).toContain(part)
    expect((await request('/apps/nothing')).status).toBe(404)
  })

  it('finds applications by a text, and keeps the text and the filter in the form', async () => {
    const client = await StoreClient.build(await gatewayWithApps())
    const request = await client.serve()
    const found = await (await request('/?search=gardn')).text()
    expect(found).toContain('Applications (1)')
    expect(found).toContain('>Garden</a> 1.2.0')
    expect(found).toContain('>WEBAPP (1)</a>')
    expect(found).not.toContain('KONNECTOR')
    const form = await (await request('/?search=%22%3E&type=KONNECTOR')).text()
    expect(form).toContain('value="&#34;&#62;"')
    expect(form).toContain('<input type="hidden" name="type" value="KONNECTOR" />')
  })

  it('prints the changes of applications when they happen, also those during an interruption, and each once', async () => {
    const gateway = await startTestGateway()
    const proxy = await startTcpProxy(Number(new URL(gateway.url).port))
    const client = await StoreClient.build({ url: `http://127.0.0.1:${String(proxy.port)}` })
    const output = client.watch()
    const printed = (text: string) => vi.waitFor(() => expect(output()).toContain(text), { timeout: 60_000 })
    await printed('Waiting for changes')
    await gateway.addApp({ slug: 'garden' })
    await printed('CHANGED garden\n')
    await proxy.down()
    await gateway.publish({ slug: 'garden', version: '1.0.0', manifest: { name: 'Garden' } })
    await proxy.up()
    await printed('PUBLISHED garden 1.0.0 Garden\n')
    await gateway.publish({ slug: 'garden', version: '1.1.0', manifest: { name: 'Garden' } })
    await printed('PUBLISHED garden 1.1.0 Garden\n')
    const lines = output().trim().split('\n')
    expect(lines).toHaveLength(new Set(lines).size)
  })

  it('does not compile with a field that the schema lacks', async () => {
    const client = await StoreClient.generate(await startTestGateway())
    await client.replace('src/store-page.ts', 'latestVersion?.version', 'latestVersion?.number')
    expect((await client.compile()).output).toContain("Property 'number' does not exist")
  })
})

/** Whether the packages of the example are installed. In CI they must be. */
function installed(): true | undefined {
  if (existsSync(join(example, 'node_modules/@urql/core'))) return true
  if (process.env.CI) throw new Error(`CI runs the example of a store: ${install}`)
  return undefined
}
