import { pipeline } from 'node:stream'
import { createGzip } from 'node:zlib'
import type Router from '@koa/router'
import type { Logger } from 'pino'
import { revalidate } from '../http-semantics/conditional.js'
import { decodeSegment } from '../http-semantics/paths.js'
import {
  appUrlOf,
  doctypeOf,
  iconPathOf,
  idOf,
  pathOf,
  type AppId,
  type InstalledApp,
} from '../installed-apps/installed-app.js'
import { notInstalled } from '../installed-apps/errors.js'
import type { InstalledApps } from '../installed-apps/installed-apps.js'
import type { Operation } from '../installed-apps/operation-queue.js'
import { defaultSource, isRegistrySource } from '../installed-apps/source.js'
import { forbidden, requireType, type Caller } from '../instances/caller.js'
import { InstanceError } from '../instances/errors.js'
import type { Instances } from '../instances/instances.js'
import { allowsDocument } from '../instances/permissions/matching.js'
import type { Verb } from '../instances/permissions/rule.js'
import type { JsonObject } from '../json.js'
import type { Change } from '../registry/audit/change.js'
import { RegistryError } from '../registry/errors.js'
import type { AppType } from '../registry/records.js'
import { shortened } from '../registry/shortened.js'
import type { ChangeLog } from './change-log.js'
import { callerOf, type StackRequest, type StackState } from './context.js'
import { instanceStatus, messageOf, sendJson, StackError } from './errors.js'
import { sendEvents } from './event-stream.js'
import { isTrueIn, limitIn, objectIn, parameterIn } from './parameters.js'
import { pagePieces, sendPieces } from './send-pieces.js'

/** The dependencies of the routes. */
export interface InstalledAppRouteParts {
  instances: Instances
  installedApps: InstalledApps
  changes: ChangeLog
  /** The address of the client, and the base URL of the request. */
  origin: (ctx: StackRequest) => { address: string; url: string }
  log: Logger
}

type AppRequest = StackRequest & { params: Record<string, string> }

const types = { apps: 'webapp', konnectors: 'konnector' } as const satisfies Record<string, AppType>
const paths = { webapp: 'apps', konnector: 'konnectors' } as const satisfies Record<AppType, string>

const jsonApi = 'application/vnd.api+json'

/** `/apps` and `/konnectors`: the applications that are installed on an instance. */
export function addInstalledAppRoutes(router: Router<StackState>, parts: InstalledAppRouteParts): void {
  addRoutes(router, 'apps', new InstalledAppRoutes(types.apps, parts))
  addRoutes(router, 'konnectors', new InstalledAppRoutes(types.konnectors, parts))
}

function addRoutes(router: Router<StackState>, path: string, routes: InstalledAppRoutes): void {
  router.get([`/${path}`, `/${path}/`], (ctx) => routes.list(ctx))
  router.get(`/${path}/:slug`, (ctx) => routes.read(ctx))
  router.post(`/${path}/:slug`, (ctx) => routes.install(ctx))
  router.put(`/${path}/:slug`, (ctx) => routes.update(ctx))
  router.delete(`/${path}/:slug`, (ctx) => routes.uninstall(ctx))
  router.get([`/${path}/:slug/icon`, `/${path}/:slug/icon/:version`], (ctx) => routes.icon(ctx))
  router.get([`/${path}/:slug/download`, `/${path}/:slug/download/:version`], (ctx) => routes.download(ctx))
}

class InstalledAppRoutes {
  readonly #type: AppType
  readonly #apps: InstalledApps
  readonly #parts: InstalledAppRouteParts

  constructor(type: AppType, parts: InstalledAppRouteParts) {
    this.#type = type
    this.#apps = parts.installedApps
    this.#parts = parts
  }

