import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Logger } from 'pino'
import { FolderError, type FolderErrorCode } from '../folders/errors.js'
import { InstalledAppError, type InstalledAppReason } from '../installed-apps/errors.js'
import { InstanceError, type InstanceErrorCode } from '../instances/errors.js'
import { ClientLeftError, RegistryError } from '../registry/errors.js'
import { refusalOf } from '../registry/storage-failures.js'
import { RemoteError, type RemoteErrorCode } from '../remote/errors.js'
import type { StackRequest } from './context.js'

/** A refusal by a route of instances. `message` is sent to the client as it is. */
export class StackError extends Error {
  override name = 'StackError'
  readonly status: number
  /** The query parameter or the part of the path that is refused. */
  readonly parameter: string | undefined
  constructor(status: number, message: string, parameter?: string) {
    super(message)
    this.status = status
    this.parameter = parameter
  }
}

/** The refusal of a path without a route. */
export class NoRouteError extends StackError {
  override name = 'NoRouteError'
  constructor() {
    super(404, 'Not Found')
  }
}

// The maximum length of a path in the log, in characters.
const longestPath = 1000

const remoteStatus: Record<RemoteErrorCode, number> = {
  FORBIDDEN: 403,
  NO_DEFINITION: 404,
  NO_ASSET: 404,
  INVALID_REQUEST: 400,
  INVALID_VARIABLES: 400,
  MISSING_VARIABLE: 400,
  WRONG_VERB: 405,
  VARIABLES_TOO_LARGE: 413,
  TOO_MANY_CALLS: 429,
  UNREACHABLE: 502,
  REFUSED_TYPE: 502,
  ANSWER_TOO_LARGE: 502,
  // No request gets this error: only commands set secrets.
  INVALID_SECRET: 500,
}

const installedAppStatus: Record<InstalledAppReason, number> = {
  INVALID_SLUG: 422,
  INVALID_SOURCE: 422,
  ALREADY_INSTALLED: 409,
  NOT_INSTALLED: 404,
  MANIFEST_UNREACHABLE: 404,
  SOURCE_UNREACHABLE: 400,
  CHECKSUM_MISMATCH: 400,
  INVALID_MANIFEST: 400,
  INVALID_DOCTYPE: 403,
  WRONG_TYPE: 422,
  INVALID_STATE: 409,
}

/** The status of each refusal of a request to an instance. */
export const instanceStatus: Record<InstanceErrorCode, number> = {
  NO_TOKEN: 401,
  INVALID_TOKEN: 400,
  EXPIRED_TOKEN: 400,
  INVALID_SCOPE: 400,
  INVALID_PARAMETERS: 400,
  FORBIDDEN: 403,
  NO_PERMISSIONS: 404,
  INVALID_DOCTYPE: 422,
  INVALID_MANIFEST: 422,
}

const folderStatus: Record<FolderErrorCode, number> = {
  NOT_FOUND: 404,
  EXISTS: 409,
  INVALID_NAME: 422,
  INVALID_REFERENCE: 422,
  PROTECTED: 403,
  FORBIDDEN_MOVE: 412,
  IN_TRASH: 400,
  NOT_IN_TRASH: 400,
  STALE_REVISION: 412,
  INVALID_QUERY: 400,
  TOO_LARGE: 413,
}

const challenges: Partial<Record<InstanceErrorCode, string>> = {
  INVALID_TOKEN: 'Bearer error="invalid_token"',
  EXPIRED_TOKEN: 'Bearer error="invalid_token" error_description="The access token expired"',
}

const negotiatedRefusals: ReadonlySet<InstanceErrorCode> = new Set([
  'NO_TOKEN',
  'INVALID_TOKEN',
  'EXPIRED_TOKEN',
  'INVALID_SCOPE',
  'INVALID_PARAMETERS',
  'FORBIDDEN',
])

/** The format of errors: `data` below `/data`, else `json:api`. */
export type ErrorFormat = 'data' | 'json:api'

/** Answers a request with a thrown error, in the format of its route. */
export function sendError(ctx: StackRequest, thrown: unknown, format: ErrorFormat, log: Logger): void {
  if (thrown instanceof ClientLeftError) {
    log.debug({ method: ctx.method, path: ctx.path.slice(0, longestPath) }, thrown.message)
    return
  }
  const error = refusalOf(thrown) ?? thrown
  const { status, message } = describe(error)
  const [level, shown] =
    status >= 500 && !(error instanceof RemoteError) ? ['error' as const, error] : ['info' as const]
  log[level](
    {
      method: ctx.method,
      path: ctx.path.slice(0, longestPath),
      instance: ctx.state.instance.domain,
      status,
      error_msg: message,
      detail: detailOf(error),
      err: shown,
    },
    'a request was refused',
  )
  if (error instanceof RegistryError && error.details.retryAfter !== undefined) {
    ctx.set('Retry-After', String(error.details.retryAfter))
  }
  const challenge = error instanceof InstanceError ? challenges[error.code] : undefined
  if (challenge !== undefined) ctx.set('WWW-Authenticate', challenge)
  ctx.status = status
  if (format === 'data') sendJson(ctx, { error: dataMessage(error, status, message) })
  else if (isNegotiated(error)) sendNegotiated(ctx, message)
  else sendJsonApi(ctx, status, error, message)
}

