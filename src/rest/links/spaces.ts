import { defaultSpace, type RealSpace, type Spaces } from '../../registry/spaces.js'
import { HttpError } from '../errors.js'
import { hostName } from './host.js'
import type { Trust } from './trust.js'

/** How links are configured. Spaces go by name, the default one is `''`. */
export interface LinkSettings {
  /** Space by host name. */
  domainSpaces: ReadonlyMap<string, string>
  trustedDomains: ReadonlyMap<string, readonly string[]>
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  trustedUrls: ReadonlyMap<string, readonly string[]>
  /** URL schemes of known applications; any application will do when there are none. */
  customSchemes: readonly string[]
}

/** The spaces that links belong to, by the host in their address. */
export class LinkSpaces {
  readonly #settings: LinkSettings
  readonly #byHost: ReadonlyMap<string, RealSpace | undefined>

  constructor(settings: LinkSettings, spaces: Spaces) {
    this.#settings = settings
    this.#byHost = new Map(
      [...settings.domainSpaces].map(([host, name]) => [host.toLowerCase(), realSpace(spaces, name)]),
    )
  }

  /** Whether a host, as the header has it, is one of links: what else the gateway serves is not found there. */
  isLinkHost(host: string): boolean {
    return this.#byHost.has(hostName(host))
  }

  /**
   * The space of a host, as the header has it; a virtual space has no links.
   * @throws HttpError 404
   */
  get(host: string): RealSpace {
    const space = this.#byHost.get(hostName(host))
    if (!space) throw new HttpError(404, 'Cannot find space')
    return space
  }

  /** Where links of a space may lead. */
  trust(space: RealSpace): Trust {
    const { trustedDomains, trustedProtocols, trustedUrls } = this.#settings
    const name = space.name === defaultSpace ? '' : space.name
    return {
      domains: trustedDomains.get(name) ?? [],
      protocols: trustedProtocols.get(name) ?? [],
      urls: trustedUrls.get(name) ?? [],
    }
  }

  /** The schemes of known applications of a space. */
  applicationSchemes(space: RealSpace): readonly string[] {
    const { customSchemes } = this.#settings
    return customSchemes.length === 0 ? [] : [...customSchemes, ...this.trust(space).protocols]
  }
}

function realSpace(spaces: Spaces, name: string): RealSpace | undefined {
  const space = spaces.find(name)
  return space?.kind === 'REAL' ? space : undefined
}
