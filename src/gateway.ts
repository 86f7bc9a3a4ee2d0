import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Logger } from 'pino'
import { createCommandLog } from './operator/log.js'
import type { Archives, Connect, Execute, StartServer } from './operator/operations.js'
import { operatorOf, type OperatorParts } from './operator/operator.js'
import { programVersion } from './operator/program-version.js'
import type { Config } from './config/config.js'
import { closeEngines, openEngines, type Engines } from './engines.js'
import type { Context } from './graphql/context.js'
import { operationCompiler, type CompileOperation } from './graphql/compile-operation.js'
import { createSchema } from './graphql/schema.js'
import { createGraphQLHandler } from './graphql/server.js'
import { logRequests } from './http/access-log.js'
import { createApp } from './http/app.js'
import { clientAddress } from './http/base-url.js'
import { AnswerCache } from './http/answer-cache.js'
import { Instances } from './instances/instances.js'
import { remoteRequestsDoctype } from './instances/remote-requests.js'
import { listen, type Listening } from './http/listen.js'
import { Metrics, type Measured } from './http/metrics.js'
import { Redirects } from './http/redirects.js'
import { cacheKeyFrom } from './http/cache-key.js'
import type { Objects } from './objects/objects.js'
import { createOutgoing, type OutgoingOptions } from './outgoing/client.js'
import { Registry } from './registry/registry.js'
import type { RetentionRules } from './registry/removal/retention.js'
import { Spaces } from './registry/spaces.js'
import { checkStore } from './registry/check-store.js'
import { checkTemporaryFolder } from './registry/temporary-folder.js'
import { knownParameters } from './rest/router.js'
import { outgoingOptions } from './remote/limits.js'
import { RemoteDoctypes, type RemoteParts } from './remote/remote-doctypes.js'
import type { RemoteAccess } from './stack/remote.js'
import type { StartupTimeout } from './startup.js'

/** Milliseconds that a starting server waits for its engines. */
const startLimit = 60_000

/** A running gateway. */
export interface Gateway {
  /** The address on which it listens; `url` without a slash at the end. */
  address: { host: string; port: number; url: string }
  /** The URL of the metrics, if they are configured. */
  metricsUrl?: string
  /** Runs an operation of the schema as the operator, in this process. */
  execute: Execute
  archives: Archives
  /** Logs a change that was refused or failed, unless the registry has logged it. */
  logRefusal: OperatorParts['logRefusal']
  /** Reports that it is not ready, goes on serving for these milliseconds, and stops accepting. */
  drain(milliseconds: number): Promise<void>
  /** Stops accepting, waits for running requests with a timeout, and closes everything. */
  close(): Promise<void>
}

/** The dependencies of a gateway, besides its configuration. */
export interface GatewayOptions {
  /** The master secret, 32 bytes. */
  secret: Buffer
  log: Logger
  /** Engines to use instead of the configured ones. */
  engines?: Engines
  /** Fetches data of other sites for applications, instead of the configured remote doctypes. */
  remote?: RemoteAccess
  /** How long to wait for the configured engines; when absent, each of them has one attempt. */
  timeout?: StartupTimeout
  /** Creates nothing in the engines. */
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
  const { registry, instances, remote, compile, objects } = core
  if (objects.warning !== undefined) log.warn(objects.warning)
  const failed = (err: unknown): void => log.error({ err }, 'nothing can be published')
  await checkTemporaryFolder().catch(failed)
  await checkStore(objects).catch(failed)
  const graphql = createGraphQLHandler({
    schema: createSchema(),
    log,
    limits: config.limits.graphql,
    introspection: config.graphql.introspection,
    origins: config.corsOrigins,
  })
  const { spaces, catalogue } = registry
  const cache = new AnswerCache(cacheKeyFrom({ spaces, catalogue, parameters: knownParameters(), settings: config }))
  const redirects = new Redirects()
  const measuring = measuringAt(config, { cache, redirects, registry })
  const outermost = [...(measuring ? [measuring.metrics.middleware] : []), cache.middleware]
  const stopping = new AbortController()
  const app = createApp({
    registry,
    instances,
    remote,
    compile,
    graphql,
    settings: config,
    outermost,
    log,
    stopping: stopping.signal,
  })
  const answers = redirects.listener(app.resolveLink, cache.listener(app.handle))
  const addressOf = (request: IncomingMessage): string => clientAddress(request, config)
  const server = await listen(config.accessLog ? logRequests(answers, log, addressOf) : answers, config)
  const measured = measuring && (await listen(measuring.metrics.listener, measuring).catch(closing(server)))
  return {
    address: server.address,
    ...(measured && { metricsUrl: `${measured.address.url}/metrics` }),
    ...core.operatorAt(config.publicUrl ?? server.address.url, 'in process'),
    async drain(milliseconds) {
      stopping.abort()
      await server.drain(milliseconds)
    },
    async close() {
      stopping.abort()
      await server.close()
      await measured?.close()
      await core.close()
    },
  }
}

