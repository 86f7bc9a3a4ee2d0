import type { Version } from '../registry/catalogue/catalogue.js'
import { archiveFileNameOf } from '../registry/files.js'
import { versionNotFound } from '../registry/pending.js'
import { revalidate } from '../http/revalidate.js'
import { HttpError } from './errors.js'
import { channelNamed } from './parameters.js'
import type { RestRequest, Route } from './route.js'

/** Icons, screenshots and archives. They are bytes, which GraphQL has no words for: these routes ask the registry itself. */
export function fileRoutes(): Route[] {
  const file = (path: string, handle: (ctx: RestRequest) => Promise<void>): Route => ({
    ...{ method: 'GET', kind: 'file', path, handle },
  })
  return [
    file('/:app/icon', async (ctx) => sendFile(ctx, await ofApp(ctx), ['icon'])),
    file('/:app/partnership_icon', async (ctx) => sendFile(ctx, await ofApp(ctx), ['partnership_icon'])),
    file('/:app/screenshots/*path', async (ctx) => sendFile(ctx, await ofApp(ctx), screenshotNames(ctx))),
    file('/:app/:channel/latest/icon', async (ctx) => sendFile(ctx, await ofChannel(ctx), ['icon'])),
    file('/:app/:channel/latest/screenshots/*path', async (ctx) =>
      sendFile(ctx, await ofChannel(ctx), screenshotNames(ctx)),
    ),
    file('/:app/:version/icon', async (ctx) => sendFile(ctx, await ofVersion(ctx), ['icon'])),
    file('/:app/:version/partnership_icon', async (ctx) => sendFile(ctx, await ofVersion(ctx), ['partnership_icon'])),
    file('/:app/:version/screenshots/*path', async (ctx) => sendFile(ctx, await ofVersion(ctx), screenshotNames(ctx))),
    file('/:app/:version/tarball/:tarball', async (ctx) =>
      sendFile(ctx, await ofVersion(ctx), [ctx.params.tarball ?? '']),
    ),
  ]
}

async function ofApp(ctx: RestRequest): Promise<Version> {
  const { catalogue } = ctx.state.operation.registry
  const app = await catalogue.app(ctx.state.space, ctx.params.app ?? '')
  const version = app && (await catalogue.face(app))
  if (!version) throw new HttpError(404, 'Not Found')
  return version
}

async function ofChannel(ctx: RestRequest): Promise<Version> {
  const { catalogue } = ctx.state.operation.registry
  const app = await catalogue.app(ctx.state.space, ctx.params.app ?? '')
  // Another word than a channel means stable here.
  const version = app && (await catalogue.latest(app, channelNamed(ctx.params.channel) ?? 'stable'))
  if (!version) throw versionNotFound()
  return version
}

// Also versions that wait for approval, for their reviewers.
async function ofVersion(ctx: RestRequest): Promise<Version> {
  const { app = '', version = '' } = ctx.params
  const found = await ctx.state.operation.registry.catalogue.submitted(ctx.state.space, app, version)
  if (!found) throw versionNotFound()
  return found
}

// A screenshot is asked for by its path in the archive. When the editor keeps them in a folder `screenshots`, that word
// stands twice in its name, and clients may leave one out.
function screenshotNames(ctx: RestRequest): string[] {
  const path = ctx.params.path ?? ''
  return [`screenshots/${path}`, `screenshots/screenshots/${path}`]
}

async function sendFile(ctx: RestRequest, version: Version, names: string[]): Promise<void> {
  const { files } = ctx.state.operation.registry
  for (const name of names.filter(isPlain)) {
    const info = await files.stat(version, name)
    if (!info) continue
    const isArchive = name === archiveFileNameOf(version.record.url)
    ctx.body = null
    ctx.status = 200
    ctx.set('Content-Type', isArchive ? info.contentType : harmless(info.contentType))
    ctx.set('Content-Length', String(info.size))
    ctx.set('Cache-Control', 'max-age=3600')
    // What publishers choose is served from the registry's own address: it must not become active there.
    ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    revalidate(ctx, info.etag)
    if (ctx.status === 304) return ctx.remove('Content-Length')
    if (ctx.method === 'HEAD') return
    const elsewhere = isArchive ? await files.downloadUrl(version, name, info.contentType) : undefined
    if (elsewhere !== undefined) return redirect(ctx, elsewhere)
    const object = await files.open(version, name)
    if (!object) continue
    ctx.body = object.body
    ctx.set('Content-Type', isArchive ? info.contentType : harmless(info.contentType))
    ctx.set('Content-Length', String(info.size))
    return
  }
  throw new HttpError(404, 'File not found')
}

// The address is good for a while only, and its store tells the rest about the file.
function redirect(ctx: RestRequest, url: string): void {
  ctx.body = null
  ctx.status = 302
  for (const name of ['Content-Type', 'Content-Length', 'ETag']) ctx.remove(name)
  ctx.set('Location', url)
  ctx.set('Cache-Control', 'no-store')
}

function harmless(contentType: string): string {
  return contentType.startsWith('image/') ? contentType : 'application/octet-stream'
}

// A name that could lead elsewhere names nothing.
function isPlain(name: string): boolean {
  return (
    !/[\\\0]/.test(name) && name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}
