import type { Version } from '../registry/catalogue/catalogue.js'
import { storedArchiveName, isOverwritten } from '../registry/files.js'
import { versionNotFound } from '../registry/not-found.js'
import { FileChangedError, type ServedFile } from '../registry/served-files.js'
import { slugOf } from './app-in-path.js'
import { HttpError } from './errors.js'
import { channelNamed } from './parameters.js'
import type { RestRequest, Route } from './route.js'
import { sendFile } from './send-file.js'

// The second attempt sends the new content of an object that was replaced.
const maxAttempts = 2

/**
 * The routes of icons, screenshots and archives. They run without GraphQL: see docs/decisions/0016-files-outside-the-schema.md.
 */
export function fileRoutes(): Route[] {
  return [
    fileRoute('/:app/icon', 'The icon of an application', displayedVersionOfApp, icon),
    fileRoute('/:app/partnership_icon', "The icon of an application's partner", displayedVersionOfApp, partnershipIcon),
    fileRoute('/:app/screenshots/*path', 'A screenshot of an application', displayedVersionOfApp, screenshot),
    fileRoute(
      '/:app/:channel/latest/icon',
      'The icon of the newest version of a channel',
      latestVersionOfChannel,
      icon,
    ),
    fileRoute(
      '/:app/:channel/latest/screenshots/*path',
      'A screenshot of the newest version of a channel',
      latestVersionOfChannel,
      screenshot,
    ),
    fileRoute('/:app/:version/icon', 'The icon of a version', versionInPath, icon),
    fileRoute('/:app/:version/partnership_icon', "The icon of a version's partner", versionInPath, partnershipIcon),
    fileRoute('/:app/:version/screenshots/*path', 'A screenshot of a version', versionInPath, screenshot),
    archiveRoute(),
  ]
}

type FindVersion = (request: RestRequest) => Promise<Version>
type FileNames = (request: RestRequest, version: Version) => string[]

function fileRoute(path: string, summary: string, findVersion: FindVersion, fileNames: FileNames): Route {
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
      for (let attempt = 1; ; attempt++) {
        try {
          return await findAndSend(ctx, findVersion, fileNames)
        } catch (error) {
          if (!(error instanceof FileChangedError)) throw error
          if (attempt === maxAttempts) throw fileNotFound()
        }
      }
    },
  }
}

function archiveRoute(): Route {
  const route = fileRoute('/:app/:version/tarball/:tarball', 'The archive of a version', versionInPath, archive)
  return { ...route, success: { ...route.success, redirects: true } }
}

const icon: FileNames = () => ['icon']
const partnershipIcon: FileNames = () => ['partnership_icon']

// A version that a virtual space overwrites has a single archive. The file name in the path is ignored.
const archive: FileNames = ({ state: { params } }, version) => [
  isOverwritten(version) ? storedArchiveName(version.record.url) : (params.tarball ?? ''),
]

// The name of a screenshot is `screenshots/` followed by its path in the archive. The URL of the request contains this path,
// with or without a leading folder `screenshots`.
const screenshot: FileNames = ({ state: { params } }) => {
  const path = params.path ?? ''
  return [`screenshots/${path}`, `screenshots/screenshots/${path}`]
}

async function displayedVersionOfApp(ctx: RestRequest): Promise<Version> {
  const { catalogue } = ctx.state.context.registry
  const app = await catalogue.app(ctx.state.space, slugOf(ctx))
  const version = app && (await catalogue.displayedVersion(app))
  if (!version) throw new HttpError(404, 'Not Found')
  return version
}

async function latestVersionOfChannel(ctx: RestRequest): Promise<Version> {
  const { catalogue } = ctx.state.context.registry
  const slug = slugOf(ctx)
  const app = await catalogue.app(ctx.state.space, slug)
  // An unknown channel means stable here.
  const channel = channelNamed(ctx.state.params.channel) ?? 'stable'
  const version = app && (await catalogue.latest(app, channel))
  if (!version) throw versionNotFound(slug, `in the channel "${channel}"`)
  return version
}

// Also finds pending versions: reviewers read their files.
async function versionInPath(ctx: RestRequest): Promise<Version> {
  const { space, params, context } = ctx.state
  const slug = slugOf(ctx)
  const number = params.version ?? ''
  const found = await context.registry.catalogue.publishedOrPending(space, slug, number)
  if (!found) throw versionNotFound(slug, number)
  return found
}

async function findAndSend(ctx: RestRequest, findVersion: FindVersion, fileNames: FileNames): Promise<void> {
  const { space, context } = ctx.state
  // The path has all parameters of the route.
  const file = await context.registry.servedFiles.find(space, ctx.path, async () => {
    const version = await findVersion(ctx)
    return { version, names: fileNames(ctx, version).filter(isSafePath) }
  })
  if (!file) throw fileNotFound()
  await sendServedFile(ctx, file)
}

async function sendServedFile(ctx: RestRequest, file: ServedFile): Promise<void> {
  const { servedFiles } = ctx.state.context.registry
  const { info, isArchive } = file
  const contentType = isArchive ? info.contentType : safeContentType(info.contentType)
  ctx.set('Cache-Control', 'max-age=3600')
  // Editors upload these files, and browsers load them from the origin of the registry. So scripts in them must not run.
  ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  await sendFile(ctx, {
    info,
    contentType,
    cacheable: file.isCacheable,
    open: (range) => servedFiles.open(file, range),
    downloadUrl: servedFiles.downloadUrlOf(file),
  })
}

function fileNotFound(): HttpError {
  return new HttpError(404, 'File not found')
}

// Images keep their type. Other files get a type that browsers only download, because scripts in HTML must not run.
function safeContentType(contentType: string): string {
  return contentType.startsWith('image/') ? contentType : 'application/octet-stream'
}

// Whether a file name stays in its folder when it is used as a path. It must have no `..`, empty segment, backslash or null
// character.
function isSafePath(name: string): boolean {
  return (
    !/[\\\0]/.test(name) && name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}
