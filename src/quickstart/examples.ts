import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { z } from 'zod'
import { enumName, enums } from '../graphql/enums.js'
import { parseJson } from '../json.js'
import { appTypes } from '../registry/records.js'

// The path is the same from src/ and from dist/.
const root = fileURLToPath(new URL('../../examples/', import.meta.url))

const manifestShape = z.object({
  slug: z.string(),
  editor: z.string(),
  version: z.string(),
  type: z.enum(appTypes),
})

/** An example application, in `examples/`. */
export interface Example {
  slug: string
  editor: string
  type: keyof typeof enums.AppType
  /** The version in its manifest. */
  version: string
  folder: string
}

/** An archive to publish. */
export interface Archive {
  /** The file name. */
  name: string
  bytes: Buffer
  /** Hexadecimal, in lower case. */
  sha256: string
}

/** The example applications, ordered by folder name. Folders without a manifest are examples of other kinds. */
export async function findExamples(): Promise<Example[]> {
  const names = (await readdir(root)).sort()
  const examples = await Promise.all(names.map((name) => readExample(join(root, name))))
  return examples.filter((example) => example !== undefined)
}

async function readExample(folder: string): Promise<Example | undefined> {
  const name = (await readdir(folder)).find((file) => /^manifest\.(webapp|konnector)$/.test(file))
  if (name === undefined) return undefined
  const { type, ...manifest } = manifestShape.parse(parseJson(await readFile(join(folder, name), 'utf8')))
  return { ...manifest, type: enumName(enums.AppType, type), folder }
}

/** Packs a version of an example, reproducibly. */
export async function packExample({ slug, folder }: Example, version: string): Promise<Archive> {
  const tar = pack()
  for (const path of await filesOf(folder)) {
    const content = await readFile(join(folder, path))
    const isManifest = /^manifest\.\w+$/.test(path)
    // With a fixed date, the same files make the same archive.
    tar.entry({ name: path, mtime: new Date(0) }, isManifest ? withVersion(content.toString(), version) : content)
  }
  tar.finalize()
  const bytes = gzipSync(await buffer(tar))
  return { name: `${slug}-${version}.tar.gz`, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return files.map((path) => relative(folder, path).replaceAll(sep, '/')).sort()
}

function withVersion(manifest: string, version: string): string {
  const members = z.record(z.string(), z.json()).parse(parseJson(manifest))
  return `${JSON.stringify({ ...members, version }, null, 2)}\n`
}
