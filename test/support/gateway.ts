import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { createLog } from '../../src/operator/log.js'
import type { Execute } from '../../src/operator/operations.js'
import { operatorOf } from '../../src/operator/operator.js'
import type { Operations } from '../../src/operator/operations.js'
import { loadConfig, type Config } from '../../src/config/config.js'
import type { Documents, StoredDocument } from '../../src/documents/documents.js'
import type { Engines } from '../../src/engines.js'
import { startGateway, type GatewayOptions } from '../../src/gateway.js'
import type { Objects } from '../../src/objects/objects.js'
import { Editors } from '../../src/registry/editors.js'
import { assetsContainer, defaultSpace } from '../../src/registry/spaces.js'
import { mintEditorToken } from '../../src/registry/tokens/token.js'
import { startArchiveServer, type ArchiveServer } from './archive-server.js'
import { packArchive, sha256, type ArchiveEntry } from './archives.js'
import { openTestEngines } from './engine-sets.js'
import { send, type Answer, type TestRequest } from './http.js'
import { temporaryFolder } from './temporary-folder.js'

/** The editor that exists in every test gateway. Its versions need no approval. */
export const editor = 'Acme'

/** An application to create. By default it is a webapp of `editor` in the default space. */
export interface NewApp {
  slug: string
  editor?: string
  type?: 'webapp' | 'konnector'
  space?: string
}

/** A version to publish: the content of its archive, and the members of the request. */
export interface NewVersion {
  slug: string
  version: string
  space?: string
  /** Members that are added to a valid manifest, or replace its members. */
  manifest?: object
  /** Files beside the manifest. */
  files?: ArchiveEntry[]
  /** The whole archive. `manifest` and `files` are then ignored. */
  archive?: Buffer
  /** Default: an editor token of `editor` for the application. */
  token?: string
  /** Members that are added to the correct body of the request, or replace its members. */
  body?: object
}

/** A gateway in this process, on new and empty engines, until the end of the test. */
export interface TestGateway {
  url: string
  metricsUrl: string | undefined
  config: Config
  secret: Buffer
  /** The engines, to inspect and change stored data directly. */
  documents: Documents
  objects: Objects
  /** Serves the archives to publish. */
  archives: ArchiveServer
  /** Executes GraphQL operations with the rights of the operator, like the commands. */
  execute: Execute
  operations: Operations
  /** A master token of `editor`. */
  master: string
  /** Creates an editor token, by default of `editor` for any application. */
  token: (request?: { editor?: string; app?: string; space?: string }) => Promise<string>
  /** Creates an editor token of `editor` that expired long ago. */
  expiredToken: (app: string) => Promise<string>
  send: (path: string, request?: TestRequest) => Promise<Answer>
  addApp: (app: NewApp) => Promise<Answer>
  publish: (version: NewVersion) => Promise<Answer>
  stored: () => Promise<Stored>
  /** The lines of the gateway's log, as JSON. */
  logged: () => string[]
}

/** All stored data without the audit log and the records of tokens, whose uses are written in the background: documents by database, and objects as `<container>/<key>`. */
export interface Stored {
  documents: Record<string, StoredDocument[]>
  files: string[]
}

/**
 * Starts a gateway that may download archives from loopback addresses.
 * @param wrap wraps the engines, for example to make them fail
 * @param options of the gateway, besides its configuration
 */
