import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { JsonObject } from '../../json.js'
import { mediaTypeOf, sniffedBytes } from '../../objects/media-type.js'
import type { NewAsset } from '../assets.js'
import { RegistryError } from '../errors.js'
import { shortened } from '../shortened.js'
import { visitFiles, type ArchivedFile } from './entries.js'
import { fitsIntoUrl } from './file-name.js'
import { interpretManifest } from './known-manifest-fields.js'
import { archiveCeilings, refuseAbove, type ReadOptions } from './limits.js'

/** The files of an archive to store as assets. Their paths begin with `/`, which stands for the top folder of the archive. */
export interface WantedAssets {
  icon: string | undefined
  partnershipIcon: string | undefined
  screenshots: string[]
}

/** Paths of images that a publisher may send to override the paths in the manifest. */
export interface AssetRequest {
  icon?: string | undefined
  partnershipIcon?: string | undefined
  /** An empty list means no screenshots. */
  screenshots?: readonly string[] | undefined
}

// An archive may contain several files with the same path. The average number of files for a wanted path must not exceed this.
const maxFilesPerPath = 10

/** The maximum number of bytes of an asset. */
export const maxAssetBytes = 20 * 1024 * 1024

/**
 * Chooses the files to store: the paths that the publisher sent, else the paths in the manifest.
 * @throws RegistryError ARCHIVE_TOO_LARGE when there are too many screenshots
 */
export function wantedAssets(request: AssetRequest, manifest: JsonObject, limits = archiveCeilings): WantedAssets {
  const fields = interpretManifest(manifest)
  const named = (request.screenshots ?? fields.screenshots).map(absolute).filter(isAddressable)
  const screenshots = [...new Set(named)]
  refuseAbove(
    limits,
    'screenshots',
    screenshots.length,
    (maximum) => `is published with more than ${maximum} screenshots`,
  )
  return {
    icon: absolute(request.icon || fields.icon),
    partnershipIcon: absolute(request.partnershipIcon || fields.partnershipIcon),
    screenshots,
  }
}

/**
 * Writes the wanted files of an archive into a folder. Leaves out files that the archive lacks. If several files have the same
 * path, the last one is written.
 * @param file path of the archive
 * @throws RegistryError ARCHIVE_TOO_LARGE when a file, or all of them together, have too many bytes
 */
export async function extractAssets(
  file: string,
  { url, prefix }: { url: string; prefix: string },
  wanted: WantedAssets,
  folder: string,
  options: ReadOptions = {},
): Promise<NewAsset[]> {
  const { limits = archiveCeilings } = options
  const names = namesByPath(wanted)
  const targets = new Map([...names.keys()].map((path, i) => [path, join(folder, `asset-${i}`)]))
  const extracted = new Map<string, Extracted>()
  if (names.size === 0) return []
  // Counts all files, including those with the same path: each of them is extracted.
  let [files, bytes] = [0, 0]
  const visit = async ({ path: fullPath, content }: ArchivedFile): Promise<void> => {
    const path = fullPath.slice(prefix.length)
    const target = targets.get(path)
    if (target === undefined) return
    if (++files > maxFilesPerPath * names.size) throw tooManyFiles(path)
    const asset = await extract(path, content, target)
    bytes += asset.size
    refuseAbove(limits, 'imageBytes', bytes, (maximum) => `has icons and screenshots of more than ${maximum} bytes`)
    extracted.set(path, asset)
  }
  await visitFiles(file, url, visit, options)
  return [...names].flatMap(([path, assetNames]) => {
    const asset = extracted.get(path)
    return asset ? assetNames.map((name) => ({ name, ...asset })) : []
  })
}

function tooManyFiles(path: string): RegistryError {
  return new RegistryError(
    'ARCHIVE_TOO_LARGE',
    `The archive repeats the paths of icons and screenshots, such as ${shortened(path)}, more than ${maxFilesPerPath} times`,
  )
}

type Extracted = Omit<NewAsset, 'name'>

// A file that is both icon and screenshot is stored as icon only. A file that is also the partnership icon gets that
// name, too.
function namesByPath({ icon, partnershipIcon, screenshots }: WantedAssets): Map<string, string[]> {
  const names = new Map<string, string[]>()
  if (icon !== undefined) names.set(icon, ['icon'])
  for (const path of screenshots) if (path !== icon) names.set(path, [`screenshots${path}`])
  if (partnershipIcon !== undefined) {
    names.set(partnershipIcon, [...(names.get(partnershipIcon) ?? []), 'partnership_icon'])
  }
  return names
}

// Clients request a screenshot by its path. A screenshot is left out if its path does not fit into a URL.
function isAddressable(path: string | undefined): path is string {
  return path !== undefined && !/[\\\0\p{Cs}]/u.test(path) && fitsIntoUrl(path)
}

// The path of the root does not name a file.
function absolute(path: string): string | undefined {
  const resolved = posix.resolve('/', path)
  return resolved === '/' ? undefined : resolved
}

async function extract(path: string, content: AsyncIterable<Buffer>, file: string): Promise<Extracted> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let size = 0
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      size += chunk.length
      if (size > maxAssetBytes) {
        throw new RegistryError(
          'ARCHIVE_TOO_LARGE',
          `The file ${shortened(path)} of the archive has more than ${maxAssetBytes} bytes`,
        )
      }
      hash.update(chunk)
      if (head.length < sniffedBytes) head = Buffer.concat([head, chunk.subarray(0, sniffedBytes)])
      yield chunk
    }
  }
  await pipeline(measured(), createWriteStream(file))
  return { file, sha256: hash.digest('hex'), size, contentType: mediaTypeOf(head, path) }
}
