import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import PQueue from 'p-queue'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { openTestEngines } from '../support/engine-sets.js'
import { startGatewayOn, type FolderGateway } from '../support/folder-gateway.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const program = fileURLToPath(new URL('../support/install-process.ts', import.meta.url))
const domain = 'alice.example.org'
const permissions = {
  '1.0.0': { files: { type: 'io.cozy.files' } },
  '1.1.0': { contacts: { type: 'io.cozy.contacts' } },
}
type Version = keyof typeof permissions

/** A mutation that is killed. */
interface Operation {
  name: 'installApp' | 'updateInstalledApp' | 'uninstallApp'
  /** The installed version before the mutation. */
  before: Version | undefined
  /** The installed version after the mutation. */
  after: Version | undefined
  /** Fields of the input after `domain` and `app`. The slug replaces `SLUG`. */
  inputFields: string
  /** The number of writes of the mutation. */
  writes: number
}

// The writes of an installation or update:
// 1. the entry in the audit log
// 2. and 3. the two files of the archive
// 4. the object `complete`, which shows that all files are stored
// 5. the announcement of the permissions
// 6. the document, which changes the installed version
// 7. the permissions
// 8. the outcome in the audit log
// An uninstallation makes the writes 1 and 5 to 8.
const operations: Operation[] = [
  { name: 'installApp', before: undefined, after: '1.0.0', inputFields: 'source: "registry://SLUG/1.0.0"', writes: 8 },
  {
    name: 'updateInstalledApp',
    before: '1.0.0',
    after: '1.1.0',
    inputFields: 'source: "registry://SLUG/1.1.0", permissionsAcked: true',
    writes: 8,
  },
  { name: 'uninstallApp', before: '1.0.0', after: undefined, inputFields: '', writes: 5 },
]

const cases = operations.flatMap((operation) =>
  Array.from({ length: operation.writes }, (_, n) => ({ operation, write: n + 1, slug: slugOf(operation, n + 1) })),
)

it(
  'a killed installation, update or uninstallation leaves the old or the new state, and can be repeated',
  { timeout: 600_000 },
  async () => {
    const { folder, token } = await prepare()
    const queue = new PQueue({ concurrency: 2 })
    const states = await Promise.all(cases.map((each) => queue.add(() => killAt(each, folder, token))))
    // The third write from the end is that of the document, which changes the installed version.
    expect(states).toEqual(
      cases.map(({ operation, write }) => (write >= operation.writes - 2 ? operation.after : operation.before)),
    )
  },
)

function slugOf({ name }: Operation, write: number): string {
  return `${name.toLowerCase()}-${String(write)}`
}

async function prepare() {
  const folder = await temporaryFolder()
  await (await openTestEngines(folder)).documents.close()
  const gateway = await startGatewayOn(folder)
  await gateway.operations.createEditor(editor, true)
  const { token } = await gateway.operations.createToken({ editor, kind: 'MASTER' })
  const archives = await startArchiveServer()
  const headers = authorized(token)
  for (const { slug } of cases) {
    await send(gateway.url, '/registry', { method: 'POST', headers, body: { slug, type: 'webapp', editor } })
    for (const version of ['1.0.0', '1.1.0'] as const) {
      const archive = await archiveOf({ slug, version, manifest: { permissions: permissions[version] } })
      const url = archives.serve(`${slug}-${version}.tar.gz`, archive)
      const body = { version, url, sha256: sha256(archive) }
      expect((await send(gateway.url, `/registry/${slug}`, { method: 'POST', headers, body })).status).toBe(201)
    }
  }
  await ask(gateway, token, `mutation { createInstance(input: { domain: "${domain}" }) { __typename } }`)
  for (const { slug, operation } of cases) {
    if (operation.before) await ask(gateway, token, queryOf(slug, 'installApp', `source: "registry://${slug}/1.0.0"`))
  }
  await gateway.operations.close()
  return { folder, token }
}

function queryOf(slug: string, name: Operation['name'], inputFields: string): string {
  return `mutation { ${name}(input: { domain: "${domain}", app: "${slug}" ${inputFields.replace('SLUG', slug)} }) { __typename ... on Refusal { message } } }`
}

async function ask({ url }: FolderGateway, token: string, query: string): Promise<string> {
  return (await send(url, '/graphql', { method: 'POST', headers: authorized(token), body: { query } })).text
}

async function killAt({ operation, write, slug }: (typeof cases)[number], folder: string, token: string) {
  const query = queryOf(slug, operation.name, operation.inputFields)
  const child = spawn(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    program,
    folder,
    token,
    query,
    String(write),
  ])
  const exit = once(child, 'exit')
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  await exit
  expect({ slug, signal: child.signalCode, output, errors }).toEqual({
    slug,
    signal: 'SIGKILL',
    output: '',
    errors: '',
  })
  const gateway = await startGatewayOn(folder)
  try {
    const state = await stateOf(gateway, token, slug)
    if (state !== operation.after) await ask(gateway, token, query)
    expect({ slug, state: await stateOf(gateway, token, slug) }).toEqual({ slug, state: operation.after })
    return state
  } finally {
    await gateway.operations.close()
  }
}

const stateShape = z.object({
  data: z.object({
    instance: z.object({
      installedApp: z.object({ version: z.enum(['1.0.0', '1.1.0']), state: z.literal('ready') }).nullable(),
    }),
  }),
})
const tokenShape = z.object({ data: z.object({ createAppToken: z.object({ token: z.string().optional() }) }) })

// Returns the installed version of an application. Checks that a token for the application can be created if it is installed,
// and only then, and that the token has the permissions of this version.
async function stateOf(gateway: FolderGateway, token: string, slug: string): Promise<Version | undefined> {
  const shown = await ask(
    gateway,
    token,
    `{ instance(domain: "${domain}") { installedApp(app: "${slug}") { version state } } }`,
  )
  const version = stateShape.parse(JSON.parse(shown)).data.instance.installedApp?.version
  const input = `{ domain: "${domain}", app: "${slug}" }`
  const created = await ask(
    gateway,
    token,
    `mutation { createAppToken(input: ${input}) { ... on CreateAppTokenSuccess { token } } }`,
  )
  const appToken = tokenShape.parse(JSON.parse(created)).data.createAppToken.token
  expect({ slug, version, hasToken: appToken !== undefined }).toEqual({
    slug,
    version,
    hasToken: version !== undefined,
  })
  if (version && appToken !== undefined) {
    const headers = { Host: domain, Authorization: `Bearer ${appToken}` }
    const self = await send(gateway.url, '/permissions/self', { headers })
    expect(self.json()).toMatchObject({ data: { attributes: { permissions: permissions[version] } } })
  }
  return version
}
