import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { hostname, userInfo } from 'node:os'
import type { Logger } from 'pino'
import { createCommandLog } from './operator/log.js'
import type { Archives, Connect, Execute, StartServer } from './operator/operations.js'
import { operatorOf, type OperatorParts } from './operator/operator.js'
import { programVersion } from './operator/program-version.js'
import type { Cache } from './cache/cache.js'
import type { Config } from './config/config.js'
import { closeEngines, openEngines, type Engines } from './engines.js'
import type { Context } from './graphql/context.js'
import { operationCompiler, type CompileOperation } from './graphql/compile-operation.js'
import { loadPersistedOperations } from './graphql/persisted-operations.js'
import { createSchema } from './graphql/schema.js'
import { createGraphQLHandler } from './graphql/server.js'
import { logRequests } from './http/access-log.js'
import { createApp } from './http/app.js'
import { clientAddress } from './http/base-url.js'
import { AnswerCache } from './http/answer-cache.js'
import { InstalledApps } from './installed-apps/installed-apps.js'
import { Instances } from './instances/instances.js'
import { defaultLimits, listen, type Listening } from './http/listen.js'
import { maxAnswerTime } from './http/max-answer-time.js'
import { Metrics, type Measured } from './http/metrics.js'
import { Redirects } from './http/redirects.js'
import { cacheKeyFrom } from './http/cache-key.js'
import { graphqlKeyFrom, isForGraphQL, readKeyedBodies } from './http/graphql-key.js'
import type { Objects } from './objects/objects.js'
import { createOutgoing } from './outgoing/client.js'
import { RateLimiter } from './registry/rate-limiter.js'
import { Registry } from './registry/registry.js'
import type { RetentionRules } from './registry/removal/retention.js'
import { defaultSpace, Spaces } from './registry/spaces.js'
import { checkStore } from './registry/check-store.js'
import { checkTemporaryFolder } from './registry/temporary-folder.js'
import { knownParameters } from './rest/router.js'
import { createFolders } from './create-folders.js'
import { createRemoteDoctypes } from './create-remote-doctypes.js'
import { RemoteSecrets } from './remote/secrets.js'
import type { RemoteAccess } from './stack/remote.js'
import type { StartupTimeout } from './startup.js'

/** Milliseconds for which a starting server waits for its engines. */
const startLimit = 60_000

/** A running gateway. */
export interface Gateway {
  /** The address on which the gateway listens. `url` has no slash at the end. */
  address: { host: string; port: number; url: string }
  /** The URL of the metrics, if they are configured. */
  metricsUrl?: string
  /** Runs a GraphQL operation in this process, with the rights of the operator. */
  execute: Execute
  archives: Archives
  /** Logs a change that was refused or failed, unless the registry has already logged it. */
  logFailureUnlessLogged: OperatorParts['logFailureUnlessLogged']
  /** Logs the running changes of the operator as abandoned. */
  abandon: OperatorParts['abandon']
  /** Reports that the gateway is not ready. Serves for `milliseconds`, then stops accepting connections. */
  drain(milliseconds: number): Promise<void>
  /** Stops accepting connections, waits for running requests up to a timeout, and closes everything. */
  close(): Promise<void>
}

/** The dependencies of a gateway, besides its configuration. */
export interface GatewayOptions {
  /** The master secret, 32 bytes. */
  secret: Buffer
  log: Logger
  /** The engines to use instead of the configured ones. */
  engines?: Engines
  /** Fetches data of other sites for applications, instead of the configured remote doctypes. */
  remote?: RemoteAccess
  /** How long to wait for the configured engines. Without it, opening each engine is tried once. */
  timeout?: StartupTimeout
  /** Whether the gateway only reads. Then missing databases and containers are not created. */
  onlyReads?: boolean
}

/** Starts a gateway; resolves when it listens. */
export async function startGateway(config: Config, options: GatewayOptions): Promise<Gateway> {
  const core = await openCore(config, options)
  try {
    return await serve(core, config, options.log)
  } catch (error) {
    await core.close()
    throw error
  }
}

