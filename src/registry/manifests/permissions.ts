import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { flagIn, memberOf, objectIn, textIn, anyTextIn, anyTextsIn } from './read.js'
import { localesFor } from './texts.js'

/** A permission that an application requests on documents of one type. */
export interface Permission {
  /** The key in the manifest. Any string is possible. */
  name: string
  type: string | undefined
  /** The description in the first of `locales` that has one. Fallbacks: English, then the top level of the manifest. */
  description: (locales: readonly string[]) => string | undefined
  /** The allowed verbs; empty means all. */
  verbs: string[]
  selector: string | undefined
  values: string[]
  /** Whether data of this doctype leave the Cozy. */
  remote: boolean
}

/** The permissions that a manifest requests. */
export function permissionsOf(manifest: Json): Permission[] {
  const topLevel = objectIn(manifest)
  return namedPermissionsIn(memberOf(topLevel, 'permissions')).map(([name, permission]) => ({
    name,
    // The values that limit a permission are returned unchanged. The permission must look neither wider nor narrower than it is.
    type: anyTextIn(memberOf(permission, 'type')),
    description: (locales) => {
      const localised = localesFor(topLevel, [...locales, 'en']).flatMap(
        (locale) => textIn(objectIn(objectIn(locale.permissions)[name]).description) ?? [],
      )
      return localised[0] ?? textIn(memberOf(permission, 'description'))
    },
    verbs: anyTextsIn(memberOf(permission, 'verbs')),
    selector: anyTextIn(memberOf(permission, 'selector')),
    values: anyTextsIn(memberOf(permission, 'values')),
    remote: flagIn(memberOf(permission, 'remote')),
  }))
}

// A permission that is not an object may be meant as a doctype. Its value is returned as the type. The name of a permission in a
// list is its index.
function namedPermissionsIn(permissions: Json | undefined): [name: string, permission: JsonObject][] {
  if (typeof permissions !== 'object' || permissions === null) return []
  return Object.entries(permissions).flatMap(([name, permission]): [string, JsonObject][] => {
    if (permission === undefined || permission === null) return []
    return [[name, isJsonObject(permission) ? permission : { type: permission }]]
  })
}

/** The doctypes of the permissions, without duplicates. */
export function doctypesOf(manifest: Json): string[] {
  return [...new Set(permissionsOf(manifest).flatMap(({ type }) => type ?? []))]
}
