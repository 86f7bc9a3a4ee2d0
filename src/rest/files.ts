import type { Version } from '../registry/catalogue/catalogue.js'
import { archiveFileNameOf, isArchive, isOverwritten } from '../registry/files.js'
import { versionNotFound } from '../registry/not-found.js'
import { slugOf } from './app-in-path.js'
import { HttpError } from './errors.js'
import { channelNamed } from './parameters.js'
import type { RestRequest, Route } from './route.js'
import { sendFile } from './send-file.js'

/** The routes of icons, screenshots and archives. They call the registry without GraphQL (docs/decisions/0016). */
export function fileRoutes(): Route[] {
  return [
    file('/:app/icon', 'The icon of an application', ofApp, icon),
    file('/:app/partnership_icon', "The icon of an application's partner", ofApp, partnershipIcon),
    file('/:app/screenshots/*path', 'A screenshot of an application', ofApp, screenshot),
    file('/:app/:channel/latest/icon', 'The icon of the newest version of a channel', ofChannel, icon),
    file(
      '/:app/:channel/latest/screenshots/*path',
      'A screenshot of the newest version of a channel',
      ofChannel,
      screenshot,
    ),
    file('/:app/:version/icon', 'The icon of a version', ofVersion, icon),
    file('/:app/:version/partnership_icon', "The icon of a version's partner", ofVersion, partnershipIcon),
    file('/:app/:version/screenshots/*path', 'A screenshot of a version', ofVersion, screenshot),
    archiveRoute(),
  ]
}

type Find = (request: RestRequest) => Promise<Version>
type Names = (request: RestRequest, version: Version) => string[]

function file(path: string, summary: string, find: Find, names: Names): Route {
  return {
    method: 'GET',
    path,
    summary,
    checksMediaTypes: false,
    errors: 'text',
    variesByEncoding: false,
    success: { status: 200, types: ['*/*'], hasEtag: true, ranges: true },
    refuses: [400, 404],
    async handle(ctx) {
      const version = await find(ctx)
      await sendFirst(ctx, version, names(ctx, version))
    },
  }
}

function archiveRoute(): Route {
  const route = file('/:app/:version/tarball/:tarball', 'The archive of a version', ofVersion, archive)
  return { ...route, success: { ...route.success, redirects: true } }
}

const icon: Names = () => ['icon']
const partnershipIcon: Names = () => ['partnership_icon']

// A version that a virtual space overwrites has a single archive, which is served by any name.
const archive: Names = ({ state: { params } }, version) => [
  isOverwritten(version) ? archiveFileNameOf(version.record.url) : (params.tarball ?? ''),
]

// The request has the path in the archive, and the name of a stored screenshot is `screenshots/` and this path. For a screenshot
// in a folder `screenshots` of the archive, clients may leave that folder out.
const screenshot: Names = ({ state: { params } }) => {
  const path = params.path ?? ''
  return [`screenshots/${path}`, `screenshots/screenshots/${path}`]
}

async function ofApp(ctx: RestRequest): Promise<Version> {
  const { catalogue } = ctx.state.context.registry
  const app = await catalogue.app(ctx.state.space, slugOf(ctx))
  const version = app && (await catalogue.displayedVersion(app))
  if (!version) throw new HttpError(404, 'Not Found')
  return version
}

async function ofChannel(ctx: RestRequest): Promise<Version> {
  const { catalogue } = ctx.state.context.registry
  const slug = slugOf(ctx)
  const app = await catalogue.app(ctx.state.space, slug)
  // An unknown channel means stable here.
  const channel = channelNamed(ctx.state.params.channel) ?? 'stable'
  const version = app && (await catalogue.latest(app, channel))
  if (!version) throw versionNotFound(slug, `in the channel "${channel}"`)
  return version
}

// Also finds pending versions, for reviewers.
async function ofVersion(ctx: RestRequest): Promise<Version> {
  const { space, params, context } = ctx.state
  const slug = slugOf(ctx)
  const number = params.version ?? ''
  const found = await context.registry.catalogue.submitted(space, slug, number)
  if (!found) throw versionNotFound(slug, number)
  return found
}

// Sends the first of these files that the version has.
async function sendFirst(ctx: RestRequest, version: Version, names: string[]): Promise<void> {
  const { files } = ctx.state.context.registry
  for (const name of names.filter(isSafePath)) {
    const info = await files.stat(version, name)
    if (!info) continue
    const archived = isArchive(version, name)
    const contentType = archived ? info.contentType : safeContentType(info.contentType)
    ctx.set('Cache-Control', 'max-age=3600')
    // Editors choose these files, but the origin of the registry serves them: browsers must not run scripts in them.
    ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    const cacheable = !archived && files.isCacheable(version, name)
    return sendFile(ctx, {
      info,
      contentType,
      cacheable,
      open: (range) => files.open(version, name, range),
      ...(archived && { downloadUrl: () => files.downloadUrl(version, name, contentType) }),
    })
  }
  throw new HttpError(404, 'File not found')
}

// Images keep their type. Others get a type that browsers don't run, as they run HTML.
function safeContentType(contentType: string): string {
  return contentType.startsWith('image/') ? contentType : 'application/octet-stream'
}

// Whether a name stays below its folder, as a path: no `..`, backslash or null character.
function isSafePath(name: string): boolean {
  return (
    !/[\\\0]/.test(name) && name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}
