import { readHost } from './host.js'
import { writtenSpace } from './spaces.js'

// The first segments of paths outside spaces: a space of the same name collides with them.
const paths = [
  'registry',
  'editors',
  'status',
  'biwebauth',
  'chat',
  'graphql',
  'remote',
  'apps',
  'konnectors',
  'data',
  'permissions',
  'files',
]

const unknownApplications =
  'custom_schemes: empty, so links may end a login in any application whose scheme is not known to be of the web, of a browser or of an operating system; list the schemes of your applications'

/** The part of the configuration that concerns links. */
interface LinkConfig {
  domainSpaces: ReadonlyMap<string, string>
  spaces: readonly string[]
  virtualSpaces: readonly { name: string }[]
  /** By space. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  trustedProtocols: ReadonlyMap<string, unknown>
  trustedUrls: ReadonlyMap<string, unknown>
  customSchemes: readonly string[]
}

/** Warnings about links: unsafe targets, unknown spaces, and paths that collide. */
export function linkWarnings(config: LinkConfig): string[] {
  const { domainSpaces, spaces, virtualSpaces, trustedDomains, customSchemes } = config
  const names = [...spaces, ...virtualSpaces.map(({ name }) => name)]
  const domains = [...trustedDomains].flatMap(([space, list]) => list.map((domain) => ({ space, domain })))
  return [
    ...names
      .filter((name) => paths.includes(name))
      .map((name) => `The space "${name}" is called like a path of the gateway; they hide each other`),
    ...domains
      .filter(({ domain }) => !domain.includes('.') && domain !== 'localhost')
      .map(
        ({ space, domain }) =>
          `trusted_domains: "${domain}" of the space "${writtenSpace(space)}" trusts a whole top-level domain: links may lead to anybody there`,
      ),
    ...[...domainSpaces.keys()].filter((host) => readHost(host) === '').map(noHost),
    ...unknownSpaces(config),
    // Without hosts there are no links, so an empty list of schemes is safe.
    ...(domainSpaces.size > 0 && customSchemes.length === 0 ? [unknownApplications] : []),
  ]
}

function noHost(host: string): string {
  return `domain_space: "${host}" is no host as browsers send it, so no link is found there: write it without scheme and path, and in ASCII`
}

function unknownSpaces({ spaces, ...config }: LinkConfig): string[] {
  const named = {
    domain_space: config.domainSpaces.values(),
    trusted_domains: config.trustedDomains.keys(),
    trusted_protocols: config.trustedProtocols.keys(),
    trusted_urls: config.trustedUrls.keys(),
  }
  return Object.entries(named).flatMap(([key, names]) =>
    [...new Set(names)]
      .filter((name) => !spaces.includes(name))
      .map((name) => `${key}: no space "${writtenSpace(name)}" is configured that links could belong to`),
  )
}
