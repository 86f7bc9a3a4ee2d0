import { Readable } from 'node:stream'
import type Router from '@koa/router'
import { requireType } from '../instances/caller.js'
import { InstanceError } from '../instances/errors.js'
import type { Instances } from '../instances/instances.js'
import { disconnectSignal } from '../http-semantics/client-left.js'
import { decodeSegment } from '../http-semantics/paths.js'
import type { RemoteAnswer } from '../remote/remote-answer.js'
import type { RemoteDoctypes } from '../remote/remote-doctypes.js'
import { variablesOfBody, variablesOfQuery, type Variables } from '../remote/variables.js'
import { readBody } from './body.js'
import { callerOf, type StackRequest, type StackState } from './context.js'
import { sendJson, StackError } from './errors.js'

/** The methods of `RemoteDoctypes` that the routes call. */
export type RemoteAccess = Pick<RemoteDoctypes, 'call' | 'doctypes' | 'asset'>

/** The settings of the routes. */
export interface RemoteRouteSettings {
  remote: RemoteAccess
  /** The maximum size of a body with variables, in bytes. */
  variablesLimit: number
}

/** `/remote/…`: calls of remote doctypes. Applications need a permission for the doctype. */
export function addRemoteRoutes(
  router: Router<StackState>,
  instances: Instances,
  { remote, variablesLimit }: RemoteRouteSettings,
): void {
  router.get('/remote/_all_doctypes', async (ctx) => {
    refuseHead(ctx)
    requireType(await callerOf(ctx, instances), 'GET', 'io.cozy.doctypes')
    sendJson(ctx, await remote.doctypes())
  })

  router.get('/remote/assets/:name', async (ctx) => {
    refuseHead(ctx)
    await callerOf(ctx, instances)
    sendAnswer(ctx, await remote.asset(ctx.state.instance, ctx.params.name ?? '', disconnectSignal(ctx.res)))
  })

  const call = async (ctx: StackRequest, verb: 'GET' | 'POST'): Promise<void> => {
    const { instance } = ctx.state
    // The path may contain more slashes. A doctype with a slash is unknown.
    const doctype = decodeSegment(ctx.path.slice('/remote/'.length))
    const caller = await callerOf(ctx, instances).catch((error: unknown) => {
      // An application that is not installed any more has no permissions.
      if (!(error instanceof InstanceError) || error.code !== 'NO_PERMISSIONS') throw error
      throw new InstanceError('FORBIDDEN', 'Forbidden', { cause: error, detail: error.detail })
    })
    // The permission is checked first. Otherwise, an application without permissions could find out which doctypes exist.
    requireType(caller, verb, doctype)
    const { id, slug, rules } = caller
    const variables = () => (verb === 'GET' ? variablesOfQuery(ctx.querystring) : bodyVariables(ctx, variablesLimit))
    const signal = disconnectSignal(ctx.res)
    const request = { instance, caller: { id, slug, rules: [...rules.values()] }, doctype, verb, variables, signal }
    sendAnswer(ctx, await remote.call(request))
  }
  const path = /^\/remote\/./
  router.get(path, (ctx) => {
    refuseHead(ctx)
    return call(ctx, 'GET')
  })
  router.post(path, (ctx) => call(ctx, 'POST'))
}

// The router also sends HEAD to the routes of GET. A call may have effects at the remote host, so HEAD must not run a call.
function refuseHead(ctx: StackRequest): void {
  if (ctx.method === 'HEAD') throw new StackError(405, 'HEAD is not allowed on this endpoint')
}

async function bodyVariables(ctx: StackRequest, limit: number): Promise<Variables> {
  return variablesOfBody(await readBody(ctx, limit, 'limits.remote.variables'))
}

function sendAnswer(ctx: StackRequest, { status, headers, body }: RemoteAnswer): void {
  ctx.status = status
  for (const [name, value] of headers) ctx.append(name, value)
  ctx.body = Readable.from(body, { objectMode: false })
}