  async list(ctx: AppRequest): Promise<void> {
    requireType(await this.#caller(ctx), 'GET', doctypeOf(this.#type))
    const limit = limitIn(ctx)
    const apps = this.#apps.list(ctx.state.instance, this.#type, parameterIn(ctx, 'start_key'))
    await sendPieces(ctx, this.#listPieces(ctx, apps, limit), jsonApi)
  }

  // Yields the list in pieces, because manifests may be large.
  async *#listPieces(
    ctx: StackRequest,
    apps: AsyncIterable<InstalledApp>,
    limit: number,
  ): AsyncGenerator<string, void> {
    yield '{"data":'
    const { count, next } = yield* pagePieces(apps, limit, (app) => this.#resource(ctx, app, true))
    const links = next ? { next: this.#nextPage(ctx, limit, next) } : {}
    yield `,"links":${JSON.stringify(links)},"meta":${JSON.stringify({ count })}}`
  }

  async read(ctx: AppRequest): Promise<void> {
    const app = this.#appIn(ctx)
    const caller = await this.#caller(ctx)
    await this.#requireRead(ctx, app, caller)
    const trail = this.#parts.changes.trailOf(ctx, caller)
    this.#send(ctx, await this.#apps.use(ctx.state.instance, app, trail), 200, true)
  }

  async install(ctx: AppRequest): Promise<void> {
    const app = this.#appIn(ctx)
    const source = parameterIn(ctx, 'Source') ?? defaultSource(app.slug)
    const change = this.#changeOf(ctx, 'installApp', app, { source: shortened(source) })
    const { caller, checked: parameters } = await this.#parts.changes.authorize(ctx, change, (caller) => {
      this.#requireChange(ctx, caller, 'POST', source)
      return objectIn(ctx, 'Parameters')
    })
    const deactivated = parameterIn(ctx, 'Deactivated') === 'true'
    const operation = this.#apps.install(ctx.state.instance, { ...app, source, deactivated, parameters })
    await this.#run(ctx, caller, change, operation)
  }

  async update(ctx: AppRequest): Promise<void> {
    const app = this.#appIn(ctx)
    const source = parameterIn(ctx, 'Source')
    const permissionsAcked = isTrueIn(ctx, 'PermissionsAcked')
    const details = { ...(source !== undefined && { source: shortened(source) }), permissionsAcked }
    const change = this.#changeOf(ctx, 'updateInstalledApp', app, details)
    const { caller, checked: parameters } = await this.#parts.changes.authorize(ctx, change, (caller) => {
      this.#requireChange(ctx, caller, 'POST', source ?? '')
      return objectIn(ctx, 'Parameters')
    })
    const operation = this.#apps.update(ctx.state.instance, { ...app, source, permissionsAcked, parameters })
    await this.#run(ctx, caller, change, operation)
  }

  async uninstall(ctx: AppRequest): Promise<void> {
    const app = this.#appIn(ctx)
    const removed = await this.#parts.changes.run(ctx, this.#changeOf(ctx, 'uninstallApp', app), (caller) => {
      this.#requireChange(ctx, caller, 'DELETE', undefined)
      return this.#apps.uninstall(ctx.state.instance, app)
    })
    this.#send(ctx, removed, 200, false)
  }

  async icon(ctx: AppRequest): Promise<void> {
    const app = this.#appIn(ctx)
    const installed = await this.#requireReadOfIcon(ctx, app)
    const icon = await this.#apps.files.icon(ctx.state.instance, installed)
    if (!icon) throw new StackError(404, 'The application has no icon')
    const { version } = ctx.params
    if (version !== undefined) {
      // At the URL of another version, the icon of the installed version must not be cached for a year.
      const isInstalled = version === installed.version
      ctx.set('Cache-Control', isInstalled ? 'max-age=31536000, immutable' : 'no-cache')
    }
    revalidate(ctx, icon.etag)
    if (ctx.status === 304) {
      icon.body.destroy()
      return
    }
    const isImage = icon.contentType.startsWith('image/') || icon.contentType === 'text/xml'
    ctx.status = 200
    ctx.body = icon.body
    ctx.set('Content-Type', isImage ? icon.contentType : 'application/octet-stream')
    ctx.set('Content-Length', String(icon.size))
  }

  async download(ctx: AppRequest): Promise<void> {
    const app = this.#appIn(ctx)
    const { instance } = ctx.state
    const installed = await this.#requireRead(ctx, app, await this.#caller(ctx))
    const version = ctx.params.version ?? installed.version
    if (isRegistrySource(installed.source)) {
      const url = await this.#apps.archiveUrl(instance, installed, version)
      if (url === undefined) throw new StackError(404, 'The registry has no such version', 'version')
      ctx.body = null
      ctx.status = 303
      ctx.set('Location', url)
      return
    }
    const archive = version === installed.version ? await this.#apps.files.archive(instance, installed) : undefined
    if (!archive) throw new StackError(412, 'code for this version is not available', 'version')
    const isZipped = archive.contentType === 'application/gzip'
    // Unlike `pipe`, `pipeline` closes the archive when the client disconnects.
    ctx.body = isZipped ? archive.body : pipeline(archive.body, createGzip(), () => undefined)
    ctx.set('Content-Type', 'application/gzip')
    if (isZipped) ctx.set('Content-Length', String(archive.size))
  }

  #caller(ctx: StackRequest): Promise<Caller> {
    return callerOf(ctx, this.#parts.instances)
  }

  #appIn(ctx: AppRequest): AppId {
    return { type: this.#type, slug: decodeSegment(ctx.params.slug ?? '') }
  }

  // Finds an application that the caller may read. Checks the permission first: without it, the answer must not tell whether the
  // application is installed.
  async #requireRead(ctx: StackRequest, app: AppId, { rules }: Caller): Promise<InstalledApp> {
    const found = await this.#apps.find(ctx.state.instance, app)
    const fields: Record<string, string | undefined> = { slug: app.slug, state: found?.state }
    const valuesOf = (field: string): string[] => [fields[field] ?? []].flat()
    if (!allowsDocument(rules.values(), 'GET', { type: doctypeOf(app.type), id: idOf(app), valuesOf })) {
      throw forbidden('GET', doctypeOf(app.type), idOf(app))
    }
    if (!found) throw notInstalled(ctx.state.instance.domain, app.slug)
    return found
  }

  // As in cozy-stack, a request for an icon without a valid token or permission is always answered with 401.
  async #requireReadOfIcon(ctx: StackRequest, app: AppId): Promise<InstalledApp> {
    try {
      return await this.#requireRead(ctx, app, await callerOf(ctx, this.#parts.instances))
    } catch (error) {
      if (!(error instanceof InstanceError)) throw error
      const message = `code=${String(instanceStatus[error.code])}, message=${error.message}`
      throw new InstanceError('NO_TOKEN', message, { cause: error, detail: error.detail })
    }
  }

  // Requires the permission for a change, by the rules of cozy-stack. `source` is `undefined` to uninstall, and `''` for an
  // update without a source, which only a token of the command line permits.
  #requireChange(ctx: StackRequest, caller: Caller, verb: Verb, source: string | undefined): void {
    requireType(caller, verb, doctypeOf(this.#type))
    if (caller.kind === 'cli') return
    const isStore = caller.kind === 'app' && caller.slug === 'store'
    const isAllowed = isStore || this.#apps.contextOf(ctx.state.instance).allowsInstallByApps
    const isFromRegistry = source === undefined || isRegistrySource(source)
    if (!isAllowed || !isFromRegistry) {
      const detail =
        'Applications may only install from registries. Without the setting instance_contexts.<context>.allow_install_via_a_permission, only the store may install'
      throw new InstanceError('FORBIDDEN', 'Forbidden', { detail })
    }
  }

  #changeOf(ctx: StackRequest, operation: string, { slug }: AppId, details: JsonObject = {}): Change {
    return { operation, on: { domain: ctx.state.instance.domain, app: shortened(slug), ...details } }
  }

  async #run(ctx: StackRequest, caller: Caller, change: Change, running: Operation): Promise<void> {
    const result = this.#parts.changes.runAs(ctx, change, caller, () => running.result)
    if (ctx.get('Accept') === 'text/event-stream') return this.#sendStates(ctx, running, result)
    // The answer is sent at the start of the operation. Only the log shows later failures.
    result.catch((err: unknown) => this.#logFailure(ctx.state.instance.domain, err))
    this.#send(ctx, await running.started, 202, false)
  }

  #sendStates(ctx: StackRequest, { started }: Operation, result: Promise<InstalledApp>): void {
    sendEvents(ctx, async (send) => {
      const sendState = (app: InstalledApp): void => send('state', { data: this.#resource(ctx, app, false) })
      try {
        const [first, last] = [await started, result]
        sendState(first)
        const app = await last
        if (isRunning(first)) sendState(app)
      } catch (error) {
        const message = messageOf(error)
        send('error', message)
        this.#logFailure(ctx.state.instance.domain, error, message)
        await result.catch(() => undefined)
      }
    })
  }

  #logFailure(instance: string, err: unknown, message?: string): void {
    if (err instanceof RegistryError) return
    this.#parts.log.error({ err, instance, error_msg: message }, 'an installation failed')
  }

  #send(ctx: StackRequest, app: InstalledApp, status: number, withAppUrl: boolean): void {
    ctx.status = status
    sendJson(ctx, { data: this.#resource(ctx, app, withAppUrl) }, jsonApi)
  }

  #resource(ctx: StackRequest, app: InstalledApp, withAppUrl: boolean): JsonObject {
    const { revision, document } = app
    const [path, icon] = [pathOf(app), iconPathOf(app)]
    const related = withAppUrl ? appUrlOf(ctx.state.instance, app) : undefined
    return {
      type: doctypeOf(this.#type),
      id: idOf(app),
      attributes: document,
      meta: revision === undefined ? {} : { rev: revision },
      links: {
        self: path,
        ...(related !== undefined && { related }),
        ...(icon !== undefined && { icon }),
        ...(this.#type === 'konnector' && { permissions: `/permissions${path}` }),
      },
    }
  }

  #nextPage(ctx: StackRequest, limit: number, next: InstalledApp): string {
    const query = new URLSearchParams({ limit: String(limit), start_key: idOf(next) })
    const { protocol } = new URL(this.#parts.origin(ctx).url)
    return `${protocol}//${ctx.state.instance.domain}/${paths[this.#type]}/?${query.toString()}`
  }
}

function isRunning({ state }: InstalledApp): boolean {
  return state === 'installing' || state === 'upgrading'
}
