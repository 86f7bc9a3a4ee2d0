import { createServer, type IncomingMessage } from 'node:http'
import { appPage } from './app-page.js'
import { html, type Html } from './html.js'
import { storePage } from './store-page.js'

const port = Number(process.env.PORT ?? 3000)

const server = createServer((request, response) => {
  pageFor(request).then(
    (page) => {
      response.writeHead(page ? 200 : 404, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; img-src http: https:",
        Vary: 'Accept-Language',
      })
      response.end(documentOf(page ?? html`<h1>There is no such page</h1>`))
    },
    (error: unknown) => {
      console.error(error)
      response
        .writeHead(502, { 'Content-Type': 'text/plain' })
        .end('The registry could not be read. Try again later.\n')
    },
  )
})

server.listen(port, () => {
  const address = server.address()
  console.log(`Store: http://localhost:${typeof address === 'object' ? address?.port : port}/`)
})

async function pageFor({ url = '/', headers }: IncomingMessage): Promise<Html | undefined> {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const locales = localesOf(headers['accept-language'])
  if (pathname === '/') return storePage(searchParams, locales)
  const slug = /^\/apps\/([\w-]+)$/.exec(pathname)?.[1]
  return slug === undefined ? undefined : appPage(slug, locales)
}

/** The languages of a browser, best first: `fr` for `fr-FR;q=0.8`. */
function localesOf(accepted = ''): string[] {
  const languages = accepted.split(',').map((part) => part.trim().split(/[-;]/)[0] ?? '')
  return [...new Set(languages)].filter((language) => /^[a-z]{2,3}$/.test(language)).slice(0, 5)
}

function documentOf(content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Store</title>
      </head>
      <body>
        ${content}
      </body>
    </html>`.text
}
