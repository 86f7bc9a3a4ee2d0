import { defaultSpace, type RealSpace, type Spaces } from '../../registry/spaces.js'
import { HttpError } from '../errors.js'
import { readTrust, type Trust } from './trust.js'

/** The configuration of links. The name of the default space is `''`. */
export interface LinkSettings {
  /** Space by host name. */
  domainSpaces: ReadonlyMap<string, string>
  /** Trusted targets, by space. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  trustedUrls: ReadonlyMap<string, readonly string[]>
  /** URL schemes of known applications. Empty: all schemes, except those of the web, browsers and operating systems. */
  customSchemes: readonly string[]
}

/** The spaces that have universal links, by host. */
export class LinkSpaces {
  readonly #byHost: ReadonlyMap<string, RealSpace | undefined>
  readonly #trust: ReadonlyMap<string, Trust>

  constructor(settings: LinkSettings, spaces: Spaces) {
    this.#byHost = new Map(
      [...settings.domainSpaces].map(([host, name]) => [host.toLowerCase(), realSpace(spaces, name)]),
    )
    this.#trust = new Map(spaces.real.map(({ name }) => [name, trustOf(name, settings)]))
  }

  /** Whether a `Host` header names a host of links, where GraphQL and some other paths of the gateway are not served. */
  isLinkHost(host: string): boolean {
    return this.#byHost.has(hostName(host))
  }

  /** The space of a `Host` header; a virtual space has no links. */
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

/** The name in a `Host` header, in lower case, without its port; an IPv6 address keeps its brackets. */
export function hostName(host: string): string {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(host.trim()) ?? []
  return name.toLowerCase()
}
