import { read } from './client.js'
import { graphql } from './generated/gql.js'
import { html, type Html } from './html.js'

const AppPage = graphql(`
  query AppPage($slug: String!, $locales: [String!]) {
    space {
      app(slug: $slug) {
        slug
        name(locales: $locales)
        longDescription(locales: $locales)
        label
        labelReason
        editor {
          name
        }
        icon {
          url
        }
        screenshots(locales: $locales) {
          url
        }
        latestVersion {
          version
          createdAt
          size
          permissions {
            name
            type
            description(locales: $locales)
          }
        }
      }
    }
  }
`)

/** The page of one application. `undefined` if there is none with this slug. */
export async function appPage(slug: string, locales: string[]): Promise<Html | undefined> {
  const { space } = await read(AppPage, { slug, locales })
  const app = space?.app
  if (!app) return undefined
  const { latestVersion: version } = app
  return html`<p><a href="/">All applications</a></p>
    <h1>
      ${app.icon ? html`<img src="${app.icon.url}" alt="" width="64" height="64" />` : ''} ${app.name ?? app.slug}
    </h1>
    <p>By ${app.editor.name}. Confidence label ${app.label}: ${app.labelReason}</p>
    <p>${app.longDescription}</p>
    ${app.screenshots.map(({ url }) => html`<img src="${url}" alt="Screenshot" width="320" />`)}
    ${version ? html`<p>Version ${version.version} of ${version.createdAt.slice(0, 10)}, ${version.size} bytes</p>` : ''}
    <ul>
      ${version?.permissions.map(({ name, type, description }) => html`<li>${type ?? name}: ${description}</li>`)}
    </ul>`
}
