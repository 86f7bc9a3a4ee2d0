import { isSlug } from '../slug.js'
import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'

/**
 * Checks the slug of an application: lower-case letters, digits and dashes.
 * @throws RegistryError INVALID_SLUG
 */
export function checkSlug(slug: string): string {
  if (!isSlug(slug)) throw invalidSlug(slug, slugFormat)
  return slug
}

// The names of routes. An application with such a slug would be hidden by the route.
const reserved = new Set(['pending', 'slugs', 'maintenance'])
const longest = 128

/**
 * Checks the slug of a new application. It must not be too long, and must not be the name of a route.
 * @throws RegistryError INVALID_SLUG
 */
export function checkNewSlug(slug: string): string {
  checkSlug(slug)
  if (slug.length > longest) throw invalidSlug(slug, `use ${longest} characters at most`)
  if (reserved.has(slug)) throw invalidSlug(slug, 'a route of the registry has this name, choose another one')
  return slug
}

const slugFormat = 'use lowercase letters, digits and dashes, such as "my-app"'

function invalidSlug(slug: string, advice: string): RegistryError {
  return new RegistryError(
    'INVALID_SLUG',
    'Invalid application slug: should contain only lowercase alphanumeric characters and dashes',
    { detail: `"${shortened(slug)}" is no slug for an application: ${advice}` },
  )
}
