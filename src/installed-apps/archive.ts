import { posix } from 'node:path'
import { visitFiles } from '../registry/publishing/entries.js'
import { type ReadOptions, archiveCeilings } from '../registry/publishing/limits.js'
import { shortened } from '../registry/shortened.js'
import { settingKey } from '../setting-key.js'
import { utf8TextOf } from '../utf8.js'
import { invalidManifest } from './errors.js'

/** What an installation needs to know about the files of an archive. */
export interface ArchiveSurvey {
  /** `/` and the name of the top folder; empty if the archive has no folder that contains all files. */
  prefix: string
  /** The paths of the files without the prefix. Each begins with `/`. */
  paths: ReadonlySet<string>
  /** The text of the manifest that is nearest to the root; `undefined` when there is none. */
  manifest: string | undefined
}

/**
 * Reads the names of the files of an archive, and a manifest.
 * @param manifestName the file name of the manifest
 * @throws RegistryError ARCHIVE_INVALID, ARCHIVE_TOO_LARGE
 * @throws InstalledAppError INVALID_MANIFEST when the manifest is too large, or not UTF-8
 */
export async function surveyArchive(
  file: string,
  manifestName: string,
  reading: ReadOptions = {},
): Promise<ArchiveSurvey> {
  const { manifestBytes } = reading.limits ?? archiveCeilings
  const paths: string[] = []
  let manifest: { path: string; depth: number; bytes: Buffer | undefined } | undefined
  await visitFiles(
    file,
    'the archive',
    async ({ path, content }) => {
      paths.push(path)
      const depth = path.split('/').length
      if (posix.basename(path) !== manifestName || (manifest && manifest.depth <= depth)) return
      manifest = { path, depth, bytes: await read(content, manifestBytes) }
    },
    reading,
  )
  const prefix = topFolder(paths)
  return {
    prefix,
    paths: new Set(paths.map((path) => withoutTopFolder(prefix, path))),
    manifest: manifest && textOf(manifest, manifestBytes),
  }
}

/** A path without the top folder. */
export function withoutTopFolder(prefix: string, path: string): string {
  return path.slice(prefix.length)
}

function topFolder(paths: readonly string[]): string {
  const [, folder = '', ...rest] = paths[0]?.split('/') ?? []
  if (rest.length === 0) return ''
  return paths.every((path) => path.startsWith(`/${folder}/`)) ? `/${folder}` : ''
}

function textOf({ path, bytes }: { path: string; bytes: Buffer | undefined }, maxBytes: number): string {
  if (!bytes)
    throw invalidManifest(`it has more than ${maxBytes} bytes (${settingKey('limits', 'archive', 'manifestBytes')})`)
  const text = utf8TextOf(bytes)
  if (text === undefined) throw invalidManifest(`${shortened(path)} is not UTF-8: save it in this encoding`)
  return text
}

async function read(content: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined
}
