import { isJsonObject, type JsonObject } from '../json.js'
import { isSlug, slugRule } from '../slug.js'
import type { Problems } from './error.js'

/** The configuration of a virtual space: a filtered view of a space. */
export interface VirtualSpaceConfig {
  /** In lower case if it comes from a file: all keys of files are read in lower case. */
  name: string
  /** The name of a configured space; `''` for the default space. */
  source: string
  filter: 'select' | 'reject'
  slugs: string[]
}

const defaultSpace = '__default__'
// The maximum length of the name of a space. Names of databases and folders contain the name of the space, and may have only a
// little more than 200 characters.
const maxNameLength = 128

/** Converts the configured name of a space to its name in the gateway: `__default__` becomes `''`. */
export function spaceName(configured: string): string {
  const name = configured.trim()
  return name === defaultSpace ? '' : name
}

/** Converts the name of a space in the gateway to its configured name: `''` becomes `__default__`. */
export function configuredSpaceName(name: string): string {
  return name || defaultSpace
}

/**
 * Returns the names of the spaces. Reports invalid names, and names that are used twice. If no spaces are configured, there is
 * only the default space.
 */
export function readSpaces(configured: readonly string[], virtual: Iterable<string>, problems: Problems): string[] {
  const names = configured.length > 0 ? configured.map(spaceName) : ['']
  const virtualNames = new Set([...virtual].map(spaceName))
  names.forEach((name, position) => {
    const configuredName = configuredSpaceName(name)
    if (virtualNames.has(name))
      problems.add(`"${configuredName}" is defined as a space and a virtual space (check your config file)`, 'spaces')
    if (name !== '' && !/^[a-z]+[a-z0-9_-]*$/.test(name)) {
      problems.add(
        `Cannot register space "${configuredName}": Space named "${configuredName}" contains invalid characters`,
        'spaces',
      )
    }
    if (name.length > maxNameLength) {
      problems.add(
        `Cannot register space "${configuredName}": its name has more than ${maxNameLength} characters`,
        'spaces',
      )
    }
    if (names.indexOf(name) < position) {
      problems.add(`Cannot register space "${configuredName}": Space "${configuredName}" already registered`, 'spaces')
    }
  })
  return names
}

// The name is part of URL paths and database names. `__assets__` is the container for the files of all spaces.
// `__apps__` is the container for installed applications.
const virtualName = new RegExp(`^(?!__(?:assets|apps)__$)[a-z0-9_$()+-]{1,${maxNameLength}}$`)
const virtualNameRule = `its name may have up to ${maxNameLength} characters (lower-case letters, digits and _ - $ ( ) +) and must not be "__assets__" or "__apps__"`

/**
 * Reads the virtual spaces. The source of each one must be in `spaces`. Invalid virtual spaces are reported and left out.
 * @param warnings receives warnings about unknown keys, and about slugs without effect
 */
export function readVirtualSpaces(
  configured: ReadonlyMap<string, unknown>,
  spaces: readonly string[],
  problems: Problems,
  warnings: Problems,
): VirtualSpaceConfig[] {
  return [...configured].flatMap(([name, entry]) => {
    if (!virtualName.test(name)) {
      problems.add(`Invalid virtual space "${name}": ${virtualNameRule}`, keyOf(name))
      return []
    }
    if (!isJsonObject(entry)) {
      problems.add(`Invalid virtual space configuration: "${name}" needs "source", "filter" and "slugs"`, keyOf(name))
      return []
    }
    const source = readSource(name, entry.source, problems)
    if (source !== undefined) checkSource({ name, source }, spaces, configured, problems)
    const filter = readFilter(name, entry.filter, problems)
    const slugs = readSlugs(name, entry.slugs, problems)
    checkMembers(name, entry, slugs ?? [], warnings)
    return source === undefined || filter === undefined || slugs === undefined ? [] : [{ name, source, filter, slugs }]
  })
}

function keyOf(name: string, ...member: string[]): string {
  return ['virtual_spaces', name, ...member].join('.')
}

function readSource(name: string, source: unknown, problems: Problems): string | undefined {
  if (typeof source === 'string' && source !== '') return spaceName(source)
  problems.add(
    `Invalid source for a virtual space: "source" of "${name}" must be the name of a space, not ${shown(source)}`,
    keyOf(name, 'source'),
  )
  return undefined
}

function readFilter(name: string, filter: unknown, problems: Problems): VirtualSpaceConfig['filter'] | undefined {
  if (filter === 'select' || filter === 'reject') return filter
  problems.add(
    `Invalid filter for a virtual space: "filter" of "${name}" must be select or reject, not ${shown(filter)}`,
    keyOf(name, 'filter'),
  )
  return undefined
}

function readSlugs(name: string, slugs: unknown, problems: Problems): string[] | undefined {
  if (!Array.isArray(slugs)) {
    problems.add(
      `Invalid slugs for a virtual space: "slugs" of "${name}" must be a list, not ${shown(slugs)}`,
      keyOf(name, 'slugs'),
    )
    return undefined
  }
  const valid = slugs.filter((slug) => typeof slug === 'string' && slug !== '')
  for (const slug of slugs.filter((each) => !valid.includes(each))) {
    problems.add(
      `Invalid slug for a virtual space: "slugs" of "${name}" must be strings, not ${shown(slug)}`,
      keyOf(name, 'slugs'),
    )
  }
  return valid.map(String)
}

const members = ['source', 'filter', 'slugs']

function checkMembers(name: string, entry: JsonObject, slugs: readonly string[], warnings: Problems): void {
  for (const member of Object.keys(entry).filter((each) => !members.includes(each)))
    warnings.add(`The key "${keyOf(name, member)}" is unknown`, keyOf(name, member))
  for (const slug of slugs.filter((each) => !isSlug(each)))
    warnings.add(
      `virtual_spaces: "${slug}" of "${name}" has no effect, because it is not ${slugRule}`,
      keyOf(name, 'slugs'),
    )
  const repeated = new Set(slugs.filter((slug, index) => slugs.indexOf(slug) < index))
  for (const slug of repeated)
    warnings.add(`virtual_spaces: "${name}" has the slug "${slug}" twice`, keyOf(name, 'slugs'))
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function checkSource(
  { name, source }: Pick<VirtualSpaceConfig, 'name' | 'source'>,
  spaces: readonly string[],
  virtual: ReadonlyMap<string, unknown>,
  problems: Problems,
): void {
  if (spaces.includes(source)) return
  const problem = virtual.has(source) ? 'a virtual space itself' : 'not a configured space'
  const known = spaces.map(configuredSpaceName).join(', ')
  problems.add(
    `The source "${configuredSpaceName(source)}" of the virtual space "${name}" is ${problem}; the spaces are: ${known}`,
    keyOf(name, 'source'),
  )
}
