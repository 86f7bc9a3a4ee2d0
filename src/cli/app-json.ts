import type { JsonObject } from '../json.js'
import { appToWire, type AppExtras } from '../wire-format/to-wire.js'
import type { PrintedAppFragment } from './generated/operations.js'

/** The JSON that commands print for an application. It begins with `_id` and `_rev`, followed by the JSON of REST. */
export function appJson(app: PrintedAppFragment, versions?: AppExtras['versions']): JsonObject {
  const { label, slug, revision } = app
  return { _id: slug, _rev: revision, ...appToWire(app, { label, ...(versions && { versions }) }) }
}