/** Closes the server after a failure, and rethrows it. */
function closing(server: Listening): (error: unknown) => Promise<never> {
  return async (error) => {
    await server.close()
    throw error
  }
}

/** Opens the configured registry, for the command line. */
export const connect: Connect = async (config, { secret, onlyReads = false, mustLog = false }) => {
  // Commands that don't use tokens pass no secret. A random one takes its place, and signs nothing.
  const core = await openCore(config, {
    secret: secret ?? randomBytes(32),
    onlyReads,
    log: createCommandLog(config, mustLog),
  })
  const operator = core.operatorAt(config.publicUrl ?? localUrl(config), 'command line')
  return operatorOf({ ...operator, close: core.close })
}

/** Starts the server, for the command line. */
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

/** The dependencies of remote doctypes that the registry has, too. */
type RemoteBase = Pick<RemoteParts, 'documents' | 'secret' | 'clock' | 'log'> &
  Required<Pick<OutgoingOptions, 'proxies'>>

/** The registry and its operations, without HTTP. */
interface Core {
  registry: Registry
  instances: Instances
  remote: RemoteAccess
  compile: CompileOperation
  objects: Objects
  /**
   * The parts of the operator's operations.
   * @param baseUrl the URL of the gateway, for the URLs in results
   * @param from the text in the log in place of a client address
   */
  operatorAt: (baseUrl: string, from: string) => Pick<OperatorParts, 'execute' | 'archives' | 'logRefusal'>
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
  }
  const registry = await Registry.open(parts, options)
  const closing = new AbortController()
  const instances = new Instances({ ...parts, prefix: config.prefix })
  try {
    await instances.open({ signal: closing.signal, log })
  } catch (error) {
    closing.abort()
    await registry.close()
    throw error
  }
  const compile = operationCompiler(createSchema())
  return {
    registry,
    instances,
    remote: options.remote ?? remoteDoctypesOf(instances, config, { ...parts, proxies }),
    compile,
    objects: engines.objects,
    operatorAt(baseUrl, from) {
      const viewer = { kind: 'operator' } as const
      const audit = registry.audit.trail(viewer, from)
      const operator: Context = { registry, instances, viewer, baseUrl, audit }
      return {
        logRefusal: (change, error) => audit.notBegun(change, error),
        execute: (document, variables, progress) => compile(document)(variables, { ...operator, progress }),
        archives: {
          exportTo: (destination, progress, options) => registry.export(destination, progress, options),
          importFrom: (file, options, progress) =>
            audit.during({ operation: 'import', on: { file, drop: options.drop, replace: options.replace } }, () =>
              registry.import(file, options, progress),
            ),
          copyFrom: (source, space, progress) =>
            audit.during({ operation: 'copyFrom', on: { registry: new URL(source).host, space } }, () =>
              registry.copyFrom({ from: source, space: registry.spaces.getReal(space), baseUrl }, progress),
            ),
        },
      }
    },
    async close() {
      closing.abort()
      await registry.close().finally(() => closeEngines(engines))
    },
  }
}

function remoteDoctypesOf(instances: Instances, config: Config, parts: RemoteBase): RemoteDoctypes {
  const { trustedPrivateNetworks, ...settings } = config.remote
  const { documents, secret, clock, log, proxies } = parts
  return new RemoteDoctypes({
    ...settings,
    ...{ documents, secret, clock, log },
    outgoing: createOutgoing({ ...outgoingOptions(trustedPrivateNetworks, settings.allowsCustomPorts), proxies }),
    prefix: config.prefix,
    userAgent: `cozy-stack ${programVersion()} (node ${process.versions.node})`,
    limits: config.limits.remote,
    appendLog: (domain, entry) => instances.documents.put(instances.get(domain), remoteRequestsDoctype, entry),
  })
}

function retentionOf({ conservation }: Config): RetentionRules | undefined {
  const { enableBackgroundCleaning, major, minor, month } = conservation
  return enableBackgroundCleaning ? { majors: major, minors: minor, months: month } : undefined
}

// Nothing is measured unless metrics are served: measuring takes a little time for each request.
function measuringAt({ metrics: { host, port } }: Config, measured: Measured) {
  return port === undefined ? undefined : { metrics: new Metrics(measured), host, port }
}

function localUrl({ host, port }: Config): string {
  return `http://${isIPv6(host) ? `[${host}]` : host || 'localhost'}:${String(port)}`
}
