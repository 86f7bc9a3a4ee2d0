import { join } from 'node:path'
import type { NewAsset } from '../assets.js'
import type { KeyedMutex } from '../../keyed-mutex.js'
import type { Outgoing } from '../../outgoing/client.js'
import { RegistryError } from '../errors.js'
import { storedArchiveName } from '../files.js'
import { inspectArchive } from '../publishing/archive.js'
import { sanitizedMediaType } from '../publishing/archive-type.js'
import { extractAssets, maxAssetBytes, wantedAssets } from '../publishing/assets.js'
import { commitVersion, type CommitParts } from '../publishing/commit-version.js'
import { downloadArchive } from '../publishing/download.js'
import { isArchiveName, versionUrl } from '../publishing/file-name.js'
import { archiveLimit } from '../publishing/publisher.js'
import { versionDocument } from '../publishing/record-version.js'
import type { AppRecord } from '../records.js'
import { assetUserKey, spacePath, type RealSpace } from '../spaces.js'
import { inTemporaryFolder } from '../temporary-folder.js'
import { withdrawalMembers } from '../withdrawal.js'
import type { SourceRegistry, SourceVersion } from './source.js'

/** The dependencies of `copyVersion`. */
export interface VersionCopyParts extends CommitParts {
  /** Serialises publications, approvals, copies and removals of a version. Key: `[<space>/]<slug>/<version>` (`assetUserKey`). */
  mutex: KeyedMutex
  outgoing: Outgoing
  source: SourceRegistry
  space: RealSpace
  baseUrl: string
}

/**
 * Copies one version: archive, images, and the manifest as the other registry serves it. As in a publication, the document
 * is written last.
 * @throws RegistryError when the archive can't be downloaded, does not match its checksum, or can't be read
 */
export async function copyVersion(parts: VersionCopyParts, app: AppRecord, number: string): Promise<void> {
  const version = await parts.source.version(app.slug, number)
  await inTemporaryFolder(async (folder) => {
    const archive = await fetchFile(parts, folder, 'archive', {
      url: parts.source.archiveUrl(app.slug, version),
      sha256: version.sha256,
      byteLimit: archiveLimit,
    })
    const contents = await inspectArchive(archive.file, version.url, { requireUtf8: false })
    const extracted = await extractAssets(archive.file, contents, wantedAssets({}, contents.manifest.value), folder)
    const images = await imagesOf(parts, folder, app.slug, version, extracted)
    const fileName = storedArchiveName(version.url)
    if (!isArchiveName(fileName)) {
      throw new RegistryError('ARCHIVE_INVALID', `No archive can be kept under the name "${fileName}"`)
    }
    const assets = [...images, { ...archive, name: fileName }]
    const document = versionDocument(app, {
      version: number,
      manifest: version.manifest ?? contents.manifest.value,
      createdAt: version.created_at,
      url: versionUrl(parts.baseUrl, spacePath(parts.space), app.slug, number, fileName),
      size: archive.size,
      sha256: version.sha256,
      prefix: version.tar_prefix,
      attachments: Object.fromEntries(assets.map(({ name, sha256 }) => [name, sha256])),
    })
    // The other registry lists no withdrawn version. It may have withdrawn this one since it was listed.
    const withdrawal = version.withdrawn && withdrawalMembers(version.withdrawn)
    const { space, mutex } = parts
    await mutex.run(assetUserKey(space, app.slug, number), () =>
      commitVersion(parts, space, space.databases.versions, {
        slug: app.slug,
        version: number,
        document: { ...document, ...withdrawal },
        assets,
      }),
    )
  })
}

// Returns the images that the other registry lists. The publisher may have chosen these instead of the images in the manifest. If
// the other registry lists none, returns the images in the manifest.
async function imagesOf(
  parts: VersionCopyParts,
  folder: string,
  slug: string,
  version: SourceVersion,
  extracted: NewAsset[],
): Promise<NewAsset[]> {
  const listed = Object.entries(version.attachments).filter(([name]) => isImage(name))
  if (listed.length === 0) return extracted
  const images: NewAsset[] = []
  for (const [name, sha256] of listed) {
    const found = extracted.find((asset) => asset.name === name && asset.sha256 === sha256.toLowerCase())
    images.push(found ?? (await fetchImage(parts, folder, slug, version.version, name, sha256)))
  }
  return images
}

async function fetchImage(
  parts: VersionCopyParts,
  folder: string,
  slug: string,
  version: string,
  name: string,
  sha256: string,
): Promise<NewAsset> {
  const url = parts.source.fileUrl(slug, version, name)
  return { ...(await fetchFile(parts, folder, `image-${sha256}`, { url, sha256, byteLimit: maxAssetBytes })), name }
}

function isImage(name: string): boolean {
  return name === 'icon' || name === 'partnership_icon' || name.startsWith('screenshots/')
}

async function fetchFile(
  { outgoing }: VersionCopyParts,
  folder: string,
  name: string,
  { url, sha256, byteLimit }: { url: string; sha256: string; byteLimit: number },
): Promise<Omit<NewAsset, 'name'>> {
  const file = join(folder, name)
  const download = await downloadArchive(outgoing, { url, sha256 }, { file, byteLimit, allowFileUrls: false })
  return { file, ...download, contentType: sanitizedMediaType(download.contentType) }
}
