import { isJsonObject, type Json, type JsonObject } from '../../json.js'

// Manifests are written by hand. A member of an unexpected type counts as absent.

/** The value if it is an object, else an empty object. */
export function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** The member whose name in lower case is `name`. If there are several, the last one, as in the reference registry. */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  const key = Object.keys(object).findLast((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}

/** The value if it is a string and not empty. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The value as a finite number. A number in a string counts, too. */
export function numberIn(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Whether the value is `true` or the string `true`. */
export function flagIn(value: Json | undefined): boolean {
  return value === true || value === 'true'
}

/** The strings in a list that are not empty. A single string counts as a list of one. */
export function textsIn(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap((item) => textIn(item) ?? [])
}

/** Any value as a string: a string as it is, other values as JSON. `undefined` for `null` and the empty string. */
export function anyTextIn(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? textIn(value) : JSON.stringify(value)
}

/** All items of a list: strings as they are, other items as JSON. A single value counts as a list of one. */
export function anyTextsIn(value: Json | undefined): string[] {
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? value : [value]
  return list.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
}

/** The objects in a list; other items are left out. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : []
}

/** The members of an object that are objects themselves, with their names. */
export function namedObjectsIn(value: Json | undefined): [name: string, object: JsonObject][] {
  return Object.entries(objectIn(value)).flatMap(([name, item]): [string, JsonObject][] =>
    isJsonObject(item) ? [[name, item]] : [],
  )
}
