import type { ParameterizedContext } from 'koa'
import type { Viewer } from '../registry/access.js'
import type { AuditTrail } from '../registry/audit-log.js'
import type { App } from '../registry/catalogue/catalogue.js'
import type { Progress } from '../registry/progress.js'
import type { Registry } from '../registry/registry.js'
import type { FileLookups } from './file-lookups.js'
import type { OperationRun } from './operation-run.js'
import type { QueryDependencies } from './query-dependencies.js'

/** What every resolver gets: one per request. */
export interface Context {
  registry: Registry
  /** Who asks. */
  viewer: Viewer
  /** Scheme and host under which the client reaches the registry, without a slash at the end. */
  baseUrl: string
  /** The field that the viewer was allowed before it is resolved, and the application that was looked up for that. */
  allowed?: { field: string; app: App | undefined } | undefined
  /** Where changes are logged. */
  audit: AuditTrail
  /** Aborts when the client has left; absent where nobody can leave, as at the command line. */
  signal?: AbortSignal | undefined
  /** Is told how far long work is, where somebody looks on. */
  progress?: Progress | undefined
  /** What is read is noted here, when the result may be given to everybody who asks the same. */
  dependencies?: QueryDependencies | undefined
  /** Bounds the operation while it runs, when it comes over HTTP. */
  run?: OperationRun | undefined
  /** Looks up files for the operation, when it comes over HTTP. */
  lookups?: FileLookups | undefined
}

/** A request for `/graphql`, with the context that its operation runs in. */
export type GraphQLRequest = ParameterizedContext<{ operation: Context }>
