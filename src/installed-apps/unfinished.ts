import { isJsonObject, type JsonObject } from '../json.js'

/** The date that cozy-stack shows while the real date is not known yet. */
export const noDate = '0001-01-01T00:00:00Z'

/** The members that cozy-stack shows while it still fetches the files: without checksum, date of the update and triggers. */
export function unfinished(members: JsonObject): JsonObject {
  const services = isJsonObject(members.services) ? { services: withoutTriggers(members.services) } : {}
  return { ...members, ...services, checksum: '', updated_at: noDate }
}

function withoutTriggers(services: JsonObject): JsonObject {
  const entries = Object.entries(services)
  return Object.fromEntries(
    entries.map(([name, service]) => [name, isJsonObject(service) ? { ...service, trigger_id: '' } : service]),
  )
}
