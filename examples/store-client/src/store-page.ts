import { read } from './client.js'
import { graphql } from './generated/gql.js'
import type { AppFilter, StorePageQuery } from './generated/graphql.js'
import { html, type Html } from './html.js'

// One operation has everything that the page shows.
const StorePage = graphql(`
  query StorePage($locales: [String!], $filter: AppFilter, $after: String) {
    space {
      apps(first: 50, after: $after, filter: $filter) {
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

/** The list of applications. The query of its URL selects applications: `type`, `editor`, `category`, and `after` for the next page. */
export async function storePage(query: URLSearchParams, locales: string[]): Promise<Html> {
  const { space } = await read(StorePage, { locales, filter: filterOf(query), after: query.get('after') })
  if (!space) throw new Error('The registry has no default space')
  const { totalCount, nodes, facets, pageInfo } = space.apps
  return html`<h1>Applications (${totalCount})</h1>
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
