import { randomBytes } from 'node:crypto'
import { packArchive, sha256 } from '../../test/support/archives.js'

/** A file of versions. */
export interface BenchFile {
  sha256: string
  content: Buffer
  contentType: string
}

/** The files of an application, which all of its versions share. */
export interface BenchContent {
  icon: BenchFile
  archive: BenchFile
}

/** The applications with an archive of another size than the usual one, in bytes, by their places among all. */
export const archiveBytes = {
  usual: 2_000,
  large: { place: 1, bytes: 200_000 },
  largest: { place: 2, bytes: 19_000_000 },
}

// The bytes of the other files in the compressed archive, and of its own format.
const packedBytes = 400

/** Makes the icon and the archive of the application at a place. */
export async function makeContent(place: number, slug: string): Promise<BenchContent> {
  const paths = Array.from({ length: 40 }, (_, i) => `<path d="M${i} ${place}h8v${i}z"/>`).join('')
  const icon = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${paths}</svg>`)
  const { usual, large, largest } = archiveBytes
  const bytes = [large, largest].find((special) => special.place === place)?.bytes ?? usual
  const archive = await packArchive(
    [
      { name: 'manifest.webapp', content: JSON.stringify({ slug, icon: 'icon.svg' }) },
      { name: 'icon.svg', content: icon },
      { name: 'index.js', content: randomBytes(bytes - packedBytes) },
    ],
    { gzip: true },
  )
  return { icon: file(icon, 'image/svg+xml'), archive: file(archive, 'application/gzip') }
}

function file(content: Buffer, contentType: string): BenchFile {
  return { sha256: sha256(content), content, contentType }
}
