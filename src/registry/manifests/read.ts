import { isJsonObject, type Json, type JsonObject } from '../../json.js'

// Manifests are written by hand, and stored unchanged: a member of an unexpected type counts as absent.

/** The value if it is an object, else an empty object. */
export function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** Finds a member by its name in lower case; the case in the object does not matter. Of several, the last one counts, as in Go. */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  const key = Object.keys(object).findLast((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}

/** The value as text; undefined for anything else, and for the empty text. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The value as a finite number; numbers written as text count. */
export function numberIn(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Whether the value is `true`, also as text. */
export function flagIn(value: Json | undefined): boolean {
  return value === true || value === 'true'
}

/** The texts of a list; a single text is a list of one. */
export function textsIn(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap((item) => textIn(item) ?? [])
}

/** Any value as text: a text itself, everything else as JSON. `undefined` for `null` and the empty text. */
export function anyTextIn(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? textIn(value) : JSON.stringify(value)
}

/** All items of a list as text, whatever their types; a single value is a list of one. */
export function anyTextsIn(value: Json | undefined): string[] {
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? value : [value]
  return list.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
}

/** The objects of a list. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : []
}

/** The members of an object that are objects themselves, with their names, which may be any text. */
export function namedObjectsIn(value: Json | undefined): [name: string, object: JsonObject][] {
  return Object.entries(objectIn(value)).flatMap(([name, item]): [string, JsonObject][] =>
    isJsonObject(item) ? [[name, item]] : [],
  )
}
