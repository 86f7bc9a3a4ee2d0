import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { inspectArchive } from '../../../src/registry/publishing/archive.js'
import { extractAssets, wantedAssets } from '../../../src/registry/publishing/assets.js'
import { archiveCeilings, type ArchiveLimits } from '../../../src/registry/publishing/limits.js'
import { packArchive, type ArchiveEntry } from '../../support/archives.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { entry, withEntryType, url } from './archive-fixture.js'

const manifest = (members: object) =>
  entry('manifest.webapp', JSON.stringify({ slug: 'notes', editor: 'Acme', version: '1.0.0', ...members }))

/** Reads an archive with these limits, like a publication. Returns the number of extracted assets. */
async function readArchive(bytes: Buffer, limits: Partial<ArchiveLimits>): Promise<number> {
  const folder = await temporaryFolder()
  const file = join(folder, 'archive')
  await writeFile(file, bytes)
  const options = { limits: { ...archiveCeilings, ...limits } }
  const contents = await inspectArchive(file, url, options)
  const wanted = wantedAssets({}, contents.manifest.value, options.limits)
  return (await extractAssets(file, contents, wanted, folder, options)).length
}

const pack = (entries: ArchiveEntry[]) => packArchive(entries, { gzip: true })
const screenshots = Array.from({ length: 5 }, (_, i) => `${i}.png`)
const files = screenshots.map((name) => ({ name, content: Buffer.alloc(1000) }))

describe('an archive is refused, with the name of the limit,', () => {
  const cases: [keyof ArchiveLimits, number, string, () => Promise<Buffer>][] = [
    ['entries', 3, 'entries', () => pack([manifest({}), entry('a'), entry('b'), entry('c')])],
    ['inflatedBytes', 4000, 'inflated_bytes', () => pack([manifest({}), entry('a', 'x'.repeat(5000))])],
    ['pathLength', 20, 'path_length', () => pack([manifest({}), entry(`${'a/'.repeat(20)}b`)])],
    ['headerBytes', 1024, 'header_bytes', () => pack([manifest({}), entry(`${'a/'.repeat(2000)}b`)])],
    ['manifestBytes', 100, 'manifest_bytes', () => pack([manifest({ name: 'x'.repeat(100) })])],
    ['manifestValues', 50, 'manifest_values', () => pack([manifest({ deep: [[Array(50).fill(0)]] })])],
    [
      'manifestValues',
      50,
      'manifest_values',
      () => pack([manifest({}), entry('package.json', `{"a":[${'0,'.repeat(60)}0]}`)]),
    ],
    ['screenshots', 4, 'screenshots', () => pack([manifest({ screenshots })])],
    [
      'screenshots',
      4,
      'screenshots',
      () =>
        pack([manifest({ screenshots: ['0.png'], locales: { en: { screenshots }, fr: { screenshots: ['f.png'] } } })]),
    ],
    ['imageBytes', 4000, 'image_bytes', () => pack([manifest({ screenshots }), ...files])],
  ]
  test.each(cases)('when it exceeds the limit %s of %i', async (limit, maximum, key, createArchive) => {
    const bytes = await createArchive()
    await expect(readArchive(bytes, { [limit]: maximum })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
      message: expect.stringContaining(`(limits.archive.${key})`),
    })
    await readArchive(bytes, {})
  })

  it('when its PAX header is too large', async () => {
    // The reader keeps a PAX header in memory.
    const large = withEntryType(await packArchive([entry('pax', 'x'.repeat(100_000))]), 0, 'x')
    await expect(readArchive(large, { headerBytes: 65_536 })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
      message: expect.stringContaining('(limits.archive.header_bytes)'),
    })
  })

  it('when it has too many PAX headers for the allowed number of entries', async () => {
    const pax = withEntryType(await packArchive([entry('pax', '24 path=manifest.webapp\n')]), 0, 'x').subarray(0, 1024)
    const many = Buffer.concat([...Array.from({ length: 50 }, () => pax), await packArchive([manifest({})])])
    // 50 PAX headers of 2 blocks each, and the manifest's header. Each allowed entry permits 5 blocks of headers.
    await expect(readArchive(many, { entries: 10 })).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
    await readArchive(many, { entries: 25 })
  })

  it('when its PAX headers are together too long for the allowed number of entries', async () => {
    const pax = withEntryType(await packArchive([entry('pax', '6 k=v\n'.repeat(10_000))]), 0, 'x').subarray(
      0,
      60_416 + 512,
    )
    const long = Buffer.concat([...Array.from({ length: 10 }, () => pax), await packArchive([manifest({})])])
    // 10 PAX headers of 119 blocks each. Each allowed entry permits 5 blocks of headers.
    await expect(readArchive(long, { entries: 200 })).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
    await readArchive(long, { entries: 300 })
  })

  it('when 30 of its files have the path of the icon', async () => {
    const icons = Array.from({ length: 30 }, () => entry('icon.png', 'x'))
    await expect(readArchive(await pack([manifest({ icon: 'icon.png' }), ...icons]), {})).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
    })
  })
})

it('an archive that reaches its limits, but does not exceed them, is read', async () => {
  const bytes = await pack([manifest({ screenshots }), ...files])
  expect(await readArchive(bytes, { entries: 6, screenshots: 5, imageBytes: 5000 })).toBe(5)
})

it('reading an archive ends when its signal aborts', async () => {
  const file = join(await temporaryFolder(), 'archive')
  await writeFile(file, await pack([manifest({ screenshots }), ...files]))
  const signal = AbortSignal.abort(new Error('gone'))
  await expect(inspectArchive(file, url, { signal })).rejects.toThrow('gone')
  const wanted = wantedAssets({}, { screenshots })
  await expect(extractAssets(file, { url, prefix: '' }, wanted, '/nowhere', { signal })).rejects.toThrow('gone')
})
