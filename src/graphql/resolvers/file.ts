import type { Version } from '../../registry/catalogue/catalogue.js'
import { attachmentsOf, isArchive, isOverwritten } from '../../registry/files.js'
import { screenshotPaths } from '../../registry/manifests/screenshots.js'
import { encodePathSegment } from '../../registry/publishing/file-name.js'
import { spacePath, sourceOf } from '../../registry/spaces.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import type { File as FileModel } from '../models.js'

/** The resolvers of files that the registry serves. */
export const file: Pick<Resolvers, 'File'> = {
  File: {
    name: ({ name }) => name,
    url: (parent, _args, context) => urlOf(parent, context),
    contentType: async (parent, _args, context) =>
      (await statOf(parent, context))?.contentType ?? 'application/octet-stream',
    size: async (parent, _args, context) => (await statOf(parent, context))?.size ?? null,
    sha256: ({ version, name }, _args, { registry }) => registry.files.locationOf(version, name).sha256 ?? null,
  },
}

function urlOf({ version, name }: FileModel, { baseUrl }: Context): string {
  const { record, space } = version
  if (isArchive(version, name)) return record.url
  const path = name.split('/').map(encodePathSegment).join('/')
  return `${baseUrl}${spacePath(space)}/registry/${record.slug}/${record.version}/${path}`
}

// If a file is not stored under its checksum, an operator may replace it in the object store by hand. This changes no revision,
// so a result with such a file is not cached.
async function statOf({ version, name }: FileModel, { registry: { files }, dependencies, lookups }: Context) {
  if (!files.isCacheable(version, name)) dependencies?.markUncacheable()
  return (lookups ?? files).stat(version, name)
}

/** The file with this name of a version; `null` if there is none. */
export async function fileOf(version: Version | undefined, name: string, context: Context): Promise<FileModel | null> {
  if (!version) return null
  // The reference registry may have stored a file that the version's document does not list.
  const exists = attachmentsOf(version).has(name) || (await statOf({ version, name }, context)) !== undefined
  return exists ? { version, name } : null
}

/**
 * The files that the document of a version lists. For a version in a virtual space:
 * - If the virtual space overwrites the version, the files belong to the version in the virtual space.
 * - Otherwise, all files, even the icon, belong to the version in the source space.
 */
export function filesOf(version: Version): FileModel[] {
  const { space, record, state } = version
  const owner = isOverwritten(version) ? version : { space: sourceOf(space), record, state }
  return [...record.attachments.keys()].map((name) => ({ version: owner, name }))
}

/**
 * The screenshots of a version, in the first of these locales that has any. Screenshots that the manifest names, but the
 * archive does not contain, are left out.
 */
export function screenshotsOf(version: Version | undefined, locales: readonly string[]): FileModel[] {
  if (!version) return []
  const attachments = attachmentsOf(version)
  const declared = screenshotPaths(version.record.manifest, locales).map((path) => `screenshots/${path}`)
  const stored = declared.filter((name) => attachments.has(name))
  // A publication may add screenshots that the manifest does not name.
  const names = stored.length > 0 ? stored : [...attachments.keys()].filter((name) => name.startsWith('screenshots/'))
  return names.map((name) => ({ version, name }))
}
