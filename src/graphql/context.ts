import type { ParameterizedContext } from 'koa'
import type { Answer } from '../http-semantics/answer.js'
import type { InstalledApps } from '../installed-apps/installed-apps.js'
import type { Instances } from '../instances/instances.js'
import type { Viewer } from '../registry/access.js'
import type { AuditTrail } from '../registry/audit-log.js'
import type { App } from '../registry/catalogue/catalogue.js'
import type { Progress } from '../registry/progress.js'
import type { Registry } from '../registry/registry.js'
import type { RemoteSecrets } from '../remote/secrets.js'
import type { FileLookups } from './file-lookups.js'
import type { OperationRun } from './operation-run.js'
import type { QueryDependencies } from './query-dependencies.js'

/** The context of the resolvers: one per request. */
export interface Context {
  registry: Registry
  instances: Instances
  remoteSecrets: RemoteSecrets
  installedApps: InstalledApps
  /** The identity of the client, from its token. */
  viewer: Viewer
  /** The scheme and host of the URL by which the client reaches the registry, without a slash at the end. */
  baseUrl: string
  /** The field whose `@allow` has already been checked. `app` is the application that was looked up for the check. */
  allowed?: { field: string; app: App | undefined } | undefined
  /** The log of changes. */
  audit: AuditTrail
  /** The address of the client. Absent without a connection, as for commands. */
  clientAddress?: string | undefined
  /** The `Last-Event-ID` of the request, or `undefined`. Subscriptions continue behind it. */
  lastEventId?: string | undefined
  /** Records that the change of the running mutation begins, see `AuditTrail.runLogged`. */
  beginChange?: (() => Promise<void>) | undefined
  /** Aborts when the client disconnects. Absent without a connection, as for commands. */
  signal?: AbortSignal | undefined
  /** Shows the progress of long work, at the command line. */
  progress?: Progress | undefined
  /** Collects the spaces and other data that the result depends on. Absent if the result must not be cached. */
  dependencies?: QueryDependencies | undefined
  /** Limits the operation while it runs. Only for requests to `/graphql`. */
  run?: OperationRun | undefined
  /** The estimated cost of the operation, in fields. Only for requests to `/graphql`. */
  cost?: number | undefined
  /** Whether the result of the mutation may be repeated, see `recordOutcomes`. Only for requests to `/graphql`. */
  hasLastingResult?: boolean | undefined
  /** Looks up files for the operation. Only for requests to `/graphql`. */
  lookups?: FileLookups | undefined
}

/** A request for `/graphql`, with the context that its operation runs in. */
export type GraphQLRequest = ParameterizedContext<{
  context: Context
  /** If the results go to an event stream that other requests share: aborts when the client has ended the operation or left. */
  operationSignal?: AbortSignal
  /** Whether the result is the same for all clients, until the data change. */
  isResultCacheable?: boolean
  /** The answer, if it may be sent to all clients. */
  answer?: Answer
}>
