/** The URLs of the page's files, relative to the URL of the page. */
export interface GraphiQLFiles {
  script: string
  style: string
  /** The web workers, by the labels that the editor (Monaco) uses for them. */
  workers: Record<'editorWorkerService' | 'graphql' | 'json', string>
}

// This query must fit in a window of 1280 by 720 pixels.
const defaultQuery = `# Press the play button, or Ctrl-Enter.
# Changes need a token, in the tab "Headers":
# { "Authorization": "Token …" }
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
export function graphiqlPage({ script, style, workers }: GraphiQLFiles): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Application registry</title>
    <link rel="icon" href="favicon.ico">
    <link rel="stylesheet" href="${style}">
    <script src="${script}" defer></script>
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root">Loading GraphiQL …</div>
    <script>
      const workers = ${JSON.stringify(workers)}
      self.MonacoEnvironment = {
        globalAPI: false,
        getWorkerUrl: (_module, label) => new URL(workers[label], document.baseURI).href,
      }
      addEventListener('DOMContentLoaded', () => {
        const options = ${JSON.stringify({ title: 'Application registry', defaultQuery })}
        YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), options)
      })
    </script>
  </body>
</html>
`
}
