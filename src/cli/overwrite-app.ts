import { successOf } from '../graphql/success-of.js'
import type { Context } from './context.js'
import { UsageError } from './errors.js'
import { OverwriteAppDocument, ShowsAppDocument, type OverwriteAppMutationVariables } from './generated/operations.js'

type Overwrite = Omit<OverwriteAppMutationVariables['input'], 'space' | 'slug'>

/**
 * Overwrites the name or the icon of an application in a virtual space. Warns if the space does not show the application.
 * @param read reads the new name or icon
 */
export async function overwriteApp<T extends Overwrite>(
  { space, slug }: { space: string; slug: string },
  read: () => T | Promise<T>,
  context: Context,
): Promise<T> {
  if (space === '') throw await missingSpace(context)
  return context.withWritableRegistry(
    'without master secret',
    { operation: 'overwriteApp', on: { space, app: slug } },
    async ({ execute }) => {
      const overwrite = await read()
      successOf((await execute(OverwriteAppDocument, { input: { space, slug, ...overwrite } })).overwriteApp)
      const found = (await execute(ShowsAppDocument, { space, slug })).space
      if (found && !found.shows) {
        const advice = `see "filter" and "slugs" in show-virtual-space ${space}`
        context.tell(`Warning: the space "${space}" hides "${slug}", so the change has no effect yet: ${advice}`)
      } else if (!found?.app) {
        context.tell(`Warning: there is no application "${slug}" yet, so the change has no effect yet`)
      }
      return overwrite
    },
  )
}

async function missingSpace(context: Context): Promise<Error> {
  const { virtualSpaces } = (await context.config()).config
  const names = virtualSpaces.map(({ name }) => `"${name}"`).join(', ')
  const known = names === '' ? 'no virtual space is configured (virtual_spaces)' : `the virtual spaces are: ${names}`
  return new UsageError(`give --space: applications can be overwritten only in a virtual space; ${known}`)
}
