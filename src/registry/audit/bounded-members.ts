import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { redact } from '../../redact.js'

// Characters of a text, and of the JSON of all members together.
const maxText = 200
const maxMembersText = 3000
const maxItems = 20
const maxDepth = 4

/**
 * The members of an object for the audit log, without secrets in URLs, and with a bounded size. Long texts and lists are cut.
 * Members beyond the maximum size are left out.
 */
export function boundedMembers(members: Readonly<Record<string, unknown>>): JsonObject {
  const bounded: JsonObject = {}
  let length = 0
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue
    const json = boundedValue(value, maxDepth)
    length += name.length + JSON.stringify(json).length
    if (length > maxMembersText) break
    bounded[boundedText(name)] = json
  }
  return bounded
}

/** A text for the audit log: without secrets in URLs, with a bounded length, and storable in all engines. */
export function boundedText(text: string, longest = maxText): string {
  // CouchDB does not store lone surrogates.
  return redact(text.slice(0, longest)).replaceAll(/\p{Cs}/gu, '?')
}

function boundedValue(value: unknown, depth: number): Json {
  if (typeof value === 'string') return boundedText(value)
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof Date) return value.toISOString()
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => boundedValue(item, depth - 1))
  if (!isJsonObject(value)) return '…'
  const entries = Object.entries(value).slice(0, maxItems)
  return Object.fromEntries(entries.map(([name, member]) => [boundedText(name), boundedValue(member, depth - 1)]))
}