async function serve(core: Core, config: Config, log: Logger): Promise<Gateway> {
  const { registry, instances, installedApps, remote, remoteSecrets, compile, objects, cache: sharedCache } = core
  const folders = createFolders(instances, config)
  if (objects.warning !== undefined) log.warn(objects.warning)
  const logFailure = (err: unknown): void => log.error({ err }, 'nothing can be published')
  await checkTemporaryFolder().catch(logFailure)
  await checkStore(objects).catch(logFailure)
  const addressOf = (request: IncomingMessage): string => clientAddress(request, config)
  const { access } = registry
  const rateLimiter = new RateLimiter({ cache: sharedCache, access, limits: config.limits.rate, log })
  const stopping = new AbortController()
  const schema = createSchema()
  const { introspection, persistedOnly, persistedOperations: operationsFile } = config.graphql
  const persistedOperations = operationsFile && (await loadPersistedOperations(operationsFile, schema))
  const graphql = createGraphQLHandler({
    schema,
    persistedOperations: persistedOperations || undefined,
    persistedOnly,
    log,
    limits: config.limits.graphql,
    rateLimiter,
    addressOf: ({ req }) => addressOf(req),
    subscriptionLimits: config.limits.subscriptions,
    stopping: stopping.signal,
    introspection,
    origins: config.corsOrigins,
  })
  registry.audit.startExpiry(config.audit.retentionDays)
  const { spaces, catalogue, editors } = registry
  const restKeyOf = cacheKeyFrom({ spaces, catalogue, parameters: knownParameters(), settings: config })
  const graphqlKeyOf = graphqlKeyFrom({ spaces, catalogue, editors, origins: config.corsOrigins, settings: config })
  const cache = new AnswerCache((request) => (isForGraphQL(request) ? graphqlKeyOf : restKeyOf)(request))
  const redirects = new Redirects()
  const metricsParts = createMetrics(config, { cache, redirects, registry })
  const outermost = [...(metricsParts ? [metricsParts.metrics.middleware] : []), cache.middleware]
  const app = createApp({
    registry,
    instances,
    folders,
    installedApps,
    remote,
    remoteSecrets,
    compile,
    graphql,
    rateLimiter,
    settings: config,
    outermost,
    log,
    stopping: stopping.signal,
  })
  const listener = redirects.listener(app.resolveLink, readKeyedBodies(cache.listener(app.handle)))
  const limits = { ...defaultLimits, answerTimeout: maxAnswerTime(config.limits) }
  const server = await listen(config.accessLog ? logRequests(listener, log, addressOf) : listener, config, limits)
  const metricsServer =
    metricsParts && (await listen(metricsParts.metrics.listener, metricsParts).catch(closeAndRethrow(server)))
  return {
    address: server.address,
    ...(metricsServer && { metricsUrl: `${metricsServer.address.url}/metrics` }),
    ...core.operatorAt(config.publicUrl ?? server.address.url, 'in process'),
    async drain(milliseconds) {
      stopping.abort()
      await server.drain(milliseconds)
    },
    async close() {
      stopping.abort()
      await server.close()
      await metricsServer?.close()
      await core.close()
    },
  }
}

/** Creates a handler that closes the server after a failure, and rethrows the error. */
function closeAndRethrow(server: Listening): (error: unknown) => Promise<never> {
  return async (error) => {
    await server.close()
    throw error
  }
}

/** Opens the configured registry for a command. */
export const connect: Connect = async (config, { secret, onlyReads = false, mustLog = false }) => {
  // A command that needs no tokens passes no secret. Then a random secret takes its place, and is never used.
  const core = await openCore(config, {
    secret: secret ?? randomBytes(32),
    onlyReads,
    log: createCommandLog(config, mustLog),
  })
  const operator = core.operatorAt(config.publicUrl ?? localUrl(config), 'command line')
  return operatorOf({ ...operator, close: core.close })
}

/** Starts the server for the command `serve`. */
export const startServer: StartServer = async (config, { secret, log, signal }) => {
  const gateway = await startGateway(config, { secret, log, timeout: { limit: startLimit, signal, log } })
  const { host, port } = gateway.address
  return {
    address: `${host}:${String(port)}`,
    async close() {
      if (config.drain > 0) await gateway.drain(config.drain)
      await gateway.close()
    },
  }
}

/** The registry and its operations, without HTTP. */
interface Core {
  registry: Registry
  instances: Instances
  installedApps: InstalledApps
  remote: RemoteAccess
  remoteSecrets: RemoteSecrets
  compile: CompileOperation
  objects: Objects
  cache: Cache
  /**
   * Creates the operations of the operator.
   * @param baseUrl the URL of the gateway; the URLs in results begin with it
   * @param from the text that the log has instead of a client address
   */
  operatorAt: (
    baseUrl: string,
    from: string,
  ) => Pick<OperatorParts, 'execute' | 'archives' | 'logFailureUnlessLogged' | 'abandon'>
  close: () => Promise<void>
}