/** Sends JSON. */
export function sendJson(ctx: StackRequest, body: unknown, type = 'application/json'): void {
  ctx.body = JSON.stringify(body)
  ctx.set('Content-Type', type)
}

/**
 * The message about an error for the client. For an internal error, the message has a random id, under which the log has the
 * cause.
 */
export function messageOf(thrown: unknown): string {
  return describe(refusalOf(thrown) ?? thrown).message
}

function describe(error: unknown): { status: number; message: string } {
  if (error instanceof StackError) return { status: error.status, message: error.message }
  if (error instanceof InstalledAppError) return { status: installedAppStatus[error.reason], message: error.message }
  if (error instanceof RemoteError) return { status: remoteStatus[error.code], message: error.message }
  if (error instanceof InstanceError) return { status: instanceStatus[error.code], message: error.message }
  if (error instanceof FolderError) return { status: folderStatus[error.code], message: error.message }
  if (error instanceof RegistryError) return { status: registryStatus(error), message: error.message }
  return { status: 500, message: `Internal server error ${randomUUID()}` }
}

function registryStatus({ code }: RegistryError): number {
  if (code === 'INSTANCE_NOT_FOUND') return 404
  return code === 'STORAGE_FULL' ? 507 : 503
}

function detailOf(error: unknown): string | undefined {
  if (error instanceof RegistryError) return error.details.detail
  return error instanceof RemoteError || error instanceof InstanceError ? error.detail : undefined
}

/**
 * The reason of a refusal, for the audit log. `undefined` for a failure, and for a RegistryError: the audit log reads its reason
 * from the error itself.
 */
export function reasonOfRefusal(error: unknown): string | undefined {
  if (error instanceof RegistryError) return undefined
  const { status, message } = describe(error)
  return status < 500 ? (detailOf(error) ?? message) : undefined
}

// Whether `Accept` determines the format of an error. Other errors are JSON:API.
function isNegotiated(error: unknown): boolean {
  if (error instanceof NoRouteError) return true
  if (error instanceof InstalledAppError) return error.reason === 'INVALID_DOCTYPE'
  return error instanceof InstanceError && negotiatedRefusals.has(error.code)
}

const parameters: Partial<Record<InstalledAppReason, string>> = { INVALID_SLUG: 'slug', INVALID_SOURCE: 'Source' }

function parameterOf(error: unknown): string | undefined {
  if (error instanceof StackError) return error.parameter
  return error instanceof InstalledAppError ? parameters[error.reason] : undefined
}

// The message in the format of cozy-stack.
function dataMessage(error: unknown, status: number, message: string): string {
  if (error instanceof FolderError) return `${titleOf(error, status)}(${String(status)}): ${message}`
  return `code=${String(status)}, message=${message}`
}

// The title that cozy-stack gives to the error.
function titleOf(error: unknown, status: number): string {
  const isMissingDocument = error instanceof InstanceError && error.code === 'NO_PERMISSIONS'
  if (isMissingDocument) return 'not_found'
  return status === 422 && parameterOf(error) !== undefined ? 'Invalid Parameter' : (STATUS_CODES[status] ?? '')
}

function sendJsonApi(ctx: StackRequest, status: number, error: unknown, detail: string): void {
  const parameter = parameterOf(error)
  const source = parameter === undefined ? {} : { parameter }
  const errors = [{ status: String(status), title: titleOf(error, status), detail, source }]
  sendJson(ctx, { errors }, 'application/vnd.api+json')
}

function sendNegotiated(ctx: StackRequest, message: string): void {
  const accept = ctx.get('Accept')
  if (accept.includes('application/json')) return sendJson(ctx, { error: message })
  const isPage = accept.includes('text/html')
  ctx.body = isPage ? pageOf(message) : message
  ctx.set('Content-Type', `text/${isPage ? 'html' : 'plain'}; charset=UTF-8`)
}

// Escapes the message, because it may quote a manifest.
function pageOf(text: string): string {
  const message = text.replace(/[&<>]/g, (character) => `&#${String(character.charCodeAt(0))};`)
  return `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Cozy</title></head><body><p>${message}</p></body></html>\n`
}
