import { domainToASCII } from 'node:url'
import { readHost } from '../host.js'
import { configuredSpaceName } from './spaces.js'

// The first segments of the gateway's paths outside of spaces. A space with such a name could not be reached.
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
  'custom_schemes: empty, so universal links may redirect a login to any URL scheme that an application has registered. List the schemes of your applications'

/** The part of the configuration that concerns universal links. */
interface LinkConfig {
  /** The space of each host name that serves universal links (`domain_space`). */
  domainSpaces: ReadonlyMap<string, string>
  spaces: readonly string[]
  virtualSpaces: readonly { name: string }[]
  /** The domains to which the universal links of each space may redirect. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  /** The URL schemes to which the universal links of each space may redirect. */
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  /** The exact URLs to which the universal links of each space may redirect. */
  trustedUrls: ReadonlyMap<string, readonly string[]>
  customSchemes: readonly string[]
}

/** Warnings about universal links: unsafe targets, unknown spaces, and spaces with the names of other paths. */
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
          `trusted_domains: "${domain}" of the space "${configuredSpaceName(space)}" trusts a whole top-level domain: universal links may redirect to any site there`,
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
    // Without hosts in `domain_space`, no universal link is served, and an empty list of schemes is safe.
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
  return `domain_space: "${host}" is not a host as browsers send it, so it serves no universal links: write it in ASCII, without scheme and path`
}

function unknownSpaces({ spaces, virtualSpaces, ...config }: LinkConfig): string[] {
  const problemOf = (name: string): string =>
    virtualSpaces.some((virtual) => virtual.name === name)
      ? `"${name}" is a virtual space, which has no links: name its source`
      : `no space "${configuredSpaceName(name)}" is configured`
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
