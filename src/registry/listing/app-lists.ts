import { maxPageSize, type PageRequest } from '../cursors.js'
import { RegistryError } from '../errors.js'
import { isSlug } from '../../slug.js'
import type { Space } from '../spaces.js'
import type { App, Catalogue } from '../catalogue/catalogue.js'
import { listApps, type AppPage } from './list-apps.js'
import type { ListingService } from './listing-service.js'

/**
 * Several applications, in the order of `slugs`. `undefined` for an application that does not exist, or that the space hides.
 * @throws RegistryError INVALID_INPUT for too many slugs
 */
export async function appsBySlugs(
  catalogue: Catalogue,
  space: Space,
  slugs: readonly string[],
): Promise<(App | undefined)[]> {
  if (slugs.length > maxPageSize) {
    const message = `There are ${String(slugs.length)} slugs: give ${String(maxPageSize)} at most`
    throw new RegistryError('INVALID_INPUT', message)
  }
  return Promise.all(slugs.map(async (slug) => (isSlug(slug) ? catalogue.app(space, slug) : undefined)))
}

/**
 * Lists the applications of an editor, ordered by slug.
 * @param editor the name of the editor, case-insensitive
 * @throws RegistryError INVALID_INPUT for a bad page request
 */
export async function appsOfEditor(
  { catalogue, listings }: { catalogue: Catalogue; listings: ListingService },
  space: Space,
  editor: string,
  request: PageRequest,
): Promise<AppPage> {
  const name = editor.toLowerCase()
  const apps = await catalogue.apps(space)
  const slugs = apps.flatMap(({ record }) => (record.editor.toLowerCase() === name ? [record.slug] : []))
  return listApps(listings, space, { ...request, filter: { slugs } })
}
