import type { Json, JsonObject } from '../json.js'
import { redact, redacted } from '../redact.js'
import { isDuration, secretKeys } from './settings.js'

/** Settings for display, by the keys of the file: without secrets, and durations with units. */
export function redactSettings(settings: object): JsonObject {
  return show(settings, [])
}

function show(section: object, path: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(section).map(([name, value]: [string, unknown]) => [redact(name), visible([...path, name], value)]),
  )
}

function visible(path: readonly string[], value: unknown): Json | undefined {
  const key = path.join('.')
  if (secretKeys.has(key)) return value === '' ? '' : redacted
  if (typeof value === 'number') return isDuration(key) ? durationText(value) : value
  if (typeof value === 'boolean' || value === undefined || value === null) return value
  if (typeof value === 'string') return redact(value)
  if (value instanceof Map) return show(Object.fromEntries<unknown>(value), path)
  if (Array.isArray(value)) return value.map((item: unknown) => visible(path, item) ?? null)
  return show(value, path)
}

function durationText(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? `${milliseconds}ms` : 'no limit'
}
