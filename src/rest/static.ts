import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sendText } from './json.js'
import type { Route } from './route.js'

// The same place from src/ and from dist/.
const favicon = readFileSync(new URL('../../assets/favicon.png', import.meta.url))
const faviconTag = `"${createHash('sha256').update(favicon).digest('base64url')}"`
const robots = 'User-agent: *\nDisallow: /'

/** What browsers and search engines ask every site for. */
export function staticRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/robots.txt',
      summary: 'Tells search engines to stay away',
      insists: false,
      errors: 'text',
      varies: true,
      success: { status: 200, types: ['text/plain; charset=UTF-8'], revalidated: true },
      handle: (ctx) => sendText(ctx, robots, 'text/plain; charset=UTF-8', { status: 200, revalidated: true }),
    },
    {
      method: 'GET',
      path: '/favicon.ico',
      summary: 'A picture for the tabs of browsers',
      insists: false,
      errors: 'text',
      varies: false,
      success: { status: 200, types: ['image/png'], revalidated: true },
      handle(ctx) {
        ctx.body = favicon
        ctx.status = 200
        ctx.set('Content-Type', 'image/png')
        ctx.set('ETag', faviconTag)
      },
    },
  ]
}
