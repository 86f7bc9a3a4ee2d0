import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Instance } from '../instances/instance.js'
import type { OpenObject } from '../objects/objects.js'
import { shortened } from '../registry/shortened.js'
import type { CodeStore } from './code-store.js'
import { idOf, type InstalledApp } from './installed-app.js'

const maxLoggedMissing = 1000
// Milliseconds until a missing file is logged again.
const logAgainAfter = 10 * 60_000

/** The stored files of installed applications. */
export class AppFiles {
  readonly #code: CodeStore
  readonly #log: Logger
  readonly #loggedMissing = new LRUCache<string, true>({ max: maxLoggedMissing, ttl: logAgainAfter })

  constructor(code: CodeStore, log: Logger) {
    this.#code = code
    this.#log = log
  }

  /** Opens the icon of an application. */
  async icon(instance: Instance, app: InstalledApp): Promise<OpenObject | undefined> {
    if (app.icon === '' || app.archive === '') return undefined
    const icon = await this.#code.open({ context: instance.context, sha256: app.archive }, app.icon)
    if (!icon) this.#logMissing(instance, app, app.icon)
    return icon
  }

  /** Opens the archive of an application that does not come from a registry. */
  async archive(instance: Instance, app: InstalledApp): Promise<OpenObject | undefined> {
    const archive = await this.#code.openArchive({ context: instance.context, sha256: app.archive })
    if (!archive) this.#logMissing(instance, app, 'archive')
    return archive
  }

  // Logs each missing file at most once in ten minutes.
  #logMissing(instance: Instance, app: InstalledApp, path: string): void {
    const about = { instance: instance.domain, app: app.slug, version: app.version, file: shortened(path) }
    const key = `${instance.databasePrefix}${idOf(app)} ${about.file}`
    if (this.#loggedMissing.has(key)) return
    this.#loggedMissing.set(key, true)
    this.#log.error(about, 'a file of an installed application is missing in the store, or in its archive')
  }
}
