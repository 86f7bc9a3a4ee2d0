import { defaultSpace, type RealSpace, type Spaces } from '../../registry/spaces.js'
import { HttpError } from '../errors.js'
import { readTrust, type Trust } from './trust.js'

/** How links are configured. Spaces go by name, the default one is `''`. */
export interface LinkSettings {
  /** Space by host name. */
  domainSpaces: ReadonlyMap<string, string>
  trustedDomains: ReadonlyMap<string, readonly string[]>
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  trustedUrls: ReadonlyMap<string, readonly string[]>
  /** URL schemes of known applications; when there are none, any but those of the web, browsers and systems. */
  customSchemes: readonly string[]
}

/** The spaces that links belong to, by the host in their address. */
export class LinkSpaces {
  readonly #byHost: ReadonlyMap<string, RealSpace | undefined>
  readonly #trust: ReadonlyMap<string, Trust>

  constructor(settings: LinkSettings, spaces: Spaces) {
    this.#byHost = new Map(
      [...settings.domainSpaces].map(([host, name]) => [host.toLowerCase(), realSpace(spaces, name)]),
    )
    this.#trust = new Map(spaces.real.map(({ name }) => [name, trustOf(name, settings)]))
  }

  /** Whether a host, as the header has it, is one of links: what else the gateway serves is not found there. */
  isLinkHost(host: string): boolean {
    return this.#byHost.has(hostName(host))
  }

  /** The space of a host, as the header has it; a virtual space has no links. */
  find(host: string): RealSpace | undefined {
    return this.#byHost.get(host) ?? this.#byHost.get(hostName(host))
  }

  /**
   * As `find`.
   * @throws HttpError 404
   */
  get(host: string): RealSpace {
    const space = this.find(host)
    if (!space) throw new HttpError(404, 'Cannot find space')
    return space
  }

  /** Where links of a space may lead. */
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

/** The name in a `Host` header, in lower case, without its port; an IPv6 address keeps its brackets. */
export function hostName(host: string): string {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(host.trim()) ?? []
  return name.toLowerCase()
}
