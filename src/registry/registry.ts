import type { Logger } from 'pino'
import type { Cache } from '../cache/cache.js'
import type { Documents } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'
import type { Outgoing } from '../outgoing/client.js'
import { Access } from './access.js'
import { Apps } from './apps.js'
import { Assets } from './assets.js'
import { Catalogue } from './catalogue/catalogue.js'
import { Editors } from './editors.js'
import { Files } from './files.js'
import { Pending } from './pending.js'
import { Publisher } from './publishing/publisher.js'
import { assetsContainer, versionsBySlug, type Spaces } from './spaces.js'
import { statusOf, type RegistryStatus } from './status.js'
import { Minting } from './tokens/minting.js'
import { OverwrittenArchives } from './virtual/archives.js'
import { Overwrites } from './virtual/overwrites.js'
import { Regeneration } from './virtual/regeneration.js'
import { WellKnown } from './well-known.js'

/** What a registry is made of. */
export interface RegistryParts {
  documents: Documents
  objects: Objects
  cache: Cache
  outgoing: Outgoing
  spaces: Spaces
  /** The master secret, 32 bytes. */
  secret: Buffer
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
  /** The version of this software. */
  version: string
  /** How many publications run at once, and whether archives may be read from this machine's disk. */
  publish: { concurrency: number; allowFileUrls: boolean }
}

/** The domain: every door works with this. */
export class Registry {
  readonly version: string
  readonly spaces: Spaces
  readonly editors: Editors
  readonly access: Access
  readonly tokens: Minting
  readonly catalogue: Catalogue
  readonly apps: Apps
  readonly files: Files
  readonly publisher: Publisher
  readonly pending: Pending
  readonly overwrites: Overwrites
  readonly regeneration: Regeneration
  readonly wellKnown: WellKnown
  readonly #parts: RegistryParts
  readonly #closing = new AbortController()

  private constructor(parts: RegistryParts) {
    const { documents, objects, outgoing, spaces, secret, clock, log } = parts
    this.#parts = parts
    this.version = parts.version
    this.spaces = spaces
    this.editors = new Editors(documents, spaces.shared.editors)
    this.catalogue = new Catalogue(documents, spaces)
    const { editors, catalogue } = this
    const access = new Access(secret, editors, clock, log)
    const assets = new Assets(documents, objects, spaces.shared.assets)
    this.access = access
    this.tokens = new Minting({ secret, access, editors, spaces, catalogue, clock })
    this.files = new Files(objects)
    const archives = new OverwrittenArchives(documents, objects, this.files)
    const regeneration = new Regeneration({ documents, archives, catalogue, spaces, log })
    this.regeneration = regeneration
    this.overwrites = new Overwrites({ documents, assets, catalogue, regeneration })
    this.apps = new Apps({ documents, catalogue, editors, overwrites: this.overwrites })
    this.publisher = new Publisher({
      ...{ documents, outgoing, access, assets, catalogue, editors, regeneration },
      ...parts.publish,
    })
    this.pending = new Pending({ documents, assets, catalogue, regeneration })
    this.wellKnown = new WellKnown(objects)
  }

  /** Creates what is missing in the engines, and begins to follow what changes in them. */
  static async open(parts: RegistryParts): Promise<Registry> {
    await prepare(parts)
    const registry = new Registry(parts)
    const following = { signal: registry.#closing.signal, log: parts.log }
    await registry.editors.open(following)
    await registry.catalogue.open(following)
    return registry
  }

  /** How the engines are doing. */
  status(): Promise<RegistryStatus> {
    return statusOf(this.#parts)
  }

  /** Lets publications end, and stops following changes. The engines stay open: they belong to who opened them. */
  async close(): Promise<void> {
    await this.publisher.settled()
    this.#closing.abort()
  }
}

async function prepare({ documents, objects, spaces }: RegistryParts): Promise<void> {
  await documents.ensure(spaces.shared.editors, [])
  for (const { name, databases } of spaces.real) {
    await documents.ensure(databases.apps, [])
    await documents.ensure(databases.versions, [versionsBySlug])
    await documents.ensure(databases.pending, [])
    await objects.ensure(name)
  }
  for (const { databases } of spaces.virtual) await documents.ensure(databases.versions, [])
  await documents.ensure(spaces.shared.assets, [])
  await objects.ensure(assetsContainer)
}
