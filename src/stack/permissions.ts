import type Router from '@koa/router'
import type { Caller } from '../instances/caller.js'
import type { Instances } from '../instances/instances.js'
import { rulesToJson } from '../instances/permissions/rule.js'
import type { JsonObject } from '../json.js'
import { callerOf, type StackState } from './context.js'
import { sendJson } from './errors.js'

/** `GET /permissions/self`: the permissions of the caller. */
export function addPermissionRoutes(router: Router<StackState>, instances: Instances): void {
  router.get('/permissions/self', async (ctx) => {
    const caller = await callerOf(ctx, instances)
    sendJson(ctx, { data: resourceOf(caller) }, 'application/vnd.api+json')
  })
}

function resourceOf({ kind, rules, document }: Caller): JsonObject {
  const id = document?.id ?? ''
  return {
    type: 'io.cozy.permissions',
    id,
    attributes: {
      type: kind,
      ...(document && { source_id: document.sourceId }),
      ...(rules.size > 0 && { permissions: rulesToJson(rules) }),
      ...(document?.cozyMetadata && { cozyMetadata: document.cozyMetadata }),
    },
    meta: document ? { rev: document.revision } : {},
    links: { self: `/permissions/${id}` },
  }
}
