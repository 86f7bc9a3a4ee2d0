import type { ParameterizedContext } from 'koa'
import type { TimeSlices } from '../http-semantics/time-slices.js'
import type { Caller } from '../instances/caller.js'
import { InstanceError } from '../instances/errors.js'
import type { Instance } from '../instances/instance.js'
import type { Instances } from '../instances/instances.js'
import { ClientLeftError } from '../registry/errors.js'

/** The state of a request for an instance. */
export interface StackState {
  instance: Instance
  slices: TimeSlices
}

/** A request for an instance. */
export type StackRequest = ParameterizedContext<StackState>

/**
 * Identifies the caller of a request by the token. Then waits for a time slice. The token is in one of these places:
 * - the header `Authorization`, after `Bearer`;
 * - the header `Authorization`, as the password of `Basic`;
 * - the query parameter `bearer_token`.
 * @throws InstanceError, RegistryError BUSY, ClientLeftError
 */
export async function callerOf(ctx: StackRequest, instances: Instances): Promise<Caller> {
  const { instance, slices } = ctx.state
  const caller = await instances.callers.identify(instance, tokenIn(ctx))
  // Identifying the caller is cheap. Answers about many folders or documents take long.
  await slices.admit()
  if (ctx.res.closed) throw new ClientLeftError()
  return caller
}

function tokenIn(ctx: StackRequest): string {
  const token = givenToken(ctx)
  if (token !== undefined && token !== '') return token
  const detail =
    ctx.get('Authorization') === ''
      ? 'The request has no Authorization header: send "Authorization: Bearer <token>"'
      : 'The Authorization header must be the word "Bearer", one blank, and the token'
  throw new InstanceError('NO_TOKEN', 'No token in request', { detail })
}

function givenToken(ctx: StackRequest): string | undefined {
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(\S+)\s*$/.exec(ctx.get('Authorization')) ?? []
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() === 'basic') return passwordIn(credentials)
  const parameter = ctx.query.bearer_token
  return Array.isArray(parameter) ? parameter[0] : parameter
}

function passwordIn(credentials: string): string {
  const decoded = Buffer.from(credentials, 'base64').toString()
  return decoded.slice(decoded.indexOf(':') + 1)
}
