import { appNotFound } from '../registry/apps.js'
import { checkSlug } from '../registry/slugs.js'
import { shows } from '../registry/spaces.js'
import type { Operation } from '../graphql/compile-operation.js'
import { HttpError } from './errors.js'
import type { FindAppQuery, FindAppQueryVariables } from './generated/operations.js'
import type { RestRequest } from './route.js'

/**
 * The slug in the path.
 * @throws HttpError 404 for an empty one, and for an application that a virtual space hides, whether it exists or not
 */
export function slugOf({ state: { space, params } }: RestRequest): string {
  const slug = params.app ?? ''
  if (slug === '' || !shows(space, slug)) throw new HttpError(404, 'Not Found')
  return checkSlug(slug)
}

/** Looks for an application, before anything about it is judged. */
export type FindApp = Operation<FindAppQuery, FindAppQueryVariables>

/** An application as far as requests to change it are judged by it. */
export type FoundApp = { slug: string } & NonNullable<NonNullable<FindAppQuery['space']>['app']>

/**
 * The application in the path.
 * @throws HttpError as `slugOf`
 * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND
 */
export async function existingApp(ctx: RestRequest, findApp: FindApp): Promise<FoundApp> {
  const slug = slugOf(ctx)
  const { space } = await findApp({ space: ctx.state.space.name, slug }, ctx.state.operation)
  if (!space?.app) throw appNotFound(ctx.state.space, slug)
  return { slug, ...space.app }
}
