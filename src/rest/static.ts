import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sendText } from './send-json.js'
import type { Route } from './route.js'

// This relative path leads to the same file from `src/rest/` and from `dist/rest/`.
const favicon = readFileSync(new URL('../../assets/favicon.png', import.meta.url))
const faviconTag = `"${createHash('sha256').update(favicon).digest('base64url')}"`
const robots = 'User-agent: *\nDisallow: /'

/** The routes of `robots.txt` and the favicon. */
export function staticRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/robots.txt',
      summary: 'Tells search engines not to index this host',
      checksMediaTypes: false,
      errors: 'text',
      variesByEncoding: true,
      success: { status: 200, types: ['text/plain; charset=UTF-8'], hasEtag: true },
      handle: (ctx) => sendText(ctx, robots, 'text/plain; charset=UTF-8', { status: 200, hasEtag: true }),
    },
    {
      method: 'GET',
      path: '/favicon.ico',
      summary: 'The favicon',
      checksMediaTypes: false,
      errors: 'text',
      variesByEncoding: false,
      success: { status: 200, types: ['image/png'], hasEtag: true },
      handle(ctx) {
        ctx.body = favicon
        ctx.status = 200
        ctx.set('Content-Type', 'image/png')
        ctx.set('ETag', faviconTag)
      },
    },
  ]
}
