import type { GraphiQLTab } from './graphiql-tabs.js'

/** The URLs of the page's files, relative to the URL of the page. */
export interface GraphiQLFiles {
  /** The scripts, in the order in which they run. */
  scripts: string[]
  styles: string[]
  /** The web workers, by the labels that the editor (Monaco) uses for them. */
  workers: Record<'editorWorkerService' | 'graphql' | 'json', string>
}

// This query must fit in a window of 1280 by 720 pixels.
const example = `# Press the play button, or Ctrl-Enter.
# Changes need a token: enter it above.
query Applications {
  space {
    apps(first: 10) {
      totalCount
      nodes {
        slug
        name(locales: ["fr", "en"])
        label
        latestVersion {
          version
        }
      }
    }
  }
}
`

/** The page of GraphiQL. Its URLs are relative. Thus it also works behind a proxy that adds a path. */
export function graphiqlPage({ scripts, styles, workers }: GraphiQLFiles, tabs: readonly GraphiQLTab[]): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Application registry</title>
    <link rel="icon" href="favicon.ico">
    ${styles.map((url) => `<link rel="stylesheet" href="${url}">`).join('\n    ')}
    ${scripts.map((url) => `<script src="${url}" defer></script>`).join('\n    ')}
    <script type="application/json" id="options">${scriptSafe({ workers, example, tabs })}</script>
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <form id="login">
      <label>Token: <input name="token" type="password" autocomplete="off" spellcheck="false"></label>
      <button type="submit">Log in</button>
      <button type="button" name="logout" hidden>Log out</button>
      <output></output>
    </form>
    <div id="root">Loading GraphiQL …</div>
  </body>
</html>
`
}

// JSON that can't end the script element that contains it.
function scriptSafe(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
