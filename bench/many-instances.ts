import { join } from 'node:path'
import { pino } from 'pino'
import { createMemoryCache } from '../src/cache/memory/memory.js'
import { loadConfig } from '../src/config/config.js'
import { openSqliteDocuments } from '../src/documents/sqlite/sqlite.js'
import { InstalledApps } from '../src/installed-apps/installed-apps.js'
import type { AppId } from '../src/installed-apps/installed-app.js'
import { Instances } from '../src/instances/instances.js'
import { openDirectoryObjects } from '../src/objects/directory/directory.js'
import { createOutgoing } from '../src/outgoing/client.js'
import { Registry } from '../src/registry/registry.js'
import { Spaces } from '../src/registry/spaces.js'
import { unsyncedDriver } from '../test/support/many-apps.js'

/** An instance, and a token of the command line for it. */
export interface StoredInstance {
  domain: string
  token: string
}

/** The instances to store. */
export interface ManyInstances {
  /** The master secret of the gateway. */
  secret: Buffer
  count: number
  /** The applications that each instance installs, from the registry in the same folder. */
  apps: readonly AppId[]
  onProgress: (stored: number) => void
}

const tokenLifetime = 86_400

/**
 * Stores instances with installed applications in the embedded engines of a folder. It works in this process, and does not wait
 * for the disk. Sending requests to a gateway instead would take hours.
 */
export async function storeManyInstances(folder: string, many: ManyInstances): Promise<StoredInstance[]> {
  const { secret, count, apps, onProgress } = many
  const closing = new AbortController()
  const log = pino({ level: 'silent' })
  const config = await loadConfig({ argvFlags: {}, env: {}, cwd: folder, home: undefined }).then(({ config }) => config)
  const outgoing = createOutgoing({ trustedNetworks: [] })
  const limits = { ...config.limits.publish, concurrency: config.publish.concurrency }
  const publish = { limits, archiveLimits: config.limits.archive, allowFileUrls: false }
  const parts = {
    documents: await openSqliteDocuments(folder, await unsyncedDriver()),
    objects: await openDirectoryObjects(join(folder, 'objects')),
    cache: createMemoryCache(),
    outgoing,
    unguarded: outgoing,
    secret,
    clock: Date.now,
    log,
    version: 'bench',
    publish,
    eventLimits: config.limits.subscriptions,
    tokensPerEditor: config.limits.tokens.perEditor,
    spaces: new Spaces(config.prefix, config.spaces, config.virtualSpaces),
  }
  const registry = await Registry.open(parts)
  const instances = new Instances({ ...parts, prefix: config.prefix })
  await instances.open({ signal: closing.signal, log })
  const installedApps = new InstalledApps({ ...parts, ...publish, instances, registry, contexts: new Map() })
  const stored: StoredInstance[] = []
  try {
    for (let n = 0; n < count; n++) {
      const domain = `cozy-${String(n).padStart(5, '0')}.example`
      const instance = await instances.add({ domain, locale: 'en', context: 'default' })
      for (const app of apps) await installedApps.install(instance, app).result
      const scope = 'io.cozy.apps io.cozy.konnectors'
      stored.push({ domain, token: await instances.tokens.create(instance, { kind: 'cli', scope }, tokenLifetime) })
      onProgress(n + 1)
    }
  } finally {
    closing.abort()
    await registry.close()
    await parts.documents.close()
    await parts.objects.close()
  }
  return stored
}
