import type { Json } from '../../json.js'
import { flagIn, namedObjectsIn, objectIn, textIn, writtenIn, writtenTextsIn } from './read.js'
import { localesFor } from './texts.js'

/** What an application asks to do with one kind of document. */
export interface Permission {
  /** Its key in the manifest; any text. */
  name: string
  type: string | undefined
  /** The description for the first of these locales that has one, then English, then the plain one. */
  description: (locales: readonly string[]) => string | undefined
  /** Empty means all. */
  verbs: string[]
  selector: string | undefined
  values: string[]
  /** Whether data of this doctype leave the Cozy. */
  remote: boolean
}

/** The permissions that a manifest asks for. */
export function permissionsOf(manifest: Json): Permission[] {
  const own = objectIn(manifest)
  return namedObjectsIn(own.permissions).map(([name, permission]) => ({
    name,
    // What limits a permission is shown as it stands, so that none looks wider, or less, than it is.
    type: writtenIn(permission.type),
    description: (locales) => {
      const localised = localesFor(own, [...locales, 'en']).flatMap(
        (locale) => textIn(objectIn(objectIn(locale.permissions)[name]).description) ?? [],
      )
      return localised[0] ?? textIn(permission.description)
    },
    verbs: writtenTextsIn(permission.verbs),
    selector: writtenIn(permission.selector),
    values: writtenTextsIn(permission.values),
    remote: flagIn(permission.remote),
  }))
}

/** The doctypes that the permissions name, each once. */
export function doctypesOf(manifest: Json): string[] {
  return [...new Set(permissionsOf(manifest).flatMap(({ type }) => type ?? []))]
}