async function openCore(config: Config, options: GatewayOptions): Promise<Core> {
  const timeout = options.timeout ?? { limit: 0, signal: new AbortController().signal, log: options.log }
  const engines = options.engines ?? (await openEngines(config, options.log, timeout))
  const stop = (): void => void closeEngines(engines).catch(() => undefined)
  timeout.signal.addEventListener('abort', stop)
  try {
    return await openRegistry(engines, config, options)
  } catch (error) {
    await closeEngines(engines)
    throw error
  } finally {
    timeout.signal.removeEventListener('abort', stop)
  }
}

async function openRegistry(
  engines: Engines,
  config: Config,
  { secret, log, ...options }: GatewayOptions,
): Promise<Core> {
  const { trustedNetworks, readProxies, proxyResolves: resolves } = config.publish
  const proxies = () => ({ ...readProxies(), resolves })
  const parts = {
    ...engines,
    secret,
    log,
    outgoing: createOutgoing({ trustedNetworks, proxies }),
    unguarded: createOutgoing({ trustedNetworks: ['0.0.0.0/0', '::/0'], proxies }),
    spaces: new Spaces(config.prefix, config.spaces, config.virtualSpaces),
    clock: Date.now,
    version: programVersion(),
    publish: {
      allowFileUrls: config.publish.allowFileUrls,
      archiveLimits: config.limits.archive,
      limits: { ...config.limits.publish, concurrency: config.publish.concurrency },
    },
    retention: retentionOf(config),
    eventLimits: config.limits.subscriptions,
    tokensPerEditor: config.limits.tokens.perEditor,
  }
  const registry = await Registry.open(parts, options)
  const closing = new AbortController()
  const instances = new Instances({ ...parts, prefix: config.prefix, contexts: config.instanceContexts.keys() })
  try {
    await instances.open({ signal: closing.signal, log })
  } catch (error) {
    closing.abort()
    await registry.close()
    throw error
  }
  const remoteSecrets = new RemoteSecrets({ ...parts, prefix: config.prefix })
  const installedApps = new InstalledApps({
    ...parts,
    ...parts.publish,
    instances,
    registry,
    contexts: config.instanceContexts,
  })
  const compile = operationCompiler(createSchema())
  return {
    registry,
    instances,
    installedApps,
    remote: options.remote ?? createRemoteDoctypes(instances, config, { ...parts, proxies }),
    remoteSecrets,
    compile,
    objects: engines.objects,
    cache: engines.cache,
    operatorAt(baseUrl, from) {
      const viewer = { kind: 'operator' } as const
      const audit = registry.audit.trailOf(viewer, { door: 'command_line', from, user: userAtHost() })
      const operator: Context = { registry, instances, installedApps, remoteSecrets, viewer, baseUrl, audit }
      return {
        logFailureUnlessLogged: (change, error) => audit.logFailureUnlessLogged(change, error),
        abandon: (reason) => audit.logAbandoned(reason),
        execute: (document, variables, progress) => compile(document)(variables, { ...operator, progress }),
        archives: {
          exportTo: (destination, progress, options) => registry.export(destination, progress, options),
          importFrom: (file, options, progress) =>
            audit.runLogged(
              { operation: 'import', on: { file, drop: options.drop, replace: options.replace } },
              async (begin) => {
                await begin()
                return registry.import(file, options, progress)
              },
            ),
          copyFrom: (source, space, progress) =>
            audit.runLogged(
              { operation: 'copyFrom', on: { registry: registryName(source), space: space || defaultSpace } },
              async (begin) => {
                const target = registry.spaces.getReal(space)
                await begin()
                return registry.copyFrom({ from: source, space: target, baseUrl }, progress)
              },
              ({ problems }) => ({ problems: problems.length }),
            ),
        },
      }
    },
    async close() {
      await installedApps.settled()
      closing.abort()
      await registry.close().finally(() => closeEngines(engines))
    },
  }
}

// The user and the host of this process, for the audit log.
function userAtHost(): string {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch {
    // In a container, the user may have no name.
    return hostname()
  }
}

// The host and path of the URL of a registry, without credentials and query.
function registryName(address: string): string {
  const { host, pathname } = new URL(address)
  return host + (pathname === '/' ? '' : pathname)
}

function retentionOf({ conservation }: Config): RetentionRules | undefined {
  const { enableBackgroundCleaning, major, minor, month } = conservation
  return enableBackgroundCleaning ? { majors: major, minors: minor, months: month } : undefined
}

// Measuring takes a little time for each request, so nothing is measured without a port for metrics.
function createMetrics({ metrics: { host, port } }: Config, measured: Measured) {
  return port === undefined ? undefined : { metrics: new Metrics(measured), host, port }
}

function localUrl({ host, port }: Config): string {
  return `http://${isIPv6(host) ? `[${host}]` : host || 'localhost'}:${String(port)}`
}
