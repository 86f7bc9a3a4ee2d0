import type { Json } from '../json.js'

// The JSON text of each value that `memoizeJsonText` has registered. The text is made when it is first needed, and garbage-collected
// with the value.
const texts = new WeakMap<object, { text?: string }>()

/**
 * Registers a JSON value that never changes, such as the manifest of a version. `stringifyJson` then makes its text only once for
 * all answers that contain the value.
 */
export function memoizeJsonText<T extends Json>(value: T): T {
  if (typeof value === 'object' && value !== null && !texts.has(value)) texts.set(value, {})
  return value
}

/** The compact text of JSON, as `JSON.stringify` makes it. */
export function stringifyJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const memoized = texts.get(value)
  if (memoized) return (memoized.text ??= JSON.stringify(value))
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${stringifyJson(member)}`],
  )
  return `{${members.join(',')}}`
}
