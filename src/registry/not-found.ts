import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'
import { defaultSpace, type Space } from './spaces.js'

/** The refusal for an application that does not exist. */
export function appNotFound({ name, kind }: Pick<Space, 'name' | 'kind'>, slug: string): RegistryError {
  const where = name === defaultSpace ? 'The default space' : `The space "${name}"`
  // No application can be created in a virtual space.
  const advice =
    kind === 'VIRTUAL'
      ? 'or at the source and the slugs of this virtual space in the configuration'
      : 'or let an admin create it first'
  return new RegistryError('APP_NOT_FOUND', 'Application was not found', {
    detail: `${where} has no application "${shortened(slug)}": look at its spelling, ${advice}`,
  })
}

/**
 * The refusal for a version that does not exist.
 * @param which ends the message `"<slug>" has no version …`: a number or, for example, `at all`
 */
export function versionNotFound(slug: string, which: string): RegistryError {
  const detail = `"${slug}" has no version ${shortened(which)}`
  return new RegistryError('VERSION_NOT_FOUND', 'Version was not found', { detail })
}

/** The refusal for a version that is pending, but must be published. */
export function notPublished(slug: string, version: string): RegistryError {
  const detail = `${slug} ${shortened(version)} is not published yet: it waits for approval, and can be rejected`
  return new RegistryError('VERSION_NOT_FOUND', 'Version was not found', { detail })
}

/** The refusal for a version that is not pending. */
export function notPending(slug: string, version: string): RegistryError {
  return versionNotFound(slug, `${version} that waits for approval`)
}
