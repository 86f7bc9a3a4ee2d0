import { domainToASCII } from 'node:url'
import { readHost } from './host.js'
import { writtenSpace } from './spaces.js'

// The first segments of paths that belong to no space. A space must not have such a name.
const reservedSegments = [
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

const noCustomSchemes =
  'custom_schemes: empty, so links may hand a login to any application with its own URL scheme. List the schemes of your applications'

/** The part of the configuration that concerns links. */
interface LinkConfig {
  domainSpaces: ReadonlyMap<string, string>
  spaces: readonly string[]
  virtualSpaces: readonly { name: string }[]
  /** By space. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  trustedUrls: ReadonlyMap<string, readonly string[]>
  customSchemes: readonly string[]
}

/** Warnings about links: unsafe targets, unknown spaces, and paths that collide. */
export function linkWarnings(config: LinkConfig): string[] {
  const { domainSpaces, spaces, virtualSpaces, trustedDomains, trustedProtocols, trustedUrls, customSchemes } = config
  const names = [...spaces, ...virtualSpaces.map(({ name }) => name)]
  const domains = [...trustedDomains].flatMap(([space, list]) => list.map((domain) => ({ space, domain })))
  return [
    ...names
      .filter((name) => reservedSegments.includes(name))
      .map((name) => `The space "${name}" has the same name as a path of the gateway. One of them can't be reached`),
    ...domains
      .filter(({ domain }) => isDomain(domain) && !domain.includes('.') && domain !== 'localhost')
      .map(
        ({ space, domain }) =>
          `trusted_domains: "${domain}" of the space "${writtenSpace(space)}" trusts a whole top-level domain: links may redirect to any site there`,
      ),
    ...unmatchableWarnings(
      'trusted_domains',
      valuesOf(trustedDomains),
      isDomain,
      'a host without scheme, path and "*"',
    ),
    ...unmatchableWarnings('trusted_protocols', valuesOf(trustedProtocols), isScheme, 'a scheme, such as "notes"'),
    ...unmatchableWarnings(
      'trusted_urls',
      valuesOf(trustedUrls),
      (url) => URL.canParse(url),
      'a whole address, with its scheme',
    ),
    ...unmatchableWarnings('custom_schemes', customSchemes, isScheme, 'a scheme, such as "notes"'),
    ...[...domainSpaces.keys()].filter((host) => readHost(host) === '').map(invalidHost),
    ...unknownSpaces(config),
    // Without hosts there are no links, so an empty list of schemes is safe.
    ...(domainSpaces.size > 0 && customSchemes.length === 0 ? [noCustomSchemes] : []),
  ]
}

/** Warnings about values that no host, scheme or URL can match, because their form is invalid. */
export function unmatchableWarnings(
  key: string,
  values: readonly string[],
  isValid: (value: string) => boolean,
  expected: string,
): string[] {
  return values
    .filter((value) => !isValid(value))
    .map((value) => `${key}: "${value}" has no effect, because it is not ${expected}`)
}

function valuesOf(lists: ReadonlyMap<string, readonly string[]>): string[] {
  return [...lists.values()].flat()
}

function isDomain(domain: string): boolean {
  return readHost(domain) !== '' || readHost(domainToASCII(domain)) !== ''
}

function isScheme(scheme: string): boolean {
  return /^[a-z][a-z0-9+.-]*(:(\/\/)?)?$/i.test(scheme)
}

function invalidHost(host: string): string {
  return `domain_space: "${host}" is not a host as browsers send it, so no link on it can be found: write it in ASCII, without scheme and path`
}

function unknownSpaces({ spaces, virtualSpaces, ...config }: LinkConfig): string[] {
  const problemOf = (name: string): string =>
    virtualSpaces.some((virtual) => virtual.name === name)
      ? `"${name}" is a virtual space, which has no links: name its source`
      : `no space "${writtenSpace(name)}" is configured`
  const named = {
    domain_space: config.domainSpaces.values(),
    trusted_domains: config.trustedDomains.keys(),
    trusted_protocols: config.trustedProtocols.keys(),
    trusted_urls: config.trustedUrls.keys(),
  }
  return Object.entries(named).flatMap(([key, names]) =>
    [...new Set(names)].filter((name) => !spaces.includes(name)).map((name) => `${key}: ${problemOf(name)}`),
  )
}
