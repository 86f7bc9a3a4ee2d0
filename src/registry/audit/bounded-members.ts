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
    const boundedName = boundedText(name)
    length += JSON.stringify([boundedName, json]).length
    if (length > maxMembersText) break
    bounded[boundedName] = json
  }
  return bounded
}

/**
 * A text for the audit log: without secrets in URLs, with a bounded length, storable in all engines, and on one line. Control
 * characters could change what the terminal of an operator shows.
 */
export function boundedText(text: string, longest = maxText): string {
  // CouchDB does not store lone surrogates (`Cs`).
  return redact(text.slice(0, longest)).replaceAll(/[\p{Cs}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
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
