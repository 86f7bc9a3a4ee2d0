import type { App } from '../registry/catalogue/catalogue.js'
import { checkSlug } from '../registry/slugs.js'
import { shows } from '../registry/spaces.js'
import { HttpError } from './errors.js'
import type { RestRequest } from './route.js'

/**
 * The slug in the path of a request.
 * @throws HttpError 404 for an empty slug, or for a slug that the filter of a virtual space hides
 */
export function slugOf({ state: { space, params } }: RestRequest): string {
  const slug = params.app ?? ''
  if (slug === '' || !shows(space, slug)) throw new HttpError(404, 'Not Found')
  return checkSlug(slug)
}

/**
 * The application that the path of a request names.
 * @throws HttpError 404 like `slugOf`
 * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND
 */
export async function appOf(ctx: RestRequest): Promise<App> {
  const { space, context } = ctx.state
  return context.registry.catalogue.get(space, slugOf(ctx))
}
