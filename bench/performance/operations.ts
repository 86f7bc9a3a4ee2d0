// The operation of a page of a store: everything that the page shows, as in `examples/store-client`.
const query = `query StorePage($locales: [String!], $search: String) {
  space {
    apps(first: 50, search: $search) {
      totalCount
      nodes {
        slug
        name(locales: $locales)
        shortDescription(locales: $locales)
        label
        icon { url }
        latestVersion { version }
        maintenance { messages { locale short } }
      }
      facets {
        types { value count }
        editors { value count }
        categories { value count }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

/** The operation of the page of a store, with its variables. */
export function storePage(search: string | null = null): { query: string; variables: object } {
  return { query, variables: { locales: ['fr', 'en'], search } }
}
