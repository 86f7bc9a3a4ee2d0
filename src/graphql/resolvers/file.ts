import type { Version } from '../../registry/catalogue/catalogue.js'
import { attachmentsOf, isArchive, isOverwritten } from '../../registry/files.js'
import { screenshotPaths } from '../../registry/manifests/screenshots.js'
import { encodePathSegment } from '../../registry/publishing/file-name.js'
import { spacePath, sourceOf } from '../../registry/spaces.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import type { File as FileModel } from '../models.js'

/** Files that the registry serves. */
export const file: Pick<Resolvers, 'File'> = {
  File: {
    name: ({ name }) => name,
    url: (parent, _args, context) => urlOf(parent, context),
    contentType: async (parent, _args, context) =>
      (await statOf(parent, context))?.contentType ?? 'application/octet-stream',
    size: async (parent, _args, context) => (await statOf(parent, context))?.size ?? null,
    sha256: ({ version, name }, _args, { registry }) => registry.files.placeOf(version, name).sha256 ?? null,
  },
}

function urlOf({ version, name }: FileModel, { baseUrl }: Context): string {
  const { record, space } = version
  if (isArchive(version, name)) return record.url
  const path = name.split('/').map(encodePathSegment).join('/')
  return `${baseUrl}${spacePath(space)}/registry/${record.slug}/${record.version}/${path}`
}

// Operators may replace a file by hand if its key is not its checksum, and no revision changes then.
async function statOf({ version, name }: FileModel, { registry: { files }, dependencies, lookups }: Context) {
  if (!files.isCacheable(version, name)) dependencies?.markUncacheable()
  return (lookups ?? files).stat(version, name)
}

/** The file of a version with this name; `null` when there is none. */
export async function fileOf(version: Version | undefined, name: string, context: Context): Promise<FileModel | null> {
  if (!version) return null
  // Versions that the reference registry wrote may have a file that their document does not list.
  const known = attachmentsOf(version).has(name) || (await statOf({ version, name }, context)) !== undefined
  return known ? { version, name } : null
}

/**
 * The files in the document of a version. A version that a virtual space does not overwrite has the files of the source space,
 * icon included.
 */
export function filesOf(version: Version): FileModel[] {
  const { space, record, state } = version
  const owner = isOverwritten(version) ? version : { space: sourceOf(space), record, state }
  return [...record.attachments.keys()].map((name) => ({ version: owner, name }))
}

/** The screenshots of a version in the first of these locales that has any, without those that the archive lacks. */
export function screenshotsOf(version: Version | undefined, locales: readonly string[]): FileModel[] {
  if (!version) return []
  const attachments = attachmentsOf(version)
  const wanted = screenshotPaths(version.record.manifest, locales).map((path) => `screenshots/${path}`)
  const kept = wanted.filter((name) => attachments.has(name))
  // The editor may have submitted screenshots that the manifest does not name.
  const names = kept.length > 0 ? kept : [...attachments.keys()].filter((name) => name.startsWith('screenshots/'))
  return names.map((name) => ({ version, name }))
}
