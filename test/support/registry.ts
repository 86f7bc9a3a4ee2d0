import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Documents } from '../../src/documents/documents.js'
import type { Objects } from '../../src/objects/objects.js'
import { createOutgoing } from '../../src/outgoing/client.js'
import type { App } from '../../src/registry/catalogue/catalogue.js'
import type { EventLimits } from '../../src/registry/events/event-hub.js'
import { RegistryError } from '../../src/registry/errors.js'
import { archiveCeilings } from '../../src/registry/publishing/limits.js'
import type { PublishLimits } from '../../src/registry/publishing/publisher.js'
import { Registry } from '../../src/registry/registry.js'
import type { RetentionRules } from '../../src/registry/removal/retention.js'
import { assetsContainer, Spaces, type RealSpace, type VirtualSpaceSettings } from '../../src/registry/spaces.js'
import { startArchiveServer, type ArchiveServer } from './archive-server.js'
import { sha256 } from './archives.js'
import { openTestEngines } from './engine-sets.js'
import { archiveOf, editor, type NewVersion } from './gateway.js'
import { temporaryFolder } from './temporary-folder.js'

/**
 * A registry with its own engines, until the end of the test. It has no HTTP, GraphQL or command-line interface. The editor
 * `editor` exists.
 */
export interface TestRegistry {
  registry: Registry
  /** The default space. */
  space: RealSpace
  documents: Documents
  objects: Objects
  archives: ArchiveServer
  /** Creates an application, by default of `editor`. */
  createApp: (slug: string, owner?: string) => Promise<App>
  /** Publishes a version as the operator, or submits it for approval. Returns the checksum of the archive. */
  publish: (version: NewVersion) => Promise<string>
  /**
   * Computes the SHA-256 of the content of a stored asset (a file that all spaces share). The key of an asset is the SHA-256
   * that the content should have. Returns `undefined` if the asset is missing.
   */
  storedChecksum: (key: string) => Promise<string | undefined>
}

/** The settings of a test registry. */
export interface RegistrySettings {
  /** Registries with the same folder share their data; default: a new folder. */
  folder?: string
  /** Wraps the document store, for example to make it fail. */
  wrap?: (documents: Documents) => Documents
  wrapObjects?: (objects: Objects) => Objects
  /** Default: one virtual space, `mirror`, which shows all applications of the default space. */
  virtual?: VirtualSpaceSettings[]
  /** Called with each line of the log. */
  log?: (line: string) => void
  /** The rules of the background retention. Default: none. */
  retention?: RetentionRules
  /** The master secret; default: a new one. */
  secret?: Buffer
  eventLimits?: EventLimits
  tokensPerEditor?: number
  /** Returns the current time, in milliseconds since 1970. */
  clock?: () => number
}

const mirror: VirtualSpaceSettings = { name: 'mirror', source: '', filter: 'reject', slugs: [] }

/** Limits of publications that are too high to be reached, for tests that are not about limits. */
export const publishLimits: PublishLimits = {
  concurrency: 4,
  runningPerEditor: 4,
  waiting: 100,
  waitingPerEditor: 100,
  queueTimeout: 300_000,
  runTimeout: 300_000,
  bytesPerSecond: 0,
}

/** Opens a registry with the default space, the space `labs`, and virtual spaces. */
export async function openTestRegistry(settings: RegistrySettings = {}): Promise<TestRegistry> {
  const { wrap, wrapObjects, virtual = [mirror], retention, clock = Date.now } = settings
  const folder = settings.folder ?? (await temporaryFolder())
  const { documents: engine, objects: store, cache } = await openTestEngines(folder)
  const documents = wrap ? wrap(engine) : engine
  const objects = wrapObjects ? wrapObjects(store) : store
  const outgoing = createOutgoing({ trustedNetworks: ['127.0.0.0/8', '::1/128'] })
  const log = pino({ level: settings.log ? 'info' : 'silent' }, { write: (line) => settings.log?.(line) })
  const registry = await Registry.open({
    documents,
    objects,
    outgoing,
    unguarded: outgoing,
    cache,
    secret: settings.secret ?? randomBytes(32),
    clock,
    retention,
    log,
    version: 'test',
    eventLimits: settings.eventLimits ?? { buffer: 256, replay: 1000 },
    tokensPerEditor: settings.tokensPerEditor ?? 1000,
    publish: { limits: publishLimits, archiveLimits: archiveCeilings, allowFileUrls: false },
    spaces: new Spaces('test', ['', 'labs'], virtual),
  })
  onTestFinished(async () => {
    await registry.close()
    await engine.close()
    await store.close()
  })
  await registry.editors.create(editor, true).catch(ignoreExistingEditor)
  const [space, archives] = [registry.spaces.getReal(''), await startArchiveServer()]
  return {
    registry,
    space,
    documents,
    objects,
    archives,
    createApp: (slug, owner = editor) => registry.apps.create(space, { slug, editor: owner, type: 'webapp' }),
    publish: (version) => publish(registry, archives, version),
    async storedChecksum(key) {
      const object = await objects.open(assetsContainer, key)
      return object && sha256(Buffer.concat(await object.body.toArray()))
    },
  }
}

function ignoreExistingEditor(error: unknown): void {
  if (!(error instanceof RegistryError) || error.code !== 'EDITOR_EXISTS') throw error
}

async function publish(registry: Registry, archives: ArchiveServer, version: NewVersion): Promise<string> {
  const archive = await archiveOf(version)
  const checksum = sha256(archive)
  const space = registry.spaces.getReal(version.space ?? '')
  const app = await registry.catalogue.app(space, version.slug)
  if (!app) throw new Error(`There is no application "${version.slug}" to publish`)
  const submission = {
    version: version.version,
    sha256: checksum,
    url: archives.serve(`${checksum}.tar.gz`, archive),
  }
  await registry.publisher.publish(space, app, submission, 'https://apps.example')
  return checksum
}

/** Waits for several attempts. Returns for each attempt `done`, or the code of its `RegistryError`. Throws any other error. */
export async function outcomes(attempts: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts)
  return settled.map((result) => {
    if (result.status === 'fulfilled') return 'done'
    if (result.reason instanceof RegistryError) return result.reason.code
    throw result.reason
  })
}
