import { writtenSpace } from './spaces.js'

// Paths outside spaces: a space of such a name hides one of them, or is hidden.
const paths = ['registry', 'editors', 'status', 'biwebauth', 'chat', 'graphql', 'remote', 'apps', 'konnectors']

const unknownApplications =
  'custom_schemes: empty, so links may end a login in any application whose scheme is not known to be of the web, of a browser or of an operating system; list the schemes of your applications'

/** What decides about the paths of links, and where they lead. */
interface LinkConfig {
  domainSpaces: ReadonlyMap<string, string>
  spaces: readonly string[]
  virtualSpaces: readonly { name: string }[]
  /** By space. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  customSchemes: readonly string[]
}

/** What the author of a configuration should know about the links that it lets through, and those that it hides. */
export function linkWarnings({
  domainSpaces,
  spaces,
  virtualSpaces,
  trustedDomains,
  customSchemes,
}: LinkConfig): string[] {
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
    // Without hosts there are no links.
    ...(domainSpaces.size > 0 && customSchemes.length === 0 ? [unknownApplications] : []),
  ]
}