export async function startTestGateway(
  settings: Partial<Config> = {},
  wrap: (engines: Engines) => Engines = (engines) => engines,
  options: Pick<GatewayOptions, 'remote'> = {},
): Promise<TestGateway> {
  const folder = await temporaryFolder()
  const { config: usual } = await loadConfig({ argvFlags: {}, env: {}, cwd: folder, home: undefined })
  const config = {
    ...usual,
    host: '127.0.0.1',
    port: 0,
    publish: { ...usual.publish, trustedNetworks: ['127.0.0.0/8', '::1/128'] },
    ...settings,
  }
  const secret = randomBytes(32)
  const engines = wrap(await openTestEngines(folder))
  const { documents, objects } = engines
  const lines: string[] = []
  const log = createLog(
    { logLevel: 'debug' },
    new Writable({
      write(line: Buffer, _encoding, done) {
        lines.push(line.toString())
        done()
      },
    }),
  )
  const running = await startGateway(config, { ...options, secret, log, engines })
  const { address, execute, close } = running
  onTestFinished(close)
  const operations = operatorOf(running)
  await operations.createEditor(editor, true)
  const { token: master } = await operations.createToken({ editor, kind: 'MASTER' })
  const gateway: TestGateway = {
    url: address.url,
    metricsUrl: running.metricsUrl,
    config,
    secret,
    documents,
    objects,
    execute,
    operations,
    master,
    archives: await startArchiveServer(),
    token: async (request = {}) => (await operations.createToken({ editor, ...request, kind: 'EDITOR' })).token,
    async expiredToken(app) {
      const owner = await new Editors(documents, `${config.prefix}-editors`).get(editor)
      return mintEditorToken(secret, owner, app, 1_000_000_000n).toString('base64')
    },
    send: (path, request) => send(address.url, path, request),
    addApp: (app) => addApp(gateway, app),
    publish: (version) => publish(gateway, version),
    stored: () => stored(gateway),
    logged: () => lines,
  }
  return gateway
}

/** The path of a space's REST interface. */
export function registryPath(space = '__default__'): string {
  return space === '__default__' ? '/registry' : `/${space}/registry`
}

/** The header `Authorization` with a token. */
export function authorized(token: string): { Authorization: string } {
  return { Authorization: `Token ${token}` }
}

/** A valid manifest of a web application. */
export function manifestOf({ slug, version, manifest }: NewVersion): object {
  return { name: slug, slug, version, editor, type: 'webapp', icon: 'icon.svg', ...manifest }
}

/** The archive of a version. By default it is compressed, and has a valid manifest, an icon and the files of the version. */
export async function archiveOf(version: NewVersion): Promise<Buffer> {
  if (version.archive) return version.archive
  const manifest = { name: 'manifest.webapp', content: JSON.stringify(manifestOf(version)) }
  const icon = { name: 'icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }
  return packArchive([manifest, icon, ...(version.files ?? [])], { gzip: true })
}

function addApp(
  gateway: TestGateway,
  { slug, type = 'webapp', space, editor: owner = editor }: NewApp,
): Promise<Answer> {
  return gateway.send(registryPath(space), {
    method: 'POST',
    headers: authorized(gateway.master),
    body: { slug, type, editor: owner },
  })
}

async function publish(gateway: TestGateway, version: NewVersion): Promise<Answer> {
  const { slug, space = '__default__' } = version
  const archive = await archiveOf(version)
  const url = gateway.archives.serve(`${slug}-${version.version}.tar.gz`, archive)
  return gateway.send(`${registryPath(space)}/${slug}`, {
    method: 'POST',
    headers: authorized(version.token ?? (await gateway.token({ app: slug, space }))),
    body: { version: version.version, url, sha256: sha256(archive), ...version.body },
  })
}

async function stored({ documents, objects, config }: TestGateway): Promise<Stored> {
  const found: Stored = { documents: {}, files: [] }
  for (const database of await documents.databases()) {
    if ([`${config.prefix}-audit`, `${config.prefix}-tokens`].includes(database)) continue
    const list: StoredDocument[] = []
    for await (const document of documents.list(database)) list.push(document)
    found.documents[database] = list
  }
  const spaces = [...config.spaces, ...config.virtualSpaces.map(({ name }) => name)]
  for (const container of [assetsContainer, ...spaces.map((name) => name || defaultSpace)].sort()) {
    for await (const key of objects.list(container)) found.files.push(`${container}/${key}`)
  }
  return found
}
