import type { Json, JsonObject } from '../json.js'
import { redact, redacted } from '../redact.js'
import { settingKey } from '../setting-key.js'
import { isDuration, isSecret } from './settings.js'

/** Prepares settings for display, with the keys of the configuration file. Redacts secrets, and adds units to durations. */
export function redactSettings(settings: object): JsonObject {
  return redactSection(settings, [])
}

function redactSection(section: object, path: readonly string[]): JsonObject {
  const entries = Object.entries<unknown>({ ...section })
  return Object.fromEntries(entries.map(([name, value]) => [settingKey(name), redactSetting(value, [...path, name])]))
}

function redactSetting(value: unknown, path: readonly string[]): Json | undefined {
  const key = settingKey(...path)
  if (isSecret(key)) return value === '' ? '' : redacted
  if (typeof value === 'number' && isDuration(key)) return durationText(value)
  const isSection = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
  return isSection ? redactSection(value, path) : redactValue(value)
}

// Redacts the value of a setting. The keys of a map, such as names of spaces, are not names of settings.
function redactValue(value: unknown): Json | undefined {
  if (typeof value === 'number' || typeof value === 'boolean' || value === undefined || value === null) return value
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item) ?? null)
  const entries = Object.entries<unknown>(value instanceof Map ? Object.fromEntries<unknown>(value) : { ...value })
  return Object.fromEntries(entries.map(([name, item]) => [redact(name), redactValue(item)]))
}

function durationText(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? `${milliseconds}ms` : 'no limit'
}
