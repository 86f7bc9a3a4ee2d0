import { read } from './client.js'
import { graphql } from './generated/gql.js'
import type { AppFilter, StorePageQuery } from './generated/graphql.js'
import { html, type Html } from './html.js'

// One operation has everything that the page shows.
const StorePage = graphql(`
  query StorePage($locales: [String!], $search: String, $filter: AppFilter, $after: String) {
    space {
      apps(first: 50, after: $after, search: $search, filter: $filter) {
        totalCount
        nodes {
          slug
          name(locales: $locales)
          shortDescription(locales: $locales)
          label
          icon {
            url
          }
          latestVersion {
            version
          }
          maintenance {
            messages {
              locale
              short
            }
          }
        }
        facets {
          types {
            value
            count
          }
          editors {
            value
            count
          }
          categories {
            value
            count
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

type Apps = NonNullable<StorePageQuery['space']>['apps']
type App = Apps['nodes'][number]

/**
 * The list of applications. The query of its URL selects applications: `search`, `type`, `editor`, `category`, and `after` for the
 * next page.
 */
export async function storePage(query: URLSearchParams, locales: string[]): Promise<Html> {
  const [search, after] = [query.get('search'), query.get('after')]
  const { space } = await read(StorePage, { locales, search, filter: filterOf(query), after })
  if (!space) throw new Error('The registry has no default space')
  const { totalCount, nodes, facets, pageInfo } = space.apps
  return html`<h1>Applications (${totalCount})</h1>
    ${searchForm(query)}
    <nav>
      ${facet('type', facets.types, query)} ${facet('editor', facets.editors, query)}
      ${facet('category', facets.categories, query)}
    </nav>
    <ul>
      ${nodes.map((app) => entry(app, locales))}
    </ul>
    ${pageInfo.hasNextPage ? html`<a href="${link(query, 'after', pageInfo.endCursor)}">Next page</a>` : ''}`
}

function filterOf(query: URLSearchParams): AppFilter {
  const type = query.get('type')
  return {
    type: type === 'WEBAPP' || type === 'KONNECTOR' ? type : null,
    editor: query.get('editor'),
    category: query.get('category'),
  }
}

/** A form for the text to search. A search keeps the selected type, editor and category. */
function searchForm(query: URLSearchParams): Html {
  const kept = ['type', 'editor', 'category'].filter((name) => query.get(name))
  return html`<form>
    ${kept.map((name) => html`<input type="hidden" name="${name}" value="${query.get(name)}" />`)}
    <input type="search" name="search" maxlength="200" aria-label="Search" value="${query.get('search')}" />
    <button>Search</button>
    ${query.size > 0 ? html`<a href="/">All applications</a>` : ''}
  </form>`
}

function entry(
  { slug, name, shortDescription, label, icon, latestVersion, maintenance }: App,
  locales: string[],
): Html {
  const message = maintenance?.messages.find(({ locale }) => locales.includes(locale)) ?? maintenance?.messages[0]
  return html`<li>
    ${icon ? html`<img src="${icon.url}" alt="" width="32" height="32" />` : ''}
    <a href="/apps/${slug}">${name ?? slug}</a> ${latestVersion?.version ?? 'no version yet'}
    <span title="Confidence label">${label}</span>
    ${maintenance ? html`<strong>In maintenance: ${message?.short}</strong>` : ''}
    <p>${shortDescription}</p>
  </li>`
}

/** The values of a property, with the number of applications that each of them selects. */
function facet(name: string, values: Apps['facets']['types'], query: URLSearchParams): Html {
  const links = values.map(({ value, count }) => html`<a href="${link(query, name, value)}">${value} (${count})</a>`)
  return html`<p>By ${name}: ${links}</p>`
}

function link(query: URLSearchParams, name: string, value: string | null | undefined): string {
  const next = new URLSearchParams(query)
  next.delete('after')
  next.set(name, value ?? '')
  return `/?${next.toString()}`
}
