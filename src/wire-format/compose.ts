import type { Json } from '../json.js'

// Texts of what lasts, made when they are first needed, and gone with it.
const texts = new WeakMap<object, { text?: string }>()

/**
 * Marks JSON that never changes, such as the manifest of a version: its text is made once, and spliced into every answer
 * that holds it.
 */
export function lasting<T extends Json>(value: T): T {
  if (typeof value === 'object' && value !== null && !texts.has(value)) texts.set(value, {})
  return value
}

/** The compact text of JSON, as `JSON.stringify` gives it. */
export function compose(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const known = texts.get(value)
  if (known) return (known.text ??= JSON.stringify(value))
  if (Array.isArray(value)) return `[${value.map(compose).join(',')}]`
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${compose(member)}`],
  )
  return `{${members.join(',')}}`
}
