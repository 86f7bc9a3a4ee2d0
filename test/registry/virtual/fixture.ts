import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'
import type { App, Version } from '../../../src/registry/catalogue/catalogue.js'
import type { Channel } from '../../../src/registry/versions.js'
import { storedArchiveName } from '../../../src/registry/files.js'
import type { ArchiveEntry } from '../../support/archives.js'
import type { TestRegistry } from '../../support/registry.js'

/** The icon of overwrites in tests. */
export const drawing = { fileName: 'drawing.svg', content: Buffer.from('<svg id="overwritten"/>') }

/** Reads the body of an object. */
export async function bytesOf(object: { body: AsyncIterable<unknown> } | undefined): Promise<Buffer> {
  if (!object) throw new Error('There is no such object')
  const chunks: Buffer[] = []
  for await (const chunk of object.body) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The entries of a compressed archive, in order. */
export async function entriesOf(archive: Buffer): Promise<ArchiveEntry[]> {
  const tar = extract()
  const entries: ArchiveEntry[] = []
  tar.end(gunzipSync(archive))
  for await (const entry of tar) {
    const { name, type, linkname } = entry.header
    const content = (await bytesOf({ body: entry })).toString()
    entries.push({ name, type, content, ...(linkname && { linkname }) })
  }
  return entries
}

/** Returns functions that read an application, its versions and their files through a space. They throw if these are missing. */
export function appReader({ registry }: TestRegistry, spaceName: string, slug = 'notes') {
  const space = registry.spaces.get(spaceName)
  const { catalogue, files } = registry
  const app = async (): Promise<App> => {
    const found = await catalogue.app(space, slug)
    if (!found) throw new Error(`${spaceName} shows no ${slug}`)
    return found
  }
  const required = (version: Version | undefined): Version => {
    if (!version) throw new Error(`${spaceName} shows no such version of ${slug}`)
    return version
  }
  const archive = async (version: Version) => bytesOf(await files.open(version, storedArchiveName(version.record.url)))
  return {
    app,
    version: async (number: string) => required(await catalogue.version(await app(), number)),
    latest: async (channel: Channel = 'stable') => required(await catalogue.latest(await app(), channel)),
    archive: async (number: string) => archive(required(await catalogue.version(await app(), number))),
    file: async (number: string, name: string) =>
      (await bytesOf(await files.open(required(await catalogue.version(await app(), number)), name))).toString(),
  }
}

/** The `name` of a manifest. */
export function nameIn(manifest: unknown): unknown {
  return typeof manifest === 'object' && manifest !== null && 'name' in manifest ? manifest.name : undefined
}
