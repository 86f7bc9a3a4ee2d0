import { domainToASCII } from 'node:url'
import { readHost } from '../host.js'
import { executingSchemes, protocolOf, forbiddenLoginSchemes } from '../link-schemes.js'
import type { Problems } from './error.js'
import { configuredSpaceName } from './spaces.js'

// The first segments of the gateway's paths outside of spaces. If a space has such a name, either the space or the path can't be
// reached.
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

/** Adds warnings about universal links: unsafe targets, unknown spaces, and spaces with the names of other paths. */
export function checkLinks(config: LinkConfig, warnings: Problems): void {
  const { domainSpaces, spaces, virtualSpaces, customSchemes } = config
  for (const name of [...spaces, ...virtualSpaces.map((each) => each.name)].filter(isReserved)) {
    const key = spaces.includes(name) ? 'spaces' : `virtual_spaces.${name}`
    warnings.add(`The space "${name}" has the same name as a path of the gateway. One of them can't be reached`, key)
  }
  checkTargets(config, warnings)
  for (const host of [...domainSpaces.keys()].filter((each) => readHost(each) === ''))
    warnings.add(invalidHost(host), `domain_space.${host}`)
  checkSpaces(config, warnings)
  // Without hosts in `domain_space`, no universal link is served, and an empty list of schemes is safe.
  if (domainSpaces.size > 0 && customSchemes.length === 0) warnings.add(noCustomSchemes, 'custom_schemes')
}

function isReserved(name: string): boolean {
  return reservedSegments.includes(name)
}

function checkTargets(config: LinkConfig, warnings: Problems): void {
  const domains = [...config.trustedDomains].flatMap(([space, list]) => list.map((domain) => ({ space, domain })))
  for (const { space, domain } of domains) {
    if (!isDomain(domain) || domain.includes('.') || domain === 'localhost') continue
    const name = configuredSpaceName(space)
    warnings.add(
      `trusted_domains: "${domain}" of the space "${name}" trusts a whole top-level domain: universal links may redirect to any site there`,
      `trusted_domains.${name}`,
    )
  }
  const lists = [
    ['trusted_domains', config.trustedDomains, isDomain, 'a host without scheme, path and "*"'],
    ['trusted_protocols', config.trustedProtocols, isScheme, 'a scheme, such as "notes"'],
    ['trusted_urls', config.trustedUrls, isAddress, 'a full URL with a scheme, and without user and password'],
  ] as const
  for (const [key, bySpace, isValid, expected] of lists)
    for (const [space, values] of bySpace)
      checkMatchable({ key, line: `${key}.${configuredSpaceName(space)}`, values, isValid, expected }, warnings)
  const expected = 'a scheme, such as "notes"'
  checkMatchable({ key: 'custom_schemes', values: config.customSchemes, isValid: isScheme, expected }, warnings)
  checkSchemes(config, warnings)
}

// Warns of schemes that universal links refuse even if they are configured. Also warns of `http` and `https` in
// `trusted_protocols`, which allow any site.
function checkSchemes({ customSchemes, trustedProtocols, trustedUrls }: LinkConfig, warnings: Problems): void {
  for (const scheme of customSchemes.filter((each) => forbiddenLoginSchemes.has(protocolOf(each))))
    warnings.add(
      `custom_schemes: "${scheme}" has no effect: universal links never redirect a login to this scheme, because it does not belong to a single application`,
      'custom_schemes',
    )
  for (const [space, schemes] of trustedProtocols) {
    const line = `trusted_protocols.${configuredSpaceName(space)}`
    for (const scheme of schemes) {
      if (isExecuting(scheme)) warnings.add(`trusted_protocols: "${scheme}" ${hasNoEffect}`, line)
      if (/^https?:$/.test(protocolOf(scheme)))
        warnings.add(
          `trusted_protocols: "${scheme}" of the space "${configuredSpaceName(space)}" trusts the whole web: universal links may redirect to any site`,
          line,
        )
    }
  }
  for (const [space, urls] of trustedUrls)
    for (const url of urls.filter((each) => URL.canParse(each) && executingSchemes.has(new URL(each).protocol)))
      warnings.add(`trusted_urls: "${url}" ${hasNoEffect}`, `trusted_urls.${configuredSpaceName(space)}`)
}

const hasNoEffect = 'has no effect: universal links never redirect to a scheme that runs code or reads files'

function isExecuting(scheme: string): boolean {
  return executingSchemes.has(protocolOf(scheme))
}

/** Values of a setting, and their expected form. */
interface Matchable {
  key: string
  /** The key whose line is added to a warning; by default `key`. */
  line?: string
  values: readonly string[]
  isValid: (value: string) => boolean
  /** Describes the form. */
  expected: string
}

/** Warns of values that no host, scheme or URL can match, because their form is invalid. */
export function checkMatchable({ key, line = key, values, isValid, expected }: Matchable, warnings: Problems): void {
  for (const value of values.filter((each) => !isValid(each)))
    warnings.add(`${key}: "${value}" has no effect, because it is not ${expected}`, line)
}

function isDomain(domain: string): boolean {
  return readHost(domain) !== '' || readHost(domainToASCII(domain)) !== ''
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

function isScheme(scheme: string): boolean {
  return /^[a-z][a-z0-9+.-]*(:(\/\/)?)?$/i.test(scheme)
}

function invalidHost(host: string): string {
  return `domain_space: "${host}" is not a host as browsers send it, so it serves no universal links: write it in ASCII, without scheme and path`
}

function checkSpaces({ spaces, virtualSpaces, ...config }: LinkConfig, warnings: Problems): void {
  const problemOf = (name: string): string =>
    virtualSpaces.some((virtual) => virtual.name === name)
      ? `"${name}" is a virtual space, which has no links: name its source`
      : `no space "${configuredSpaceName(name)}" is configured`
  const named = {
    domain_space: [...config.domainSpaces].map(([host, space]) => [space, host] as const),
    trusted_domains: withNames(config.trustedDomains),
    trusted_protocols: withNames(config.trustedProtocols),
    trusted_urls: withNames(config.trustedUrls),
  }
  for (const [key, members] of Object.entries(named)) {
    const unknown = new Map(members.filter(([name]) => !spaces.includes(name)))
    for (const [name, member] of unknown) warnings.add(`${key}: ${problemOf(name)}`, `${key}.${member}`)
  }
}

function withNames(bySpace: ReadonlyMap<string, unknown>): (readonly [space: string, member: string])[] {
  return [...bySpace.keys()].map((space) => [space, configuredSpaceName(space)])
}
