import { canonicalHost } from '../../host.js'
import { defaultSpace, type RealSpace, type Spaces } from '../../registry/spaces.js'
import { HttpError } from '../errors.js'
import { readTrust, type Trust } from './trust.js'

/** The configuration of universal links. In these maps, the name of the default space is `''`. */
export interface LinkSettings {
  /** The name of the space of each host. */
  domainSpaces: ReadonlyMap<string, string>
  /** The trusted targets of each space; see `TrustSettings`. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  trustedUrls: ReadonlyMap<string, readonly string[]>
  /**
   * URL schemes of mobile applications. An empty list allows all schemes except those of the web, browsers and operating
   * systems.
   */
  customSchemes: readonly string[]
}

/** The spaces that have universal links, with their hosts and their trusted targets. */
export class LinkSpaces {
  readonly #byHost: ReadonlyMap<string, RealSpace | undefined>
  readonly #trust: ReadonlyMap<string, Trust>

  constructor(settings: LinkSettings, spaces: Spaces) {
    this.#byHost = new Map(
      [...settings.domainSpaces].map(([host, name]) => [canonicalHost(host), realSpace(spaces, name)]),
    )
    this.#trust = new Map(spaces.real.map(({ name }) => [name, trustOf(name, settings)]))
  }

  /** Whether the host in a `Host` header has universal links: the configuration assigns a space to the host. */
  isLinkHost(host: string): boolean {
    return this.#byHost.has(hostName(host))
  }

  /** The space of the host in a `Host` header. `undefined` unless a real space is configured for the host. */
  find(host: string): RealSpace | undefined {
    return this.#byHost.get(host) ?? this.#byHost.get(hostName(host))
  }

  /**
   * The space of the host in a `Host` header.
   * @throws HttpError 404 when `find` finds none
   */
  get(host: string): RealSpace {
    const space = this.find(host)
    if (!space) throw new HttpError(404, 'Cannot find space')
    return space
  }

  /** The trusted targets of a space. */
  trust({ name }: RealSpace): Trust {
    return this.#trust.get(name) ?? readTrust({})
  }
}

function trustOf(space: string, settings: LinkSettings): Trust {
  const name = space === defaultSpace ? '' : space
  return readTrust({
    domains: settings.trustedDomains.get(name),
    protocols: settings.trustedProtocols.get(name),
    urls: settings.trustedUrls.get(name),
    applications: settings.customSchemes,
  })
}

function realSpace(spaces: Spaces, name: string): RealSpace | undefined {
  const space = spaces.find(name)
  return space?.kind === 'REAL' ? space : undefined
}

/** The host in a `Host` header in the form of `canonicalHost`, without the port. An IPv6 address keeps its brackets. */
export function hostName(host: string): string {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(canonicalHost(host.trim())) ?? []
  return name
}
