import type { Index } from '../documents/documents.js'
import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'

/** The name of the default space. URLs of this space leave the name out. */
export const defaultSpace = '__default__'

/** The container of all assets, shared by the spaces. */
export const assetsContainer = '__assets__'

/** An index over a database of versions. It finds the versions of an application without reading their manifests. */
export const versionsBySlug: Index = { name: 'versions-by-slug', fields: ['slug', 'version', 'created_at'] }

/** An index over a database of versions. It has only the withdrawn versions. */
export const withdrawnVersions: Index = { name: 'withdrawn-versions', fields: ['slug', 'version', 'withdrawn_at'] }

/** An isolated set of applications. */
export interface RealSpace {
  kind: 'REAL'
  /** Also the name of its object container. */
  name: string
  /** Names of its databases. */
  databases: { apps: string; versions: string; pending: string }
}

/** A filtered view of a real space. */
export interface VirtualSpace {
  kind: 'VIRTUAL'
  /** Also the name of its object container. */
  name: string
  /** Names of its databases: overwrites of applications, and overwritten versions. The databases may be missing. */
  databases: { overwrites: string; versions: string }
  source: RealSpace
  filter: 'select' | 'reject'
  /** The slugs that the filter selects or rejects. */
  slugs: readonly string[]
}

/** A space of either kind. */
export type Space = RealSpace | VirtualSpace

/** The user of an asset: a version, or the overwrite of an application in a virtual space. */
export type AssetUser = { space: RealSpace; slug: string; version: string } | { space: VirtualSpace; slug: string }

/** A virtual space as it is configured. `source` is the name of a real space. */
export interface VirtualSpaceSettings {
  name: string
  source: string
  filter: 'select' | 'reject'
  slugs: readonly string[]
}

/** The configured spaces, and the names of their databases and containers. */
export class Spaces {
  /** First part of all database names. */
  readonly prefix: string
  readonly real: readonly RealSpace[]
  readonly virtual: readonly VirtualSpace[]
  readonly #byName = new Map<string, Space>()
  /** The names of the databases that all spaces share. */
  readonly shared: { editors: string; assets: string; audit: string; tokens: string }

  /**
   * @param prefix first part of all database names
   * @param names names of the real spaces. `''` also means the default space.
   */
  constructor(prefix: string, names: readonly string[], virtual: readonly VirtualSpaceSettings[]) {
    this.prefix = prefix
    this.shared = {
      editors: `${prefix}-editors`,
      assets: `${prefix}-assets`,
      audit: `${prefix}-audit`,
      tokens: `${prefix}-tokens`,
    }
    this.real = names.map((name) => realSpace(prefix, name || defaultSpace))
    this.virtual = virtual.map((settings) => ({
      ...settings,
      kind: 'VIRTUAL',
      source: realSpace(prefix, settings.source || defaultSpace),
      databases: {
        overwrites: `${prefix}-${settings.name}-overwrites`,
        versions: `${prefix}-${settings.name}-versions`,
      },
    }))
    for (const space of [...this.real, ...this.virtual]) this.#byName.set(space.name, space)
  }

  /** All spaces: the real ones, then the virtual ones. */
  get all(): Space[] {
    return [...this.real, ...this.virtual]
  }

  /** A space by name. Without a name, the default space. */
  find(name: string | null | undefined): Space | undefined {
    return this.#byName.get(name || defaultSpace)
  }

  /**
   * A space by name. Without a name, the default space.
   * @throws RegistryError SPACE_NOT_FOUND
   */
  get(name: string | null | undefined): Space {
    const space = this.find(name)
    if (!space) throw this.notFound(name ?? defaultSpace)
    return space
  }

  /** Parses a result of `assetUserKey` or `overwriteReferenceKey`. `undefined` when its form or its space is unknown. */
  assetUserOf(userKey: string): AssetUser | undefined {
    const parts = userKey.split('/')
    const [name = '', slug = '', version = ''] = parts.length === 2 ? ['', ...parts] : parts
    const space = parts.length === 2 || parts.length === 3 ? this.find(name) : undefined
    if (!space || (space.kind === 'VIRTUAL') !== (version === '*')) return undefined
    return space.kind === 'REAL' ? { space, slug, version } : { space, slug }
  }

