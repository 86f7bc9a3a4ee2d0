import { isJsonObject } from '../json.js'
import { ConfigError } from './error.js'

/** A filtered view on a configured space. */
export interface VirtualSpaceConfig {
  /** In lower case when it comes from a file. */
  name: string
  /** A configured space; `''` is the default one. */
  source: string
  filter: 'select' | 'reject'
  slugs: string[]
}

const defaultSpace = '__default__'

/** The name of a space within the gateway: `''` for `__default__`. */
export function spaceName(configured: string): string {
  const name = configured.trim()
  return name === defaultSpace ? '' : name
}

/**
 * Checks the names of the spaces. Without any there is one, the default space.
 * @throws ConfigError for a name that is also a virtual space's, has other characters than it may, or comes twice
 */
export function readSpaces(configured: readonly string[], virtual: readonly VirtualSpaceConfig[]): string[] {
  const names = configured.length > 0 ? configured.map(spaceName) : ['']
  const taken = new Set(virtual.map((space) => spaceName(space.name)))
  for (const name of names) {
    if (taken.has(name)) {
      throw new ConfigError(
        `"${name || defaultSpace}" is defined as a space and a virtual space (check your config file)`,
      )
    }
  }
  names.forEach((name, position) => {
    const shown = name || defaultSpace
    if (name !== '' && !/^[a-z]+[a-z0-9_-]*$/.test(name)) {
      throw new ConfigError(`Cannot register space "${shown}": Space named "${shown}" contains invalid characters`)
    }
    if (names.indexOf(name) < position) {
      throw new ConfigError(`Cannot register space "${shown}": Space "${shown}" already registered`)
    }
  })
  return names
}

/**
 * Reads the map of virtual spaces.
 * @throws ConfigError for an entry that is not one
 */
export function readVirtualSpaces(configured: ReadonlyMap<string, unknown>): VirtualSpaceConfig[] {
  return [...configured].map(([name, entry]) => {
    if (!isJsonObject(entry)) throw new ConfigError('Invalid virtual space configuration')
    const { source, filter, slugs } = entry
    if (typeof source !== 'string' || source === '') throw new ConfigError('Invalid source for a virtual space')
    if (filter !== 'select' && filter !== 'reject') throw new ConfigError('Invalid filter for a virtual space')
    if (!Array.isArray(slugs)) throw new ConfigError('Invalid slugs for a virtual space')
    return { name, source: spaceName(source), filter, slugs: slugs.map(readSlug) }
  })
}

function readSlug(slug: unknown): string {
  if (typeof slug !== 'string' || slug === '') throw new ConfigError('Invalid slug for a virtual space')
  return slug
}

/**
 * Checks that each virtual space looks at a space that is configured and is not virtual itself.
 * @throws ConfigError
 */
export function checkSources(virtual: readonly VirtualSpaceConfig[], spaces: readonly string[]): void {
  for (const { name, source } of virtual) {
    if (spaces.includes(source)) continue
    const what = virtual.some((other) => other.name === source) ? 'a virtual space itself' : 'not a configured space'
    const known = spaces.map((space) => space || defaultSpace).join(', ')
    throw new ConfigError(
      `The source "${source || defaultSpace}" of the virtual space "${name}" is ${what}; the spaces are: ${known}`,
    )
  }
}
