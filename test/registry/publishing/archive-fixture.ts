import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspectArchive, type ArchiveContents } from '../../../src/registry/publishing/archive.js'
import { packArchive, type ArchiveEntry } from '../../support/archives.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** The URL of inspected archives. Error messages contain it. */
export const url = 'https://files.example/app.tar.gz'

/** The text of a valid manifest. */
export const manifest = JSON.stringify({ slug: 'notes', editor: 'Acme', version: '1.0.0' })

/** A file of an archive. The default content is a valid manifest. */
export const entry = (name: string, content = manifest): ArchiveEntry => ({ name, content })

/** Inspects an archive of the given bytes. */
export async function inspectBytes(bytes: Buffer): Promise<ArchiveContents> {
  const file = join(await temporaryFolder(), 'archive')
  await writeFile(file, bytes)
  return inspectArchive(file, url)
}

/** Inspects a gzipped archive of the given entries. */
export async function inspect(...entries: ArchiveEntry[]): Promise<ArchiveContents> {
  return inspectBytes(await packArchive(entries, { gzip: true }))
}

/**
 * Returns a copy of an uncompressed archive in which one entry has another type. In the header of an entry, the type is
 * byte 156, and the checksum of the header begins at byte 148.
 * @param header the offset of the entry's header
 * @param type a type flag of tar, such as `5` for a directory
 */
export function withEntryType(archive: Buffer, header: number, type: string): Buffer {
  const copy = Buffer.from(archive)
  copy.write(type, header + 156, 'latin1')
  copy.write('        ', header + 148, 'latin1')
  const sum = copy.subarray(header, header + 512).reduce((total, byte) => total + byte, 0)
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, header + 148, 'latin1')
  return copy
}