  /**
   * A real space by name, for writing. Without a name, the default space.
   * @throws RegistryError SPACE_NOT_FOUND, also for a virtual space
   */
  getReal(name: string | null | undefined): RealSpace {
    const space = this.get(name)
    if (space.kind === 'REAL') return space
    throw readOnlySpace(space)
  }

  /**
   * A virtual space by name, for overwriting applications.
   * @throws RegistryError SPACE_NOT_FOUND, also for a real space
   */
  getVirtual(name: string): VirtualSpace {
    const space = this.find(name)
    if (space?.kind === 'VIRTUAL') return space
    const known =
      this.virtual.length === 0 ? 'no virtual space is configured' : `the virtual spaces are: ${namesOf(this.virtual)}`
    const message = `Space "${shortened(name)}" does not exist`
    const real = `${name === '' ? 'The default space' : `Space "${name}"`} is not virtual, and only virtual spaces can be overwritten`
    throw new RegistryError('SPACE_NOT_FOUND', message, { detail: `${space ? real : message}; ${known}` })
  }

  /** The refusal for a space that does not exist. */
  notFound(name: string): RegistryError {
    const message = `Space "${shortened(name)}" does not exist`
    return new RegistryError('SPACE_NOT_FOUND', message, { detail: `${message}; the spaces are: ${namesOf(this.all)}` })
  }

  /** The virtual spaces whose source is this space. */
  viewsOf(source: RealSpace): VirtualSpace[] {
    return this.virtual.filter((view) => view.source.name === source.name)
  }
}

// The maximum number of spaces that a message names.
const maxNames = 20

function namesOf(spaces: readonly Space[]): string {
  const names = spaces.slice(0, maxNames).map(({ name }) => (name === defaultSpace ? 'the default one' : `"${name}"`))
  return [...names, ...(spaces.length > maxNames ? ['others'] : [])].join(', ')
}

/** The refusal of a write to a virtual space. */
export function readOnlySpace({ name, source }: VirtualSpace): RegistryError {
  const where = source.name === defaultSpace ? 'the default space' : `the space "${source.name}"`
  return new RegistryError(
    'SPACE_NOT_FOUND',
    `Space "${name}" is virtual and can only be read: applications and versions are changed in its source, ${where}`,
  )
}

function realSpace(prefix: string, name: string): RealSpace {
  const stem = name === defaultSpace ? prefix : `${prefix}-${name}`
  return {
    kind: 'REAL',
    name,
    databases: { apps: `${stem}-apps`, versions: `${stem}-versions`, pending: `${stem}-pending` },
  }
}

/** The real space that has the applications of a space: the space itself, or the source of a virtual space. */
export function sourceOf(space: Space): RealSpace {
  return space.kind === 'REAL' ? space : space.source
}

/** Whether a space shows the application of this slug, if the application exists. */
export function shows(space: Space, slug: string): boolean {
  return space.kind === 'REAL' || space.slugs.includes(slug) === (space.filter === 'select')
}

/** The path of a space before `/registry`: empty for the default space, else `/<name>`. */
export function spacePath(space: Space): string {
  return space.name === defaultSpace ? '' : `/${space.name}`
}

/** The key of a version among the users of an asset (`used_by`): `[<space>/]<slug>/<version>`. */
export function assetUserKey(space: RealSpace, slug: string, version: string): string {
  return space.name === defaultSpace ? `${slug}/${version}` : `${space.name}/${slug}/${version}`
}

/** The key of the icon of an overwrite among the users of an asset (`used_by`): `<virtual space>/<slug>/*`. */
export function overwriteReferenceKey(space: VirtualSpace, slug: string): string {
  return `${space.name}/${slug}/*`
}
