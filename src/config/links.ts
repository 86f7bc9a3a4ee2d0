import { writtenSpace } from './spaces.js'

// Paths outside spaces: a space of such a name hides one of them, or is hidden.
const paths = ['registry', 'editors', 'status', 'biwebauth', 'chat', 'graphql', 'remote', 'apps', 'konnectors']

/** What decides about the paths of links, and where they lead. */
interface LinkConfig {
  spaces: readonly string[]
  virtualSpaces: readonly { name: string }[]
  /** By space. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
}

/** What the author of a configuration should know about the links that it lets through, and those that it hides. */
export function linkWarnings({ spaces, virtualSpaces, trustedDomains }: LinkConfig): string[] {
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
  ]
}
