import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ParameterizedContext } from 'koa'
import { encodingFor, type Encoding } from '../http-semantics/accept-encoding.js'
import { revalidate } from '../http-semantics/conditional.js'
import { graphiqlPage, type GraphiQLFiles } from './graphiql-page.js'
import { readTabs } from './graphiql-tabs.js'

// Each file name in this folder contains a checksum, so browsers may cache the file for ever.
const folder = '/graphql/graphiql/'

// The files of this repository. The path is the same from `src/graphql/` and from `dist/graphql/`.
const assets = new URL('../../assets/graphiql/', import.meta.url)

// The editor adds style elements to the page. Its fonts and images are parts of its styles.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A file with its bytes in every encoding. */
interface StaticFile {
  contentType: string
  cacheControl: string
  /** The checksum of the bytes before compression. */
  sha256: string
  bytes: Record<Encoding, Buffer>
}

/** The page, and the files that it loads, by their names in `folder`. */
interface GraphiQL {
  page: StaticFile
  files: ReadonlyMap<string, StaticFile>
}

/** Serves GraphiQL to browsers, with all files of its page. The page loads nothing from other hosts. */
export interface GraphiQLHandler {
  /** Answers with the page. */
  page: (ctx: ParameterizedContext) => Promise<void>
  /** Answers with a file of the page, by its path. If there is none, answers with 404. */
  file: (ctx: ParameterizedContext) => Promise<void>
}

/** Creates the handler of GraphiQL. It reads and compresses its files once, at the first request. */
export function createGraphiQL(): GraphiQLHandler {
  let loading: Promise<GraphiQL> | undefined
  const load = () => (loading ??= loadGraphiQL())
  return {
    async page(ctx) {
      ctx.vary('Accept')
      ctx.set('Content-Security-Policy', contentSecurityPolicy)
      ctx.set('Referrer-Policy', 'no-referrer')
      send(ctx, (await load()).page)
    },
    async file(ctx) {
      const file = isGetOrHead(ctx) ? (await load()).files.get(ctx.path.slice(folder.length)) : undefined
      if (!file) return ctx.throw(404)
      send(ctx, file)
    },
  }
}

/** Whether a request asks for an HTML page. Browsers ask for one, GraphQL clients don't. */
export function wantsPage(ctx: ParameterizedContext): boolean {
  return isGetOrHead(ctx) && ctx.get('Accept').includes('text/html')
}

/** Whether a path is in the folder of the files that the page loads. */
export function isGraphiQLFile(path: string): boolean {
  return path.startsWith(folder)
}

function isGetOrHead({ method }: ParameterizedContext): boolean {
  return method === 'GET' || method === 'HEAD'
}

function send(ctx: ParameterizedContext, { contentType, cacheControl, sha256, bytes }: StaticFile): void {
  const encoding = encodingFor(ctx.get('Accept-Encoding') || undefined)
  ctx.body = bytes[encoding]
  ctx.status = 200
  ctx.set('Content-Type', contentType)
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding)
  ctx.vary('Accept-Encoding')
  ctx.set('Cache-Control', cacheControl)
  revalidate(ctx, `${sha256}-${encoding}`)
}

// The imported module has nine megabytes of text. So it is loaded at the first request.
async function loadGraphiQL(): Promise<GraphiQL> {
  const { css, editorWorkerService, graphqlWorker, js, jsonWorker } =
    await import('@graphql-yoga/render-graphiql/graphiql')
  const files = new Map<string, StaticFile>()
  const add = async (name: string, contentType: string, text: string): Promise<string> => {
    const file = await staticFile(contentType, 'public, max-age=31536000, immutable', Buffer.from(text))
    const [stem, extension] = name.split('.')
    const nameWithChecksum = `${stem}-${file.sha256.slice(0, 16)}.${extension}`
    files.set(nameWithChecksum, file)
    return `${folder.slice(1)}${nameWithChecksum}`
  }
  const asset = (name: string): Promise<string> => readFile(new URL(name, assets), 'utf8')
  const script = 'text/javascript; charset=utf-8'
  const style = 'text/css; charset=utf-8'
  const locations: GraphiQLFiles = {
    styles: [await add('graphiql.css', style, css), await add('page.css', style, await asset('page.css'))],
    scripts: [await add('graphiql.js', script, js), await add('page.js', script, await asset('page.js'))],
    workers: {
      editorWorkerService: await add('editor-worker.js', script, editorWorkerService),
      graphql: await add('graphql-worker.js', script, graphqlWorker),
      json: await add('json-worker.js', script, jsonWorker),
    },
  }
  const page = Buffer.from(graphiqlPage(locations, await readTabs()))
  return { page: await staticFile('text/html; charset=utf-8', 'no-cache', page), files }
}

async function staticFile(contentType: string, cacheControl: string, identity: Buffer): Promise<StaticFile> {
  const sha256 = createHash('sha256').update(identity).digest('hex')
  const [br, zipped] = await Promise.all([compressBrotli(identity, quickBrotli), compressGzip(identity)])
  return { contentType, cacheControl, sha256, bytes: { br, gzip: zipped, identity } }
}

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)
// Compared with the highest quality, this one takes a fifth of the time, and makes 4 % more bytes. The first request waits for
// the compression.
const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
