import type { Json } from '../json.js'

// The JSON text of each marked value: made when it is first needed, and garbage-collected with the value.
const texts = new WeakMap<object, { text?: string }>()

/**
 * Marks a JSON value that never changes, such as the manifest of a version: its text is made once, for all answers that contain
 * it.
 */
export function memoizedJson<T extends Json>(value: T): T {
  if (typeof value === 'object' && value !== null && !texts.has(value)) texts.set(value, {})
  return value
}

/** The compact text of JSON, as `JSON.stringify` makes it. */
export function stringifyJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const known = texts.get(value)
  if (known) return (known.text ??= JSON.stringify(value))
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${stringifyJson(member)}`],
  )
  return `{${members.join(',')}}`
}
