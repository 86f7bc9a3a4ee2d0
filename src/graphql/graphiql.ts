import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { ParameterizedContext } from 'koa'
import { revalidate } from '../http/revalidate.js'

const compress = promisify(gzip)

const welcome = `# The applications of this registry. Press the play button, or Ctrl-Enter.
{
  space {
    apps(first: 10) {
      totalCount
      nodes {
        slug
        name(locales: ["fr", "en"])
        label
        latestVersion {
          version
          createdAt
        }
      }
    }
  }
}

# What changes something needs a token, in the tab "Headers":
# { "Authorization": "Token …" }
`

/** The page of GraphiQL, ready to be sent: several megabytes, since it takes nothing from elsewhere. */
interface Page {
  tag: string
  bytes: { identity: Buffer; gzip: Buffer }
}

/** Serves GraphiQL to browsers; the page is made once, when it is first wanted. */
export function createGraphiQL(): (ctx: ParameterizedContext) => Promise<void> {
  let making: Promise<Page> | undefined
  return async (ctx) => {
    const { tag, bytes } = await (making ??= makePage())
    const encoding = ctx.acceptsEncodings('gzip', 'identity') === 'gzip' ? 'gzip' : 'identity'
    ctx.body = bytes[encoding]
    ctx.status = 200
    ctx.set('Content-Type', 'text/html; charset=utf-8')
    if (encoding === 'gzip') ctx.set('Content-Encoding', 'gzip')
    ctx.vary('Accept, Accept-Encoding')
    ctx.set('Cache-Control', 'no-cache')
    revalidate(ctx, `${tag}-${encoding}`)
  }
}

/** Whether a request comes from a browser that wants to show a page, not from a client that wants an answer. */
export function wantsPage(ctx: ParameterizedContext): boolean {
  return (ctx.method === 'GET' || ctx.method === 'HEAD') && ctx.get('Accept').includes('text/html')
}

async function makePage(): Promise<Page> {
  const identity = Buffer.from(renderGraphiQL({ title: 'Application registry', defaultQuery: welcome }))
  const tag = createHash('sha256').update(identity).digest('base64url')
  return { tag, bytes: { identity, gzip: await compress(identity) } }
}
